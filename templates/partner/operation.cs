<?cs # operation - how far one operation is. Data is the operation; Data.outcomes, Data.failures; Fact.mayCancel. The
     page comes back by itself until it is done.
?><?cs
set:Section = "operations" ?><?cs
set:Title = Data.kind.text ?><?cs
set:Crumb1 = operation.title ?><?cs
set:Crumb1Url = Base + "/partner/operations" ?><?cs

def:failure(p_f) ?><tr><th scope="row"><a href="<?cs var:Base ?>/partner/bookings/<?cs var:p_f.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p_f.ref ?></bdi></a></th>
<td><a href="<?cs var:Base ?>/partner/trips/<?cs var:p_f.scheduleId ?>"><?cs call:when(p_f.departsAt) ?></a></td>
<td class="num"><bdi><?cs var:p_f.tries ?></bdi></td>
<td><?cs call:when(p_f.at) ?></td>
<td><bdi lang="en"><?cs var:p_f.error ?></bdi></td></tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs call:operation_what(Data) ?> <?cs call:operation_state(Data.state) ?></p></div>
<div class="card" role="status"><p class="load"><progress max="100" value="<?cs var:Data.percent ?>" aria-label="<?cs var:operation.progress ?>"></progress> <bdi dir="ltr"><?cs var:Data.percent ?> %</bdi></p>
<dl class="facts"><div><dt><?cs var:operation.trips ?></dt><dd><bdi><?cs var:Data.trips ?></bdi></dd></div>
<div><dt><?cs var:operation.bookings ?></dt><dd><bdi><?cs var:Data.total ?></bdi></dd></div>
<div><dt><?cs var:operation.done ?></dt><dd><bdi><?cs var:Data.done ?></bdi></dd></div>
<div><dt><?cs var:operation.failed ?></dt><dd><bdi><?cs var:Data.failed ?></bdi></dd></div>
<div><dt><?cs var:audit.why ?></dt><dd><?cs var:Data.reason.text ?></dd></div>
<div><dt><?cs var:audit.who ?></dt><dd><bdi><?cs var:Data.by ?></bdi></dd></div>
<div><dt><?cs var:operation.begun ?></dt><dd><?cs call:when(Data.createdAt) ?></dd></div>
<?cs if:Data.endedAt ?><div><dt><?cs var:operation.ended ?></dt><dd><?cs call:when(Data.endedAt) ?></dd></div>
<?cs /if ?></dl></div>
<?cs if:Data.state != "done" ?><p class="soft"><?cs var:operation.wait ?></p>
<?cs /if ?><?cs if:subcount(Data.outcomes) ?><h2><?cs var:operation.outcomes ?></h2>
<ul class="people"><?cs each:x = Data.outcomes ?><li><?cs var:x.outcome.text ?> <bdi><?cs var:x.bookings ?></bdi></li><?cs /each ?></ul>
<?cs /if ?><?cs if:subcount(Data.failures) ?><h2><?cs var:operation.failures ?></h2>
<p><?cs var:operation.failures_text ?></p>
<?cs call:sheet_head(operation.failures) ?><thead><tr><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:partner.trip ?></th><th scope="col" class="num"><?cs var:admin.attempts ?></th><th scope="col"><?cs var:audit.at ?></th><th scope="col"><?cs var:admin.message ?></th></tr></thead>
<tbody><?cs each:f = Data.failures ?><?cs call:failure(f) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs /if ?><?cs if:Fact.mayCancel && Data.state == "failing" ?><form method="post" action="<?cs var:Base ?>/partner/operations/<?cs var:Data.id ?>/retry"><?cs call:proofs() ?><button class="btn"><?cs call:icon("refresh-cw") ?><?cs var:operation.retry ?></button></form>
<?cs /if ?><?cs
/def ?>
