<?cs # money - pieces of pages about statements: their state, their sums, their lines; about tills. ?><?cs
def:settlement_state(p_code) ?><?cs if:p_code == "paid" || p_code == "reconciled" ?><?cs call:mark("ok", p_code.text) ?><?cs
elif:p_code == "closed" || p_code == "approved" ?><?cs call:mark("live", p_code.text) ?><?cs
elif:p_code == "disputed" ?><?cs call:mark("bad", p_code.text) ?><?cs else ?><?cs call:mark("idle", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:period(p_s) ?><span><bdi><?cs var:p_s.periodStart.text ?></bdi> – <bdi><?cs var:p_s.periodEnd.text ?></bdi></span><?cs
/def ?><?cs
def:sum(p_words, p_amount) ?><div><dt><?cs var:p_words ?></dt><dd><bdi><?cs var:p_amount.exact ?></bdi></dd></div>
<?cs /def ?><?cs
def:settlement_sums(p_s) ?><dl class="facts"><?cs
call:sum(statement.gross, p_s.gross) ?><?cs call:sum(statement.commission, p_s.commission) ?><?cs call:sum(statement.fees, p_s.fees) ?><?cs
call:sum(statement.corrections, p_s.corrections) ?><?cs call:sum(statement.cash, p_s.cashKept) ?><?cs call:sum(statement.carried, p_s.carried) ?><?cs
call:sum(statement.net, p_s.net) ?></dl>
<?cs /def ?><?cs
def:settlement_line(p_l, p_bookings) ?><tr>
<th scope="row"><?cs var:p_l.kind.text ?></th>
<td><?cs if:p_l.boardsAt ?><?cs call:when(p_l.boardsAt) ?><?cs else ?><?cs call:when(p_l.bookedAt) ?><?cs /if ?></td>
<td><?cs if:p_l.from ?><?cs call:way(p_l.from, p_l.to) ?><?cs /if ?></td>
<td><?cs if:p_l.ref ?><a href="<?cs var:Base ?><?cs var:p_bookings ?><?cs var:p_l.bookingId ?>"><bdi dir="ltr" class="mono"><?cs var:p_l.ref ?></bdi></a><?cs /if ?></td>
<td><bdi dir="ltr"><?cs var:p_l.plate ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.fare.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.commission.exact ?></bdi></td>
<td class="num"><bdi><?cs var:p_l.amount.exact ?></bdi></td>
</tr>
<?cs /def ?><?cs
def:settlement_lines(p_bookings) ?><h2><?cs var:statement.lines ?></h2>
<?cs if:subcount(Data.lines) ?><?cs call:sheet_head(statement.lines) ?><thead><tr><th scope="col"><?cs var:statement.kind ?></th><th scope="col"><?cs var:journey.date ?></th><th scope="col"><?cs var:partner.way ?></th><th scope="col"><?cs var:booking.ref ?></th><th scope="col"><?cs var:partner.plate ?></th><th scope="col" class="num"><?cs var:partner.fare ?></th><th scope="col" class="num"><?cs var:statement.commission ?></th><th scope="col" class="num"><?cs var:statement.due ?></th></tr></thead>
<tbody><?cs each:l = Data.lines ?><?cs call:settlement_line(l, p_bookings) ?><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("list", portal.none) ?>
<?cs /if ?><?cs
/def ?><?cs
def:difference(p_s) ?><?cs if:p_s.counted.exact == p_s.expected.exact ?><?cs call:notice("ok", "circle-check", till.right, "") ?><?cs else ?><?cs call:notice("bad", "triangle-alert", till.difference + " " + p_s.difference.exact, till.difference_text) ?><?cs /if ?><?cs
/def ?><?cs
def:shift_sums(p_s) ?><dl class="facts"><div><dt><?cs var:till.opened ?></dt><dd><?cs call:when(p_s.openedAt) ?></dd></div>
<?cs if:p_s.closedAt ?><div><dt><?cs var:till.closed ?></dt><dd><?cs call:when(p_s.closedAt) ?></dd></div>
<?cs /if ?><?cs call:sum(till.opening, p_s.opening) ?><div><dt><?cs var:till.sales ?></dt><dd><bdi><?cs var:p_s.sales ?></bdi></dd></div>
<?cs call:sum(till.taken, p_s.taken) ?><?cs call:sum(till.back, p_s.givenBack) ?><?cs call:sum(till.expected, p_s.expected) ?><?cs if:p_s.closedAt ?><?cs call:sum(till.counted, p_s.counted) ?><?cs /if ?></dl>
<?cs if:p_s.note ?><p><bdi><?cs var:p_s.note ?></bdi></p>
<?cs /if ?><?cs
/def ?><?cs
def:shift_close(p_s) ?><form class="card narrow-card stack" method="post" action="<?cs var:Base ?>/partner/till/<?cs var:p_s.id ?>/close" novalidate><?cs call:proofs() ?><h2><?cs var:till.close ?></h2>
<?cs call:field("dinars", "dinars", till.count_end, till.count_hint, "number", "off", "", "1") ?><?cs call:field("note", "note", statement.note, "", "text", "off", "", "") ?>
<button class="btn"><?cs call:icon("check") ?><?cs var:till.close ?></button></form>
<?cs /def ?>
