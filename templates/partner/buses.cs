<?cs # buses - of the company. Data.buses, Pages. ?><?cs
set:Section = "buses" ?><?cs
set:Title = portal.buses ?><?cs

def:row(p_b) ?><tr>
<th scope="row"><a href="<?cs var:Base ?>/partner/buses/<?cs var:p_b.id ?>"><bdi dir="ltr"><?cs var:p_b.bus.plate ?></bdi></a></th>
<td><bdi><?cs var:p_b.bus.model ?></bdi><?cs if:p_b.year != "0" ?> <span class="soft"><bdi><?cs var:p_b.year ?></bdi></span><?cs /if ?></td>
<td><?cs var:p_b.bus.type.text ?></td>
<td class="num"><bdi><?cs var:p_b.seats ?></bdi></td>
<td><?cs if:p_b.status == "active" ?><?cs call:mark("ok", p_b.status.text) ?><?cs elif:p_b.status == "maintenance" ?><?cs call:mark("warn", p_b.status.text) ?><?cs else ?><?cs call:mark("idle", p_b.status.text) ?><?cs /if ?></td>
<td class="num"><bdi><?cs var:p_b.departures ?></bdi></td>
<td><?cs if:p_b.nextAt ?><?cs call:when(p_b.nextAt) ?><?cs /if ?></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p></div>
<?cs if:subcount(Data.buses) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:partner.plate ?></th><th scope="col"><?cs var:partner.model ?></th><th scope="col"><?cs var:results.type ?></th><th scope="col" class="num"><?cs var:journey.seats ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:partner.week ?></th><th scope="col"><?cs var:partner.next ?></th></tr></thead>
<tbody><?cs each:b = Data.buses ?><?cs call:row(b) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("bus", portal.none) ?>
<?cs /if ?><?cs
/def ?>
