<?cs # account - mail about an account, HTML: a code, or word of a change. Fact.title, Fact.text. ?><?cs
include:"parts/mail.cs" ?><?cs call:mail_top(Fact.title) ?>
<p><?cs var:Fact.text ?></p>
<?cs call:mail_end() ?>
