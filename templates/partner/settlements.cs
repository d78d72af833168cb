<?cs # settlements - statements of what the company is owed. Data.settlements, Data.books, Data.query, Data.states, Pages. ?><?cs
set:Section = "settlements" ?><?cs
set:Title = statement.plural ?><?cs

def:row(p_s) ?><tr>
<th scope="row"><a href="<?cs var:Base ?>/partner/settlements/<?cs var:p_s.id ?>"><?cs call:period(p_s) ?></a></th>
<td><?cs call:settlement_state(p_s.status) ?></td>
<td class="num"><bdi><?cs var:p_s.gross.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.commission.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.cashKept.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.net.exact ?></bdi></td>
<td><?cs if:p_s.paidAt ?><?cs call:when(p_s.paidAt) ?><?cs /if ?></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<ul class="stats"><?cs
call:stat("", statement.payable, Data.books.payable.exact, "") ?><?cs
call:stat("", statement.unstated, Data.books.unstated.exact, "") ?><?cs
call:stat("", statement.float, Data.books.cash.exact, "") ?></ul>
<form class="row-form" method="get" action="<?cs var:Base ?>/partner/settlements" role="search"><div class="field"><label for="status"><?cs var:booking.state ?></label><select id="status" name="status"><option value=""><?cs var:portal.all ?></option><?cs each:s = Data.states ?><?cs call:choice(s.code, Data.query.status, s.code.text) ?><?cs /each ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button></form>
<?cs if:subcount(Data.settlements) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:statement.of ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:statement.gross ?></th><th scope="col" class="num"><?cs var:statement.commission ?></th><th scope="col" class="num"><?cs var:statement.cash ?></th><th scope="col" class="num"><?cs var:statement.net ?></th><th scope="col"><?cs var:statement.paid_at ?></th></tr></thead>
<tbody><?cs each:s = Data.settlements ?><?cs call:row(s) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("banknote", statement.none) ?>
<?cs /if ?><?cs
/def ?>
