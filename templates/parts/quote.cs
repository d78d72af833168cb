<?cs # quote - what is kept and goes back, passenger by passenger; the new seats of an exchange. ?><?cs
def:quote_lines(p_quote) ?><section class="card" aria-labelledby="lines"><h2 id="lines"><?cs if:p_quote.kind == "exchange" ?><?cs var:after.new_seats ?><?cs else ?><?cs var:after.who ?><?cs /if ?></h2>
<ul class="people"><?cs each:l = p_quote.lines ?><li><span><bdi><?cs var:l.firstName ?> <?cs var:l.lastName ?></bdi> <span class="soft"><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:l.seat ?></bdi><?cs if:l.newSeat ?> <?cs call:arrow("arrow-right") ?> <bdi dir="ltr"><?cs var:l.newSeat ?></bdi><?cs /if ?></span></span>
<bdi class="fare"><?cs if:l.newSeat ?><?cs var:l.newFare ?><?cs else ?><?cs var:l.refund ?><?cs /if ?></bdi></li><?cs /each ?></ul>
<?cs if:p_quote.kind == "exchange" ?><dl class="facts"><div><dt><?cs var:journey.date ?></dt><dd><?cs var:p_quote.lines.0.newDepartsAt.long ?> · <bdi dir="ltr"><?cs var:p_quote.lines.0.newDepartsAt.clock ?></bdi></dd></div></dl><?cs /if ?></section>
<?cs /def ?>
