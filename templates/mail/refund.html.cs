<?cs # refund - mail of money going back, HTML. Data is the booking; Link. ?><?cs
include:"parts/mail.cs" ?><?cs call:mail_top(mail.refund_title) ?>
<p><?cs var:mail.refund_text ?></p>
<?cs call:mail_trip() ?>
<table class="rows" role="presentation"><?cs call:mail_row(mail.refund_amount, Data.total.exact) ?><?cs call:mail_row(booking.ref, Data.ref) ?><?cs call:mail_row(journey.date, Data.from.time.long) ?></table>
<p><?cs var:mail.refund_delay ?></p>
<p><a class="go" href="<?cs var:Link ?>"><?cs var:outcome.see_booking ?></a></p>
<?cs call:mail_end() ?>
