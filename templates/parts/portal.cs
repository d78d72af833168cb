<?cs # portal - pieces of staff pages: header, navigation, way here, states with shape and word, numbers,
     what stands in tables.
?><?cs
def:staff_header() ?><header class="staff-top">
<a class="brand" href="<?cs var:Base ?><?cs if:User.org ?>/partner/<?cs else ?>/admin/<?cs /if ?>"><?cs call:logo() ?><span><?cs var:Site.name ?></span></a>
<p class="staff-org"><bdi><?cs if:User.org ?><?cs var:User.org ?><?cs else ?><?cs var:portal.platform ?><?cs /if ?></bdi></p>
<p class="staff-who"><?cs call:icon("user") ?><span><bdi><?cs var:User.name ?></bdi> <span class="soft small"><?cs var:role[User.role] ?></span></span></p>
<?cs if:!Frozen ?><details class="lang"><summary><?cs call:icon("languages") ?><span class="vh"><?cs var:site.language ?> </span><span><?cs var:language[Lang] ?></span></summary>
<ul><?cs if:Lang != "fr" ?><li><a href="<?cs var:Self.fr ?>" lang="fr" hreflang="fr" dir="ltr"><?cs var:language.fr ?></a></li><?cs /if ?><?cs
if:Lang != "ar" ?><li><a href="<?cs var:Self.ar ?>" lang="ar" hreflang="ar" dir="rtl"><?cs var:language.ar ?></a></li><?cs /if ?><?cs
if:Lang != "en" ?><li><a href="<?cs var:Self.en ?>" lang="en" hreflang="en" dir="ltr"><?cs var:language.en ?></a></li><?cs /if ?></ul>
</details><?cs /if ?>
<form method="post" action="<?cs var:Base ?>/account/logout"><?cs call:hidden("_csrf", Csrf) ?><button class="btn ghost small-btn"><?cs call:icon("log-out") ?><span><?cs var:account.logout ?></span></button></form>
</header><?cs
/def ?><?cs
def:nav_item(p_section, p_path, p_icon, p_words) ?><li><a href="<?cs var:Base ?><?cs var:p_path ?>"<?cs if:Section == p_section ?> aria-current="page"<?cs /if ?>><?cs call:icon(p_icon) ?><span><?cs var:p_words ?></span></a></li><?cs
/def ?><?cs
def:staff_nav() ?><nav class="staff-nav" aria-label="<?cs var:portal.nav ?>"><ul><?cs if:User.org ?><?cs
call:nav_item("today", "/partner/", "calendar", portal.departures) ?><?cs
call:nav_item("bookings", "/partner/bookings", "ticket", portal.bookings) ?><?cs
call:nav_item("buses", "/partner/buses", "bus", portal.buses) ?><?cs
call:nav_item("operations", "/partner/operations", "wrench", operation.title) ?><?cs if:User.role == "partner_owner" || User.role == "partner_accountant" ?><?cs
call:nav_item("shifts", "/partner/shifts", "list", till.shifts) ?><?cs
call:nav_item("settlements", "/partner/settlements", "banknote", statement.plural) ?><?cs /if ?><?cs if:User.role == "partner_owner" || User.role == "partner_cashier" ?><?cs
call:nav_item("till", "/partner/till", "banknote", till.title) ?><?cs /if ?><?cs if:User.role == "partner_owner" ?><?cs
call:nav_item("staff", "/partner/staff", "users", staff.title) ?><?cs /if ?><?cs else ?><?cs
call:nav_item("dashboard", "/admin/", "layout-dashboard", portal.dashboard) ?><?cs
call:nav_item("bookings", "/admin/bookings", "ticket", portal.bookings) ?><?cs
call:nav_item("payments", "/admin/payments", "credit-card", portal.payments) ?><?cs
call:nav_item("reconcile", "/admin/reconcile", "check", reconcile.title) ?><?cs
call:nav_item("partners", "/admin/partners", "users", portal.partners) ?><?cs if:User.role == "finance" || User.role == "admin" ?><?cs
call:nav_item("settlements", "/admin/settlements", "banknote", statement.plural) ?><?cs /if ?><?cs
call:nav_item("routes", "/admin/routes", "route", portal.routes) ?><?cs
call:nav_item("fleet", "/admin/fleet", "map", portal.fleet) ?><?cs
call:nav_item("jobs", "/admin/jobs", "list", portal.jobs) ?><?cs /if ?></ul></nav><?cs
/def ?><?cs
def:crumbs() ?><?cs if:Crumb1 ?><nav class="crumbs" aria-label="<?cs var:portal.here ?>"><ol><li><a href="<?cs var:Crumb1Url ?>"><?cs var:Crumb1 ?></a></li><?cs if:Crumb2 ?><li><?cs call:arrow("chevron-right") ?><a href="<?cs var:Crumb2Url ?>"><?cs var:Crumb2 ?></a></li><?cs /if ?><li aria-current="page"><?cs call:arrow("chevron-right") ?><span><?cs var:Title ?></span></li></ol></nav>
<?cs /if ?><?cs
/def ?><?cs
def:mark(p_kind, p_words) ?><span class="state state-<?cs var:p_kind ?>"><?cs var:p_words ?></span><?cs
/def ?><?cs
def:trip_state(p_code) ?><?cs if:p_code == "on_sale" || p_code == "en_route" ?><?cs call:mark("ok", p_code.text) ?><?cs
elif:p_code == "boarding" ?><?cs call:mark("live", p_code.text) ?><?cs elif:p_code == "interrupted" ?><?cs call:mark("warn", p_code.text) ?><?cs
elif:p_code == "cancelled" ?><?cs call:mark("bad", p_code.text) ?><?cs else ?><?cs call:mark("idle", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:booking_state(p_code) ?><?cs if:p_code == "confirmed" || p_code == "completed" || p_code == "boarded" ?><?cs call:mark("ok", p_code.text) ?><?cs
elif:p_code == "held" || p_code == "held_cash" || p_code == "paying" ?><?cs call:mark("live", p_code.text) ?><?cs
elif:p_code == "review" || p_code == "refund_due" || p_code == "partially_cancelled" ?><?cs call:mark("warn", p_code.text) ?><?cs
elif:p_code == "cancelled" || p_code == "disrupted" ?><?cs call:mark("bad", p_code.text) ?><?cs else ?><?cs call:mark("idle", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:pay_state(p_code) ?><?cs if:p_code == "captured" || p_code == "paid" || p_code == "done" ?><?cs call:mark("ok", p_code.text) ?><?cs
elif:p_code == "pending" || p_code == "approved" || p_code == "submitted" ?><?cs call:mark("live", p_code.text) ?><?cs
elif:p_code == "review" || p_code == "refund_due" || p_code == "partly_refunded" || p_code == "manual" ?><?cs call:mark("warn", p_code.text) ?><?cs
elif:p_code == "refused" || p_code == "failed" ?><?cs call:mark("bad", p_code.text) ?><?cs else ?><?cs call:mark("idle", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:operation_state(p_code) ?><?cs if:p_code == "done" ?><?cs call:mark("ok", p_code.text) ?><?cs elif:p_code == "failing" ?><?cs call:mark("bad", p_code.text) ?><?cs else ?><?cs call:mark("live", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:fix_state(p_code) ?><?cs if:p_code == "fresh" ?><?cs call:mark("ok", p_code.text) ?><?cs elif:p_code == "late" ?><?cs call:mark("warn", p_code.text) ?><?cs else ?><?cs call:mark("bad", p_code.text) ?><?cs /if ?><?cs
/def ?><?cs
def:stat(p_url, p_words, p_value, p_note) ?><li class="stat"><?cs if:p_url ?><a href="<?cs var:p_url ?>"><?cs else ?><div><?cs /if ?><span class="stat-words"><?cs var:p_words ?></span> <strong class="stat-value"><bdi><?cs var:p_value ?></bdi></strong><?cs if:p_note ?> <span class="stat-note"><bdi><?cs var:p_note ?></bdi></span><?cs /if ?><?cs if:p_url ?></a><?cs else ?></div><?cs /if ?></li><?cs
/def ?><?cs
def:when(p_time) ?><time datetime="<?cs var:p_time ?>"><?cs var:p_time.date ?> <bdi dir="ltr"><?cs var:p_time.clock ?></bdi></time><?cs
/def ?><?cs
def:operation_what(p_o) ?><?cs if:p_o.scheduleId ?><a href="<?cs var:Base ?>/partner/trips/<?cs var:p_o.scheduleId ?>"><?cs call:way(p_o.from, p_o.to) ?> <?cs call:when(p_o.departsAt) ?></a><?cs else ?><span><?cs var:p_o.date.text ?> <?cs if:p_o.routeId ?><?cs call:way(p_o.from, p_o.to) ?><?cs else ?><?cs var:operation.all_lines ?><?cs /if ?></span><?cs /if ?><?cs
/def ?><?cs
def:sheet_head(p_label) ?><div class="sheet" role="region" tabindex="0" aria-label="<?cs var:p_label ?>"><table class="rows"><?cs
/def ?><?cs
def:sheet_end() ?></table></div><?cs
/def ?><?cs
def:choice(p_value, p_now, p_words) ?><option value="<?cs var:p_value ?>"<?cs if:p_value == p_now ?> selected<?cs /if ?>><?cs var:p_words ?></option><?cs
/def ?><?cs
def:filter_text(p_name, p_label, p_value) ?><div class="field"><label for="<?cs var:p_name ?>"><?cs var:p_label ?></label><input id="<?cs var:p_name ?>" name="<?cs var:p_name ?>" type="search" value="<?cs var:p_value ?>" autocomplete="off" dir="auto"></div><?cs
/def ?><?cs
def:filter_date(p_name, p_label, p_value) ?><div class="field"><label for="<?cs var:p_name ?>"><?cs var:p_label ?></label><input id="<?cs var:p_name ?>" name="<?cs var:p_name ?>" type="date" value="<?cs var:p_value ?>" dir="ltr"></div><?cs
/def ?><?cs
def:filter_company(p_now) ?><div class="field"><label for="partner"><?cs var:portal.company ?></label><select id="partner" name="partner"><option value=""><?cs var:portal.all ?></option><?cs each:c = Data.companies ?><?cs call:choice(c.id, p_now, c.name) ?><?cs /each ?></select></div><?cs
/def ?><?cs
def:nothing(p_icon, p_words) ?><div class="card empty"><?cs call:icon(p_icon) ?><p><?cs var:p_words ?></p></div><?cs
/def ?><?cs
def:timeline(p_events) ?><ol class="events"><?cs each:e = p_events ?><li><?cs call:when(e.at) ?> <span><?cs call:booking_state(e.became) ?> <span class="soft small"><?cs var:e.actor.text ?><?cs if:e.cancelReason ?> · <?cs var:e.cancelReason.text ?><?cs elif:e.why ?> · <?cs var:e.why.text ?><?cs elif:e.reason ?> · <bdi lang="en"><?cs var:e.reason ?></bdi><?cs /if ?></span></span></li><?cs /each ?></ol><?cs
/def ?>
