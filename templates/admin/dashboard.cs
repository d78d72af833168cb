<?cs # dashboard - the platform in numbers, each leading to the list behind it, and lines of 90 days with
     their table. Data is insight; Fact.salesSvg, Fact.amountSvg, Fact.successSvg, Fact.since, Fact.today.
?><?cs
set:Section = "dashboard" ?><?cs
set:Title = portal.dashboard ?><?cs

def:rate(p_percent) ?><?cs if:#p_percent >= #0 ?><?cs var:p_percent ?> %<?cs else ?>·<?cs /if ?><?cs
/def ?><?cs

def:figure(p_svg, p_words, p_top) ?><figure class="card figure"><figcaption><?cs var:p_words ?> <strong><bdi><?cs var:p_top ?></bdi></strong></figcaption><div class="figure-line" dir="ltr"><?cs uvar:p_svg ?><?cs # lint-allow: drawn by the server from numbers, never from typed text ?></div></figure>
<?cs /def ?><?cs

def:rate_stat(p_url, p_words, p_percent, p_note) ?><li class="stat"><a href="<?cs var:p_url ?>"><span class="stat-words"><?cs var:p_words ?></span> <strong class="stat-value"><bdi dir="ltr"><?cs call:rate(p_percent) ?></bdi></strong> <span class="stat-note"><?cs var:p_note ?></span></a></li><?cs
/def ?><?cs

def:content() ?><div class="page-head"><h1><?cs var:Title ?></h1>
<form class="day-form" method="get" action="<?cs var:Base ?>/admin/"><label for="days"><?cs var:admin.period ?></label><select id="days" name="days"><?cs call:choice("1", Data.days, admin.days_1) ?><?cs call:choice("7", Data.days, admin.days_7) ?><?cs call:choice("30", Data.days, admin.days_30) ?></select><button class="btn ghost small-btn"><?cs var:portal.apply ?></button></form></div>
<?cs if:subcount(Data.deadJobs) ?><div class="alert bad" role="alert"><h2><?cs call:icon("triangle-alert") ?><?cs var:admin.dead_alert ?></h2>
<p><?cs var:admin.dead_text ?></p>
<ul class="people"><?cs each:j = Data.deadJobs ?><li><a href="<?cs var:Base ?>/admin/jobs?state=dead&amp;lane=<?cs var:j.lane ?>"><span class="mono"><?cs var:j.kind ?></span></a> <bdi><?cs var:j.jobs ?></bdi> <span class="soft"><?cs call:when(j.since) ?> <bdi lang="en"><?cs var:j.error ?></bdi></span></li><?cs /each ?></ul></div>
<?cs /if ?><h2><?cs var:admin.sales ?></h2>
<ul class="stats"><?cs
call:stat(Base + "/admin/payments?status=captured&from=" + Fact.today, admin.today, Data.sales.today.amount, admin.tickets + " " + Data.sales.today.seats) ?><?cs
call:stat(Base + "/admin/payments?status=captured&from=" + Fact.weekSince, admin.days_7, Data.sales.week.amount, admin.tickets + " " + Data.sales.week.seats) ?><?cs
call:stat(Base + "/admin/payments?status=captured&from=" + Fact.monthSince, admin.days_30, Data.sales.month.amount, admin.tickets + " " + Data.sales.month.seats) ?></ul>
<h2><?cs var:admin.running ?></h2>
<ul class="stats"><?cs
call:rate_stat(Base + "/admin/payments?status=refused&from=" + Fact.since, admin.success, Data.payments.successPercent, admin.refused + " " + Data.payments.refused + " · " + admin.given_up + " " + Data.payments.givenUp) ?><?cs
call:rate_stat(Base + "/admin/bookings?status=expired", admin.expiry, Data.holds.expiryPercent, admin.expired + " " + Data.holds.expired + " · " + admin.open + " " + Data.holds.open) ?><?cs
call:stat(Base + "/admin/jobs", admin.queue, Data.queue.waiting, admin.oldest + " " + Data.queue.oldestSeconds + " " + admin.second) ?><?cs
call:stat(Base + "/admin/jobs?state=dead", admin.dead, Data.queue.dead, "") ?><?cs
call:rate_stat(Base + "/admin/fleet?state=silent", admin.gps_fresh, Data.gps.freshPercent, admin.on_road + " " + Data.gps.onRoad + " · " + admin.silent + " " + Data.gps.silent) ?></ul>
<h2><?cs var:admin.curves ?></h2>
<div class="figures"><?cs call:figure(Fact.salesSvg, admin.chart_sales, Data.sales.today.bookings) ?><?cs call:figure(Fact.amountSvg, admin.chart_amount, Data.sales.today.amount) ?><?cs call:figure(Fact.successSvg, admin.chart_success, "") ?></div>
<details class="as-table"><summary><?cs call:icon("list") ?><?cs var:admin.as_table ?></summary><?cs call:sheet_head(admin.curves) ?><thead><tr><th scope="col"><?cs var:journey.date ?></th><th scope="col" class="num"><?cs var:admin.chart_sales ?></th><th scope="col" class="num"><?cs var:admin.chart_amount ?></th><th scope="col" class="num"><?cs var:admin.success ?></th></tr></thead>
<tbody><?cs each:d = Data.curve ?><tr><th scope="row"><?cs var:d.day.text ?></th><td class="num"><bdi><?cs var:d.sales ?></bdi></td><td class="num"><bdi><?cs var:d.amount ?></bdi></td><td class="num"><bdi dir="ltr"><?cs call:rate(d.successPercent) ?></bdi></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?></details>
<h2><?cs var:admin.lanes ?></h2>
<?cs call:sheet_head(admin.lanes) ?><thead><tr><th scope="col"><?cs var:admin.lane ?></th><th scope="col" class="num"><?cs var:job_state.waiting ?></th><th scope="col" class="num"><?cs var:job_state.running ?></th><th scope="col" class="num"><?cs var:job_state.dead ?></th><th scope="col" class="num"><?cs var:admin.oldest ?></th></tr></thead>
<tbody><?cs each:l = Data.lanes ?><tr><th scope="row"><a href="<?cs var:Base ?>/admin/jobs?lane=<?cs var:l.lane ?>"><?cs var:l.lane.text ?></a></th><td class="num"><bdi><?cs var:l.waiting ?></bdi></td><td class="num"><bdi><?cs var:l.running ?></bdi></td><td class="num"><bdi><?cs var:l.dead ?></bdi></td><td class="num"><bdi dir="ltr"><?cs var:l.oldestSeconds ?> <?cs var:admin.second ?></bdi></td></tr><?cs /each ?></tbody><?cs call:sheet_end() ?>
<?cs /def ?>
