<?cs # jobs - work that waits, runs or was given up. Data.jobs, Data.query, Pages. ?><?cs
set:Section = "jobs" ?><?cs
set:Title = portal.jobs ?><?cs

def:filters() ?><form class="row-form" method="get" action="<?cs var:Base ?>/admin/jobs" role="search"><div class="field"><label for="state"><?cs var:booking.state ?></label><select id="state" name="state"><option value=""><?cs var:portal.all ?></option><?cs call:choice("waiting", Data.query.state, job_state.waiting) ?><?cs call:choice("running", Data.query.state, job_state.running) ?><?cs call:choice("dead", Data.query.state, job_state.dead) ?></select></div>
<div class="field"><label for="lane"><?cs var:admin.lane ?></label><select id="lane" name="lane"><option value=""><?cs var:portal.all ?></option><?cs call:choice("money", Data.query.lane, lane.money) ?><?cs call:choice("messages", Data.query.lane, lane.messages) ?><?cs call:choice("documents", Data.query.lane, lane.documents) ?></select></div>
<button class="btn"><?cs call:icon("search") ?><?cs var:portal.apply ?></button> <a class="reset" href="<?cs var:Base ?>/admin/jobs"><?cs call:icon("x") ?><?cs var:results.reset ?></a></form>
<?cs /def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1></div>
<?cs call:filters() ?><p class="soft"><?cs var:portal.found ?> <bdi><?cs var:Pages.total ?></bdi></p>
<?cs if:subcount(Data.jobs) ?><?cs call:sheet_head(Title) ?><thead><tr><th scope="col"><?cs var:admin.job ?></th><th scope="col"><?cs var:admin.lane ?></th><th scope="col"><?cs var:booking.state ?></th><th scope="col" class="num"><?cs var:admin.attempts ?></th><th scope="col"><?cs var:admin.run_at ?></th><th scope="col"><?cs var:admin.message ?></th></tr></thead>
<tbody><?cs each:j = Data.jobs ?><tr><th scope="row"><span class="mono"><?cs var:j.kind ?></span></th><td><?cs var:j.lane.text ?></td><td><?cs if:j.state == "dead" ?><?cs call:mark("bad", j.state.text) ?><?cs elif:j.state == "running" ?><?cs call:mark("ok", j.state.text) ?><?cs else ?><?cs call:mark("live", j.state.text) ?><?cs /if ?></td><td class="num"><bdi dir="ltr"><?cs var:j.attempts ?> / <?cs var:j.maxAttempts ?></bdi></td><td><?cs call:when(j.runAt) ?></td><td><bdi><?cs var:j.error ?></bdi></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs call:pages() ?>
<?cs else ?><?cs call:nothing("check", admin.no_job) ?>
<?cs /if ?><?cs
/def ?>
