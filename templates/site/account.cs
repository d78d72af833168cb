<?cs # account - the signed-in person's bookings, newest first. Data.bookings, Pages. ?><?cs
include:"parts/account.cs" ?><?cs
set:Title = account.title ?><?cs
set:Section = "bookings" ?><?cs
set:Private = "1" ?><?cs

def:line(p_b) ?><li><a class="card booking" href="<?cs var:Base ?>/booking/<?cs var:p_b.id ?>"><span class="booking-way"><?cs call:way(p_b.from.city, p_b.to.city) ?></span>
<span class="booking-when"><?cs var:p_b.from.time.date ?> · <bdi dir="ltr"><?cs var:p_b.from.time.clock ?></bdi></span>
<span class="booking-ref"><span class="vh"><?cs var:booking.ref ?> </span><bdi dir="ltr"><?cs var:p_b.ref ?></bdi></span>
<span class="tag tag-<?cs var:p_b.status ?>"><?cs var:p_b.status.text ?></span>
<strong class="booking-sum"><bdi><?cs var:p_b.total ?></bdi></strong></a></li>
<?cs /def ?><?cs

def:content() ?><div class="wrap page">
<header class="card-head"><h1><?cs var:account.title ?></h1>
<form method="post" action="<?cs var:Base ?>/account/logout"><?cs call:proofs() ?><button class="btn ghost"><?cs call:icon("log-out") ?><?cs var:account.logout ?></button></form></header>
<?cs if:User.name ?><p class="lede"><?cs call:icon("user") ?><bdi><?cs var:User.name ?></bdi></p>
<?cs /if ?><?cs call:account_nav() ?><?cs call:errors() ?>
<h2><?cs var:account.bookings ?></h2>
<?cs if:subcount(Data.bookings) ?><ol class="bookings"><?cs each:b = Data.bookings ?><?cs call:line(b) ?><?cs /each ?></ol>
<?cs call:pages() ?>
<?cs else ?><div class="card empty"><?cs call:icon("ticket") ?><p><?cs var:account.none ?></p>
<a class="btn" href="<?cs var:Base ?>/"><?cs call:icon("search") ?><?cs var:site.new_search ?></a>
<a href="<?cs var:Base ?>/find"><?cs var:account.find ?></a></div>
<?cs /if ?></div>
<?cs /def ?>
