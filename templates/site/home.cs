<?cs # home - the search form and what Abrid promises. Data.places, Data.query, Data.popular;
     Fact.today, Fact.lastDay.
?><?cs
set:Title = home.title ?><?cs
set:Description = home.description ?><?cs
set:SearchFrom = Data.query.from ?><?cs
set:SearchTo = Data.query.to ?><?cs
def:content() ?><section class="hero">
<div class="wrap">
<h1><?cs var:home.headline ?></h1>
<p class="hero-sub"><?cs var:home.sub ?></p>
</div>
<?cs call:road_scene() ?>
</section>
<div class="wrap lift">
<?cs call:errors() ?>
<div class="card search-card"><?cs call:search_form() ?></div>
</div>
<?cs if:subcount(Data.popular) ?><section class="wrap band" aria-labelledby="popular">
<h2 id="popular"><?cs var:home.popular ?></h2>
<ul class="popular"><?cs each:p = Data.popular ?>
<li><a class="card" href="<?cs var:Base ?>/search?from=<?cs var:p.fromSlug ?>&amp;to=<?cs var:p.toSlug ?>&amp;date=<?cs var:Fact.today ?>&amp;passengers=1"><span class="popular-way"><bdi><?cs var:p.from ?></bdi><span class="road" aria-hidden="true"></span><span class="vh"> <?cs var:journey.towards ?> </span><bdi><?cs var:p.to ?></bdi></span>
<span class="soft"><?cs var:home.from_price ?> <strong><bdi><?cs var:p.price ?></bdi></strong></span></a></li><?cs /each ?>
</ul>
</section>
<?cs /if ?><section class="wrap band" aria-labelledby="why">
<h2 id="why"><?cs var:home.why ?></h2>
<ol class="why">
<li><?cs call:icon("armchair") ?><h3><?cs var:home.why_seat ?></h3><p><?cs var:home.why_seat_text ?></p></li>
<li><?cs call:icon("wallet") ?><h3><?cs var:home.why_price ?></h3><p><?cs var:home.why_price_text ?></p></li>
<li><?cs call:icon("qr-code") ?><h3><?cs var:home.why_ticket ?></h3><p><?cs var:home.why_ticket_text ?></p></li>
</ol>
</section>
<?cs /def ?>
