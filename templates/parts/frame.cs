<?cs # frame - what stands above and below every page, and small pieces many pages share. ?><?cs
def:site_header() ?><header class="top">
<div class="wrap top-in">
<a class="brand" href="<?cs var:Base ?>/"><?cs call:logo() ?><span><?cs var:Site.name ?></span></a>
<nav class="top-nav" aria-label="<?cs var:site.nav ?>">
<a class="top-link" href="<?cs var:Base ?>/find"><?cs call:icon("ticket") ?><span><?cs var:site.find ?></span></a>
<a class="top-link" href="<?cs var:Base ?>/account"><?cs call:icon("user") ?><span><?cs if:User.name ?><bdi><?cs var:User.name ?></bdi><?cs else ?><?cs var:site.account ?><?cs /if ?></span></a>
<?cs if:!Frozen ?><details class="lang"><summary><?cs call:icon("languages") ?><span class="vh"><?cs var:site.language ?> </span><span><?cs var:language[Lang] ?></span></summary>
<ul><?cs if:Lang != "fr" ?><li><a href="<?cs var:Self.fr ?>" lang="fr" hreflang="fr" dir="ltr"><?cs var:language.fr ?></a></li><?cs /if ?><?cs
if:Lang != "ar" ?><li><a href="<?cs var:Self.ar ?>" lang="ar" hreflang="ar" dir="rtl"><?cs var:language.ar ?></a></li><?cs /if ?><?cs
if:Lang != "en" ?><li><a href="<?cs var:Self.en ?>" lang="en" hreflang="en" dir="ltr"><?cs var:language.en ?></a></li><?cs /if ?></ul>
</details><?cs /if ?>
</nav>
</div>
</header><?cs
/def ?><?cs
def:phone(p_phone, p_number) ?><a class="tel" href="tel:<?cs var:p_number ?>"><bdi dir="ltr"><?cs var:p_phone ?></bdi></a><?cs
/def ?><?cs
def:help_phone() ?><?cs if:Site.tel ?><?cs call:phone(Site.phone, Site.tel) ?><?cs else ?><?cs call:phone(Site.phone, Site.phone) ?><?cs /if ?><?cs
/def ?><?cs
def:site_footer() ?><footer class="foot">
<div class="wrap foot-in">
<p class="foot-help"><?cs call:icon("phone") ?><span><strong><?cs var:site.help ?></strong> <?cs call:help_phone() ?></span></p>
<p><?cs call:icon("shield-check") ?><span><?cs var:site.safe ?></span></p>
<p><?cs call:icon("clock") ?><span><?cs var:site.zone ?></span></p>
</div>
</footer><?cs
/def ?><?cs
def:back(p_url, p_words) ?><?cs if:p_url ?><a class="back" href="<?cs var:p_url ?>"><?cs call:arrow("arrow-left") ?><?cs var:p_words ?></a>
<?cs /if ?><?cs
/def ?><?cs
def:notice(p_kind, p_icon, p_title, p_text) ?><div class="alert <?cs var:p_kind ?>">
<h2><?cs call:icon(p_icon) ?><?cs var:p_title ?></h2>
<?cs if:p_text ?><p><?cs var:p_text ?></p>
<?cs /if ?></div>
<?cs /def ?><?cs
def:pages() ?><?cs if:Pages.next || Pages.previous ?><nav class="pages" aria-label="<?cs var:site.pages ?>">
<?cs if:Pages.previous ?><a class="btn ghost" rel="prev" href="<?cs var:Pages.previous ?>"><?cs call:arrow("arrow-left") ?><?cs var:site.previous ?></a><?cs /if ?>
<span><?cs var:site.page ?> <bdi><?cs var:Pages.page ?> / <?cs var:Pages.pages ?></bdi></span>
<?cs if:Pages.next ?><a class="btn ghost" rel="next" href="<?cs var:Pages.next ?>"><?cs var:site.next ?><?cs call:arrow("arrow-right") ?></a><?cs /if ?>
</nav>
<?cs /if ?><?cs
/def ?><?cs
def:help_line() ?><p class="help-line"><?cs call:icon("phone") ?><span><?cs var:site.help ?> <?cs call:help_phone() ?></span></p><?cs
/def ?>
