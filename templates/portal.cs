<?cs # portal - the frame of staff pages: who is at work, where things are, where one is. A page sets
     Title and Section (of the navigation), may set Crumb1, Crumb1Url, Crumb2, Crumb2Url (above it) and
     defines content(). Which portal it is follows from the person: staff of a company has User.org.
?><?cs
include:"parts/icon.cs" ?><?cs
include:"parts/form.cs" ?><?cs
include:"parts/trip.cs" ?><?cs
include:"parts/plan.cs" ?><?cs
include:"parts/frame.cs" ?><?cs
include:"parts/portal.cs" ?><?cs
include:"parts/money.cs" ?><?cs
include:Page ?><!DOCTYPE html>
<html lang="<?cs var:Lang ?>" dir="<?cs var:Dir ?>"<?cs if:Theme ?> data-theme="<?cs var:Theme ?>"<?cs /if ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title><?cs if:subcount(Errors) ?><?cs var:site.error_prefix ?> <?cs /if ?><?cs var:Title ?> · <?cs if:User.org ?><?cs var:User.org ?><?cs else ?><?cs var:portal.platform ?><?cs /if ?> · <?cs var:Site.name ?></title>
<?cs if:Refresh ?><noscript><meta http-equiv="refresh" content="<?cs var:Refresh ?>"></noscript>
<?cs /if ?><link rel="preload" href="/static/vendor/plex-<?cs if:Lang == "ar" ?>arabic<?cs else ?>latin<?cs /if ?>-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="<?cs var:Asset.css ?>">
<link rel="stylesheet" href="<?cs var:Asset.portal ?>">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<script type="module" src="<?cs var:Asset.js ?>"></script>
</head>
<body class="staff"<?cs if:Refresh ?> data-refresh="<?cs var:Refresh ?>"<?cs /if ?> data-busy="<?cs var:site.busy ?>">
<a class="skip" href="#main"><?cs var:site.skip ?></a>
<?cs call:staff_header() ?>
<div class="staff-in">
<?cs call:staff_nav() ?>
<main id="main" tabindex="-1">
<?cs call:crumbs() ?><?cs call:content() ?>
</main>
</div>
</body>
</html>
