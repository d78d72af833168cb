<?cs # confirmed - mail of a paid booking, plain text. Data is the booking; Link.
     Nothing reads this as HTML, so nothing is escaped.
?><?cs escape:"none" ?><?cs # lint-allow: plain text
?><?cs var:mail.hello ?>

<?cs var:mail.confirmed_text ?>

<?cs var:Data.from.city ?> - <?cs var:Data.to.city ?>
<?cs var:journey.date ?>: <?cs var:Data.from.time.long ?>
<?cs var:mail.departure ?>: <?cs var:Data.from.time.clock ?> · <?cs var:Data.from.name ?>
<?cs var:mail.arrival ?>: <?cs var:Data.to.time.clock ?> · <?cs var:Data.to.name ?>
<?cs var:journey.operator ?>: <?cs var:Data.operator.name ?>
<?cs each:it = Data.items ?><?cs var:people.seat ?> <?cs var:it.seat ?>: <?cs var:it.firstName ?> <?cs var:it.lastName ?>
<?cs /each ?><?cs var:journey.total ?>: <?cs var:Data.total.exact ?>
<?cs var:booking.ref ?>: <?cs var:Data.ref ?>

<?cs var:mail.ticket_link ?>
<?cs var:Link ?>

<?cs var:booking.before_1 ?>
<?cs var:mail.zone ?>

<?cs var:site.help ?>
<?cs var:Site.phone ?>
<?cs var:Site.name ?>
<?cs /escape ?>
