<?cs # changed - mail of a trip that changes, HTML. Data is the booking; Text says what changes; Link. ?><?cs
include:"parts/mail.cs" ?><?cs call:mail_top(mail.changed_title) ?>
<p><?cs var:Text ?></p>
<?cs call:mail_trip() ?>
<table class="rows" role="presentation"><?cs call:mail_row(journey.date, Data.from.time.long) ?><?cs call:mail_row(journey.operator, Data.operator.name) ?><?cs each:it = Data.items ?><tr><td><?cs var:people.seat ?> <bdi dir="ltr"><?cs var:it.seat ?></bdi></td><td><bdi><?cs var:it.firstName ?> <?cs var:it.lastName ?></bdi></td></tr>
<?cs /each ?><?cs call:mail_row(booking.ref, Data.ref) ?></table>
<p><a class="go" href="<?cs var:Link ?>"><?cs var:outcome.see_booking ?></a></p>
<?cs call:mail_end() ?>
