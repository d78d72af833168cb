<?cs # confirmed - mail of a paid booking, HTML. Data is the booking; Link. ?><?cs
include:"parts/mail.cs" ?><?cs call:mail_top(mail.confirmed_title) ?>
<p><?cs var:mail.confirmed_text ?></p>
<?cs call:mail_trip() ?>
<table class="rows" role="presentation"><?cs call:mail_row(journey.date, Data.from.time.long) ?><?cs call:mail_row(journey.operator, Data.operator.name) ?><?cs each:it = Data.items ?><tr><td><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></td><td><bdi><?cs var:it.firstName ?> <?cs var:it.lastName ?></bdi></td></tr>
<?cs /each ?><?cs call:mail_row(journey.total, Data.total.exact) ?><?cs call:mail_row(booking.ref, Data.ref) ?></table>
<p><a class="go" href="<?cs var:Link ?>"><?cs var:mail.ticket_go ?></a></p>
<p><?cs var:booking.before_1 ?></p>
<?cs call:mail_end() ?>
