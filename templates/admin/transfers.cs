<?cs # transfers - files made for the bank. Data.transfers, Pages. ?><?cs
set:Section = "settlements" ?><?cs
set:Title = statement.transfers ?><?cs
set:Crumb1 = statement.plural ?><?cs
set:Crumb1Url = Base + "/admin/settlements" ?><?cs

def:row(p_t) ?><tr>
<th scope="row"><a href="<?cs var:Base ?>/admin/transfers/<?cs var:p_t.id ?>/file"><bdi dir="ltr" class="mono"><?cs var:p_t.reference ?></bdi></a></th>
<td><?cs call:when(p_t.createdAt) ?></td>
<td class="num"><bdi><?cs var:p_t.payouts ?></bdi></td>
<td class="num"><bdi><?cs var:p_t.total.exact ?></bdi></td>
<td><bdi><?cs var:p_t.madeBy ?></bdi></td>
<td><bdi dir="ltr" class="mono small"><?cs var:p_t.sha256 ?></bdi></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1><p class="lede"><?cs var:statement.transfers_text ?></p></div>
<?cs call:errors() ?><?cs if:subcount(Data.transfers) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:statement.file ?></th><th scope="col"><?cs var:portal.made ?></th><th scope="col" class="num"><?cs var:statement.payouts ?></th><th scope="col" class="num"><?cs var:journey.total ?></th><th scope="col"><?cs var:statement.second ?></th><th scope="col"><?cs var:statement.hash ?></th></tr></thead>
<tbody><?cs each:t = Data.transfers ?><?cs call:row(t) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("file-text", statement.no_transfer) ?>
<?cs /if ?><?cs
/def ?>
