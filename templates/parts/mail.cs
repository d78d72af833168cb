<?cs # mail - frame of the HTML mails: colours in attributes and one style element, because mail
     readers drop outside style sheets.
?><?cs
def:mail_top(p_title) ?><!DOCTYPE html>
<html lang="<?cs var:Lang ?>" dir="<?cs var:Dir ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title><?cs var:p_title ?></title>
<style>
body { margin: 0; padding: 0; background: #F5F7F8; color: #14202A; font: 16px/1.6 "IBM Plex Sans Arabic", system-ui, "Segoe UI", "Noto Sans Arabic", sans-serif; }
table { border-collapse: collapse; }
.sheet { max-width: 560px; margin: 24px auto; background: #FFFFFF; border: 1px solid #C3CDD2; border-radius: 12px; overflow: hidden; }
.head { background: #0B5D66; color: #FFFFFF; padding: 16px 24px; font-weight: 600; font-size: 18px; }
.body { padding: 24px; }
h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.3; }
.times { width: 100%; margin: 16px 0; border-block: 2px dashed #B4530A; }
.times td { padding: 12px 0; vertical-align: top; }
.times strong { display: block; font-size: 26px; }
.rows td { padding: 4px 0; vertical-align: top; }
.rows td:first-child { color: #4A5B66; padding-inline-end: 16px; }
.go { display: inline-block; margin: 16px 0; padding: 12px 24px; background: #0B5D66; color: #FFFFFF; border-radius: 6px; font-weight: 600; text-decoration: none; }
.soft { color: #4A5B66; font-size: 14px; }
@media (prefers-color-scheme: dark) {
body { background: #0F171C; color: #E8EEF1; }
.sheet { background: #16212A; border-color: #31424E; }
.rows td:first-child, .soft { color: #A9B8C1; }
}
</style>
</head>
<body>
<main class="sheet">
<div class="head"><?cs var:Site.name ?></div>
<div class="body">
<h1><?cs var:p_title ?></h1>
<?cs /def ?><?cs
def:mail_row(p_words, p_value) ?><tr><td><?cs var:p_words ?></td><td><bdi><?cs var:p_value ?></bdi></td></tr>
<?cs /def ?><?cs
def:mail_trip() ?><table class="times" role="presentation"><tr><td><strong dir="ltr"><?cs var:Data.from.time.clock ?></strong><bdi><?cs var:Data.from.city ?></bdi><br><span class="soft"><bdi><?cs var:Data.from.name ?></bdi></span></td><td><strong dir="ltr"><?cs var:Data.to.time.clock ?></strong><bdi><?cs var:Data.to.city ?></bdi><br><span class="soft"><bdi><?cs var:Data.to.name ?></bdi></span></td></tr></table>
<?cs /def ?><?cs
def:mail_end() ?><p class="soft"><?cs var:mail.zone ?><br><?cs var:site.help ?> <bdi dir="ltr"><?cs var:Site.phone ?></bdi></p>
</div>
</main>
</body>
</html>
<?cs /def ?>
