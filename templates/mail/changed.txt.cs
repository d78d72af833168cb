<?cs # changed - mail of a trip that changes, plain text. Data is the booking; Text says what changes; Link. ?><?cs escape:"none" ?><?cs # lint-allow: plain text
?><?cs var:mail.hello ?>

<?cs var:Text ?>

<?cs var:Data.from.city ?> - <?cs var:Data.to.city ?> · <?cs var:Data.from.time.long ?>
<?cs var:mail.departure ?>: <?cs var:Data.from.time.clock ?> · <?cs var:Data.from.name ?>
<?cs var:mail.arrival ?>: <?cs var:Data.to.time.clock ?> · <?cs var:Data.to.name ?>
<?cs each:it = Data.items ?><?cs var:people.seat ?> <?cs var:it.seat ?>: <?cs var:it.firstName ?> <?cs var:it.lastName ?>
<?cs /each ?><?cs var:booking.ref ?>: <?cs var:Data.ref ?>

<?cs var:Link ?>
<?cs var:mail.zone ?>

<?cs var:site.help ?>
<?cs var:Site.phone ?>
<?cs var:Site.name ?>
<?cs /escape ?>
