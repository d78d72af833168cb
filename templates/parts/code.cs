<?cs # code - the field of a code that came by SMS or mail, and the form that asks for another one. ?><?cs
def:code_digits() ?><div class="field<?cs if:Error.code ?> bad<?cs /if ?>">
<?cs call:field_head("code", "code", code.code, "", "1") ?><input<?cs call:field_state("code", "code", "", "1") ?> type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" dir="ltr">
</div>
<?cs /def ?><?cs
def:code_again(p_action) ?><form class="aside" method="post" action="<?cs var:p_action ?>"><?cs call:proofs() ?><?cs call:hidden("challenge", Fact.challenge) ?><?cs if:Fact.next ?><?cs call:hidden("next", Fact.next) ?><?cs /if ?><?cs var:code.late ?> <button class="btn ghost"><?cs var:code.again ?></button></form>
<p class="aside"><?cs var:code.call ?> <a href="tel:<?cs var:Site.tel ?>"><bdi dir="ltr"><?cs var:Site.phone ?></bdi></a></p>
<?cs /def ?>
