<?cs # security - phone, e-mail, password, where one is signed in. Data.user, Data.sessions. ?><?cs
include:"parts/account.cs" ?><?cs
set:Title = mine.security ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Section = "security" ?><?cs
def:device(p_s) ?><li class="card"><p><strong><?cs var:p_s.kind.text ?></strong><?cs if:p_s.current ?> · <?cs var:mine.here ?><?cs /if ?><?cs if:p_s.device ?><br><span class="soft"><bdi dir="ltr"><?cs var:p_s.device ?></bdi></span><?cs /if ?><br><?cs var:mine.used ?> <time datetime="<?cs var:p_s.usedAt ?>"><?cs var:p_s.usedAt.date ?> <bdi dir="ltr"><?cs var:p_s.usedAt.clock ?></bdi></time></p>
<?cs if:!p_s.current ?><form method="post" action="<?cs var:Base ?>/account/security/end"><?cs call:proofs() ?><?cs call:hidden("session", p_s.id) ?><button class="btn ghost"><?cs var:mine.end ?></button></form>
<?cs /if ?></li>
<?cs /def ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:Title ?></h1>
<?cs call:account_nav() ?><?cs call:errors() ?>
<h2><?cs var:mine.contact ?></h2>
<p><?cs if:Data.user.phone ?><bdi dir="ltr"><?cs var:Data.user.phone ?></bdi><?cs /if ?><?cs if:Data.user.email ?> <bdi dir="ltr"><?cs var:Data.user.email ?></bdi><?cs /if ?></p>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/security/contact" novalidate>
<?cs call:proofs() ?><p class="hint"><?cs var:mine.contact_text ?></p>
<?cs call:field("phone", "phone", mine.new_phone, "", "tel", "tel", "", "") ?>
<?cs call:field("email", "email", mine.new_email, "", "email", "email", "", "") ?>
<?cs if:Data.user.hasPassword ?><?cs call:field("contactPassword", "contactPassword", mine.current, "", "password", "current-password", "", "1") ?>
<?cs /if ?><button class="btn"><?cs var:forgot.go ?></button>
</form>
<h2><?cs var:login.password ?></h2>
<form class="card stack" method="post" action="<?cs var:Base ?>/account/security/password" novalidate>
<?cs call:proofs() ?><?cs if:Data.user.hasPassword ?><?cs call:field("currentPassword", "currentPassword", mine.current, "", "password", "current-password", "", "1") ?>
<?cs /if ?><?cs call:field("password", "password", reset.password, "", "password", "new-password", "", "1") ?>
<button class="btn"><?cs var:reset.go ?></button>
</form>
<h2><?cs var:mine.devices ?></h2>
<ul class="stack plain-list"><?cs each:s = Data.sessions ?><?cs call:device(s) ?><?cs /each ?></ul>
<form method="post" action="<?cs var:Base ?>/account/security/end"><?cs call:proofs() ?><button class="btn ghost"><?cs var:mine.end_others ?></button></form>
</div>
<?cs /def ?>
