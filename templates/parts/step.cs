<?cs # step - where one stands between the search and the ticket, and until when seats are held. ?><?cs
def:one_step(p_n, p_now, p_words) ?><li<?cs if:#p_n < #p_now ?> class="done"<?cs elif:p_n == p_now ?> class="now" aria-current="step"<?cs /if ?>><span class="dot" aria-hidden="true"></span><span class="step-name"><?cs var:p_words ?></span></li><?cs
/def ?><?cs
def:steps(p_now) ?><ol class="steps" aria-label="<?cs var:step.title ?>"><?cs
call:one_step("1", p_now, step.seats) ?><?cs call:one_step("2", p_now, step.people) ?><?cs
call:one_step("3", p_now, step.pay) ?><?cs call:one_step("4", p_now, step.ticket) ?></ol>
<?cs /def ?><?cs
def:countdown(p_until) ?><p class="hold"><?cs call:icon("clock") ?><span><?cs var:step.held_until ?> <time class="strong" dir="ltr" datetime="<?cs var:p_until ?>"><?cs var:p_until.clock ?></time>
<span class="hold-rest" data-until="<?cs var:p_until ?>" data-left="<?cs var:Fact.leftSeconds ?>" data-soon="<?cs var:step.soon ?>" data-over="<?cs var:step.over ?>" hidden></span></span></p>
<p class="vh" role="status" data-hold-say></p>
<?cs /def ?>
