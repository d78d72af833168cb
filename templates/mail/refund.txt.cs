<?cs # refund - mail of money going back, plain text. Data is the booking; Link. ?><?cs escape:"none" ?><?cs # lint-allow: plain text
?><?cs var:mail.hello ?>

<?cs var:mail.refund_text ?>

<?cs var:mail.refund_amount ?>: <?cs var:Data.total.exact ?>
<?cs var:booking.ref ?>: <?cs var:Data.ref ?>
<?cs var:Data.from.city ?> - <?cs var:Data.to.city ?> · <?cs var:Data.from.time.long ?> · <?cs var:Data.from.time.clock ?>

<?cs var:mail.refund_delay ?>
<?cs var:Link ?>

<?cs var:site.help ?>
<?cs var:Site.phone ?>
<?cs var:Site.name ?>
<?cs /escape ?>
