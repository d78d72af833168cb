<?cs # staff - people of the company and open invitations. Data.staff, Data.invitations, Pages. ?><?cs
set:Section = "staff" ?><?cs
set:Title = staff.title ?><?cs

def:member(p_m) ?><tr>
<th scope="row"><bdi><?cs var:p_m.firstName ?> <?cs var:p_m.lastName ?></bdi></th>
<td><?cs var:p_m.role.text ?></td>
<td><?cs if:p_m.phone ?><bdi dir="ltr"><?cs var:p_m.phone ?></bdi><?cs else ?><bdi dir="ltr"><?cs var:p_m.email ?></bdi><?cs /if ?></td>
<td><?cs if:p_m.active ?><?cs call:mark("ok", staff.active) ?><?cs else ?><?cs call:mark("bad", staff.suspended) ?><?cs /if ?></td>
<td><?cs if:p_m.usedAt ?><?cs call:when(p_m.usedAt) ?><?cs /if ?></td>
<td><form method="post" action="<?cs var:Base ?>/partner/staff/<?cs var:p_m.id ?>/<?cs if:p_m.active ?>suspend<?cs else ?>reinstate<?cs /if ?>"><?cs call:proofs() ?><button class="btn ghost"><?cs if:p_m.active ?><?cs var:staff.suspend ?><?cs else ?><?cs var:staff.reinstate ?><?cs /if ?></button></form></td>
</tr>
<?cs /def ?><?cs

def:open(p_i) ?><tr>
<th scope="row"><bdi dir="ltr"><?cs var:p_i.address ?></bdi></th>
<td><bdi><?cs var:p_i.firstName ?> <?cs var:p_i.lastName ?></bdi></td>
<td><?cs var:p_i.role.text ?></td>
<td><?cs call:when(p_i.expiresAt) ?></td>
<td><form method="post" action="<?cs var:Base ?>/partner/staff/invitations/<?cs var:p_i.id ?>/drop"><?cs call:proofs() ?><button class="btn ghost"><?cs var:staff.uninvite ?></button></form></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<p class="actions"><a class="btn" href="<?cs var:Base ?>/partner/staff/invite"><?cs var:staff.invite ?></a> <a class="btn ghost" href="<?cs var:Base ?>/partner/audit"><?cs var:audit.title ?></a></p></div>
<?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:staff.name ?></th><th scope="col"><?cs var:staff.role ?></th><th scope="col"><?cs var:staff.contact ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col"><?cs var:staff.used ?></th><th scope="col"><?cs var:staff.act ?></th></tr></thead>
<tbody><?cs each:m = Data.staff ?><?cs call:member(m) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?><?cs if:subcount(Data.invitations) ?>
<h2><?cs var:staff.invitations ?></h2>
<?cs call:sheet_head(staff.invitations) ?><thead><tr><th scope="col"><?cs var:staff.contact ?></th><th scope="col"><?cs var:staff.name ?></th><th scope="col"><?cs var:staff.role ?></th><th scope="col"><?cs var:staff.until ?></th><th scope="col"><?cs var:staff.act ?></th></tr></thead>
<tbody><?cs each:i = Data.invitations ?><?cs call:open(i) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs /if ?><?cs
/def ?>
