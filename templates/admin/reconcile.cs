<?cs # reconcile - where the bank and the books disagree. Data.items, Data.sum, Data.query, Pages. ?><?cs
set:Section = "reconcile" ?><?cs
set:Title = reconcile.title ?><?cs

def:row(p_i) ?><tr>
<th scope="row"><bdi dir="ltr" class="mono"><?cs var:p_i.orderNumber ?></bdi></th>
<td><?cs call:when(p_i.foundAt) ?></td>
<td><?cs var:p_i.bucket.text ?></td>
<td><?cs var:p_i.reason.text ?></td>
<td class="num"><bdi><?cs var:p_i.ours.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_i.theirs.exact ?></bdi></td>
<td><?cs if:p_i.ref ?><a href="<?cs var:Base ?>/admin/bookings/<?cs var:p_i.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p_i.ref ?></bdi></a><?cs /if ?></td>
<td><?cs if:p_i.closedAt ?><?cs call:mark("ok", reconcile.closed) ?> <bdi><?cs var:p_i.closedBy ?></bdi> <bdi class="soft"><?cs var:p_i.note ?></bdi><?cs else ?><form class="row-form" method="post" action="<?cs var:Base ?>/admin/reconcile/<?cs var:p_i.id ?>/close" novalidate><?cs call:proofs() ?><input name="note" type="text" required aria-label="<?cs var:reconcile.note ?>" placeholder="<?cs var:reconcile.note ?>" dir="auto"><button class="btn ghost"><?cs var:reconcile.close ?></button></form><?cs /if ?></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs var:reconcile.lede ?></p></div>
<?cs call:errors() ?><ul class="stats"><?cs
call:stat("", reconcile.matched, Data.sum.matched, "") ?><?cs
call:stat("", bucket.ours_only, Data.sum.oursOnly, "") ?><?cs
call:stat("", bucket.theirs_only, Data.sum.theirsOnly, "") ?><?cs
call:stat(Base + "/admin/reconcile?state=open", reconcile.open, Data.sum.open, Data.sum.openAmount.exact) ?></ul>
<?cs if:subcount(Data.items) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:outcome.order_number ?></th><th scope="col"><?cs var:reconcile.found ?></th><th scope="col"><?cs var:reconcile.bucket ?></th><th scope="col"><?cs var:reconcile.reason ?></th><th scope="col" class="num"><?cs var:reconcile.ours ?></th><th scope="col" class="num"><?cs var:reconcile.theirs ?></th><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:booking.state ?></th></tr></thead>
<tbody><?cs each:i = Data.items ?><?cs call:row(i) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("check", reconcile.none) ?>
<?cs /if ?><?cs
/def ?>
