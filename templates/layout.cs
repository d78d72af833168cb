<?cs # layout - the frame of every page. A page sets Title (and may set Description, Private: not
     for search engines, Frozen: no change of language, Narrow) and defines content(); it is
     included first, so that the head can use what it set. Theme ("light" or "dark") overrides the
     colour scheme of the device.
?><?cs
include:"parts/icon.cs" ?><?cs
include:"parts/form.cs" ?><?cs
include:"parts/trip.cs" ?><?cs
include:"parts/step.cs" ?><?cs
include:"parts/plan.cs" ?><?cs
include:"parts/quote.cs" ?><?cs
include:"parts/frame.cs" ?><?cs
include:Page ?><!DOCTYPE html>
<html lang="<?cs var:Lang ?>" dir="<?cs var:Dir ?>"<?cs if:Theme ?> data-theme="<?cs var:Theme ?>"<?cs /if ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title><?cs if:subcount(Errors) ?><?cs var:site.error_prefix ?> <?cs /if ?><?cs var:Title ?> · <?cs var:Site.name ?></title>
<?cs if:Description ?><meta name="description" content="<?cs var:Description ?>">
<?cs /if ?><?cs if:Private ?><meta name="robots" content="noindex">
<?cs else ?><link rel="canonical" href="<?cs var:Site.base ?><?cs var:Self[Lang] ?>">
<link rel="alternate" hreflang="fr" href="<?cs var:Site.base ?><?cs var:Self.fr ?>">
<link rel="alternate" hreflang="ar" href="<?cs var:Site.base ?><?cs var:Self.ar ?>">
<link rel="alternate" hreflang="en" href="<?cs var:Site.base ?><?cs var:Self.en ?>">
<?cs /if ?><?cs if:Refresh ?><noscript><meta http-equiv="refresh" content="<?cs var:Refresh ?>"></noscript>
<?cs /if ?><link rel="preload" href="/static/vendor/plex-<?cs if:Lang == "ar" ?>arabic<?cs else ?>latin<?cs /if ?>-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="<?cs var:Asset.css ?>">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<script type="module" src="<?cs var:Asset.js ?>"></script>
</head>
<body<?cs if:Refresh ?> data-refresh="<?cs var:Refresh ?>"<?cs /if ?> data-busy="<?cs var:site.busy ?>">
<a class="skip" href="#main"><?cs var:site.skip ?></a>
<?cs call:site_header() ?>
<main id="main" tabindex="-1"<?cs if:Narrow ?> class="narrow"<?cs /if ?>>
<?cs call:content() ?>
</main>
<?cs call:site_footer() ?>
</body>
</html>
