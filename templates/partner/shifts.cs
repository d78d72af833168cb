<?cs # shifts - till shifts of the company. Data.shifts, Data.cash, Pages. ?><?cs
set:Section = "shifts" ?><?cs
set:Title = till.shifts ?><?cs

def:row(p_s) ?><tr>
<th scope="row"><a href="<?cs var:Base ?>/partner/till/<?cs var:p_s.id ?>"><?cs call:when(p_s.openedAt) ?></a></th>
<td><bdi><?cs var:p_s.cashier ?></bdi></td>
<td><?cs if:p_s.closedAt ?><?cs call:when(p_s.closedAt) ?><?cs else ?><?cs call:mark("live", till.is_open) ?><?cs /if ?></td>
<td class="num"><bdi><?cs var:p_s.sales ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.taken.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.givenBack.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.counted.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_s.difference.exact ?></bdi></td>
</tr>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<dl class="facts"><?cs call:sum(till.held, Data.cash.held) ?><?cs call:sum(till.limit, Data.cash.limit) ?></dl>
<?cs if:subcount(Data.shifts) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:till.opened ?></th><th scope="col"><?cs var:till.cashier ?></th><th scope="col"><?cs var:till.closed ?></th><th scope="col" class="num"><?cs var:till.sales ?></th><th scope="col" class="num"><?cs var:till.taken ?></th><th scope="col" class="num"><?cs var:till.back ?></th><th scope="col" class="num"><?cs var:till.counted ?></th><th scope="col" class="num"><?cs var:till.difference ?></th></tr></thead>
<tbody><?cs each:s = Data.shifts ?><?cs call:row(s) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("banknote", portal.none) ?>
<?cs /if ?><?cs
/def ?>
