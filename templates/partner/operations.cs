<?cs # operations - what the office did to its departures, newest first. Data.operations, Pages; Fact.mayCancel. ?><?cs
set:Section = "operations" ?><?cs
set:Title = operation.title ?><?cs

def:row(p_o) ?><tr><th scope="row"><a href="<?cs var:Base ?>/partner/operations/<?cs var:p_o.id ?>"><?cs var:p_o.kind.text ?></a></th>
<td><?cs call:operation_what(p_o) ?></td>
<td><?cs var:p_o.reason.text ?></td>
<td class="load"><progress max="100" value="<?cs var:p_o.percent ?>" aria-label="<?cs var:operation.progress ?>"></progress> <bdi dir="ltr"><?cs var:p_o.done ?> / <?cs var:p_o.total ?></bdi></td>
<td class="num"><bdi><?cs var:p_o.failed ?></bdi></td>
<td><?cs call:operation_state(p_o.state) ?></td>
<td><?cs call:when(p_o.createdAt) ?><?cs if:p_o.by ?> <bdi class="soft"><?cs var:p_o.by ?></bdi><?cs /if ?></td></tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs if:Fact.mayCancel ?><div class="actions"><a class="btn ghost danger" href="<?cs var:Base ?>/partner/cancel-day"><?cs call:icon("ban") ?><?cs var:operation.cancel_day ?></a></div>
<?cs /if ?><?cs if:subcount(Data.operations) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:audit.what ?></th><th scope="col"><?cs var:operation.about ?></th><th scope="col"><?cs var:audit.why ?></th><th scope="col"><?cs var:operation.progress ?></th><th scope="col" class="num"><?cs var:operation.failed ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><?cs var:audit.at ?></th></tr></thead>
<tbody><?cs each:o = Data.operations ?><?cs call:row(o) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("list", operation.none) ?>
<?cs /if ?><?cs
/def ?>
