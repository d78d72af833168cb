<?cs # results - departures of a day between two places. Data.trips (with url, seatsUrl), Data.query,
     Data.days, Data.operators, Data.next; Fact.count, Pages. Or, when the search was not
     understood, Errors and Data.candidates with the form again.
?><?cs
if:subcount(Errors) ?><?cs set:Title = search.title ?><?cs set:Private = "1" ?><?cs
else ?><?cs set:Title = Data.query.fromName + " – " + Data.query.toName ?><?cs /if ?><?cs
if:Data.query.fromName ?><?cs set:SearchFrom = Data.query.fromName ?><?cs else ?><?cs set:SearchFrom = Data.query.from ?><?cs /if ?><?cs
if:Data.query.toName ?><?cs set:SearchTo = Data.query.toName ?><?cs else ?><?cs set:SearchTo = Data.query.to ?><?cs /if ?><?cs
if:Data.query.operator || Data.query.type || Data.query.time || Data.query.max || Data.query.seatsOnly ?><?cs set:Filtered = "1" ?><?cs /if ?><?cs

def:candidates(p_field, p_words) ?><?cs set:Seen = "" ?><?cs each:c = Data.candidates ?><?cs if:c.field == p_field ?><?cs if:!Seen ?><h2><?cs var:p_words ?></h2><ul class="picks"><?cs set:Seen = "1" ?><?cs /if ?><li><a class="btn ghost" href="<?cs var:Base ?>/search?<?cs
if:p_field == "from" ?>from=<?cs var:c.slug ?>&amp;to=<?cs var:url_escape(Data.query.to) ?><?cs else ?>from=<?cs var:url_escape(Data.query.from) ?>&amp;to=<?cs var:c.slug ?><?cs /if ?>&amp;date=<?cs var:url_escape(Data.query.date) ?>&amp;passengers=<?cs var:url_escape(Data.query.passengers) ?>"><?cs call:icon("map-pin") ?><bdi><?cs var:c.name ?></bdi></a></li><?cs /if ?><?cs /each ?><?cs if:Seen ?></ul><?cs /if ?><?cs
/def ?><?cs

def:choice(p_value, p_now, p_words) ?><option value="<?cs var:p_value ?>"<?cs if:p_value == p_now ?> selected<?cs /if ?>><?cs var:p_words ?></option><?cs
/def ?><?cs

def:reset() ?><a class="reset" href="<?cs var:Base ?>/search?from=<?cs var:url_escape(Data.query.from) ?>&amp;to=<?cs var:url_escape(Data.query.to) ?>&amp;date=<?cs var:url_escape(Data.query.date) ?>&amp;passengers=<?cs var:url_escape(Data.query.passengers) ?>"><?cs call:icon("x") ?><?cs var:results.reset ?></a><?cs
/def ?><?cs

def:filters() ?><form class="filters" action="<?cs var:Base ?>/search" method="get" aria-label="<?cs var:results.sort_filter ?>">
<?cs call:hidden("from", Data.query.from) ?><?cs call:hidden("to", Data.query.to) ?><?cs call:hidden("date", Data.query.date) ?><?cs call:hidden("passengers", Data.query.passengers) ?>
<div class="sort"><div class="field"><label for="sort"><?cs var:results.sort ?></label><select id="sort" name="sort"><?cs call:choice("departure", Data.query.sort, results.by_departure) ?><?cs call:choice("price", Data.query.sort, results.by_price) ?><?cs call:choice("duration", Data.query.sort, results.by_duration) ?><?cs call:choice("arrival", Data.query.sort, results.by_arrival) ?></select></div><button class="btn ghost"><?cs var:results.apply ?></button></div>
<details class="more-filters"<?cs if:Filtered ?> open<?cs /if ?>><summary><?cs call:icon("filter") ?><?cs var:results.filter ?></summary>
<div class="field"><label for="time"><?cs var:results.time ?></label><select id="time" name="time"><option value=""><?cs var:results.any_time ?></option><?cs call:choice("morning", Data.query.time, results.morning) ?><?cs call:choice("afternoon", Data.query.time, results.afternoon) ?><?cs call:choice("evening", Data.query.time, results.evening) ?><?cs call:choice("night", Data.query.time, results.night) ?></select></div>
<div class="field"><label for="operator"><?cs var:results.operator ?></label><select id="operator" name="operator"><option value=""><?cs var:results.any ?></option><?cs each:o = Data.operators ?><?cs call:choice(o.id, Data.query.operator, o.name) ?><?cs /each ?></select></div>
<div class="field"><label for="type"><?cs var:results.type ?></label><select id="type" name="type"><option value=""><?cs var:results.any ?></option><?cs call:choice("standard", Data.query.type, bus_type.standard) ?><?cs call:choice("comfort", Data.query.type, bus_type.comfort) ?></select></div>
<div class="field"><label for="max"><?cs var:results.max ?></label><input id="max" name="max" type="text" inputmode="numeric" dir="ltr" value="<?cs var:Data.query.max ?>" autocomplete="off"></div>
<label class="check"><input type="checkbox" name="seatsOnly" value="1"<?cs if:Data.query.seatsOnly ?> checked<?cs /if ?>> <span><?cs var:results.seats_only ?></span></label>
<button class="btn ghost"><?cs var:results.apply ?></button>
</details>
<?cs if:Filtered ?><?cs call:reset() ?><?cs /if ?></form>
<?cs /def ?><?cs

def:empty() ?><div class="card empty"><?cs call:icon("bus") ?>
<?cs if:Filtered ?><p><?cs var:results.none_filtered ?></p><?cs call:reset() ?>
<?cs else ?><p><?cs var:results.none ?></p><?cs if:Data.next.url ?><p class="soft"><?cs var:results.next ?></p>
<a class="btn" href="<?cs var:Data.next.url ?>"><?cs call:icon("calendar") ?><?cs var:Data.next.date.long ?></a><?cs /if ?>
<?cs /if ?></div>
<?cs /def ?><?cs

def:content() ?><div class="wrap page">
<?cs if:subcount(Errors) ?><h1><?cs var:search.title ?></h1>
<?cs call:errors() ?><?cs call:candidates("from", results.which_from) ?><?cs call:candidates("to", results.which_to) ?>
<div class="card search-card"><?cs call:search_form() ?></div>
<?cs else ?><h1><?cs call:way(Data.query.fromName, Data.query.toName) ?></h1>
<p class="lede"><?cs call:icon("calendar") ?><span><?cs var:Data.query.date.long ?></span> <?cs call:icon("users") ?><span><span class="vh"><?cs var:search.passengers ?> </span><bdi><?cs var:Data.query.passengers ?></bdi></span></p>
<details class="edit"><summary><?cs call:icon("pencil") ?><?cs var:results.edit ?></summary><div class="card search-card"><?cs call:search_form() ?></div></details>
<?cs if:subcount(Data.days) ?><nav aria-label="<?cs var:results.days ?>"><ul class="days"><?cs each:d = Data.days ?><li><a href="<?cs var:d.url ?>"<?cs if:d.current ?> aria-current="date"<?cs /if ?>><?cs var:d.date.text ?></a></li><?cs /each ?></ul></nav>
<?cs /if ?><div class="cols">
<?cs call:filters() ?>
<section class="found" aria-labelledby="count">
<h2 id="count"><?cs var:Fact.count ?></h2>
<?cs if:subcount(Data.trips) ?><ol class="trips"><?cs each:t = Data.trips ?><?cs call:trip_card(t, Data.query.passengers) ?><?cs /each ?></ol>
<?cs else ?><?cs call:empty() ?><?cs /if ?>
<?cs if:subcount(Data.trips) && Data.next.url ?><p class="card soft-card"><?cs var:results.next ?> <a href="<?cs var:Data.next.url ?>"><?cs var:Data.next.date.long ?></a></p>
<?cs /if ?><?cs call:pages() ?>
</section>
</div>
<?cs /if ?></div>
<?cs /def ?>
