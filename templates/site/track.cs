<?cs # track - the bus of a booking, for its passenger or whoever got the link. Complete without a script:
     the page loads again each half minute. Data is domain/follow; Fact.delay, Fact.age, Fact.shareUrl
     (own bookings), Fact.pollUrl.
?><?cs
include:"parts/bus.cs" ?><?cs
set:Private = "1" ?><?cs
set:Title = track.title + " " + Data.fromCity + " – " + Data.toCity ?><?cs

def:status_line() ?><p class="bus-status bus-<?cs var:Data.status ?>" data-status-line><?cs call:bus_shape(Data.status) ?><span data-status-text><?cs var:Data.status.text ?></span></p>
<?cs /def ?><?cs

def:where() ?><dl class="facts track-facts">
<div><dt><span data-eta-words><?cs if:Data.bookingId && Data.etaStop.place == "board" ?><?cs var:track.eta_board ?><?cs else ?><?cs var:track.eta_alight ?><?cs /if ?></span> <bdi data-eta-stop><?cs var:Data.etaStop.city ?></bdi></dt><dd><time class="clock" dir="ltr" data-eta<?cs if:Data.etaAt ?> datetime="<?cs var:Data.etaAt ?>"<?cs /if ?>><?cs if:Data.etaAt ?><?cs var:Data.etaAt.clock ?><?cs else ?><?cs var:Data.etaStop.plannedAt.clock ?><?cs /if ?></time></dd></div>
<div><dt><?cs var:track.delay ?></dt><dd data-delay><?cs if:Data.open && Data.fix.at ?><?cs var:Fact.delay ?><?cs else ?><?cs var:track.none ?><?cs /if ?></dd></div>
<div><dt><?cs var:track.last_stop ?></dt><dd><bdi data-last><?cs if:Data.lastStop.city ?><?cs var:Data.lastStop.city ?><?cs else ?><?cs var:track.none ?><?cs /if ?></bdi></dd></div>
<div><dt><?cs var:track.age ?></dt><dd data-age-text><?cs if:Fact.age ?><?cs var:Fact.age ?><?cs else ?><?cs var:track.none ?><?cs /if ?></dd></div>
</dl>
<?cs if:Data.status == "silent" && Data.fix.at ?><p class="soft"><?cs var:track.seen ?> <bdi dir="ltr"><?cs var:Data.fix.at.clock ?></bdi> <?cs var:track.near ?> <bdi><?cs var:Data.near.city ?></bdi></p>
<?cs /if ?><?cs /def ?><?cs

def:map() ?><div class="map-box" hidden data-map-box><div class="map" id="map" role="region" aria-label="<?cs var:track.map ?>" data-map data-outline="/static/vendor/algeria.geojson" data-line="<?cs var:Data.line ?>"></div>
<div class="map-tools"><button class="btn ghost" type="button" data-follow aria-pressed="true"><?cs call:icon("navigation") ?><?cs var:track.follow ?></button>
<button class="btn ghost" type="button" data-pause aria-pressed="false" data-on="<?cs var:track.resume ?>" data-off="<?cs var:track.pause ?>"><?cs call:icon("clock") ?><span><?cs var:track.pause ?></span></button></div></div>
<?cs /def ?><?cs

def:stop_row(p_stop) ?><li class="at-<?cs if:p_stop.place == "board" || p_stop.place == "alight" || p_stop.place == "on" ?><?cs var:p_stop.place ?><?cs else ?>off<?cs /if ?>" data-stop="<?cs var:p_stop.stopId ?>" data-lat="<?cs var:p_stop.lat ?>" data-lng="<?cs var:p_stop.lng ?>" data-planned="<?cs var:p_stop.plannedAt ?>" data-place="<?cs var:p_stop.place ?>" data-city="<?cs var:p_stop.city ?>"<?cs if:p_stop.passed == "1" ?> data-passed<?cs /if ?>>
<time class="clock" dir="ltr" data-time datetime="<?cs if:p_stop.expectedAt ?><?cs var:p_stop.expectedAt ?><?cs else ?><?cs var:p_stop.plannedAt ?><?cs /if ?>"><?cs if:p_stop.passed == "1" && p_stop.arrivedAt ?><?cs var:p_stop.arrivedAt.clock ?><?cs elif:p_stop.expectedAt ?><?cs var:p_stop.expectedAt.clock ?><?cs else ?><?cs var:p_stop.plannedAt.clock ?><?cs /if ?></time>
<span class="stop-name"><strong><bdi><?cs var:p_stop.city ?></bdi></strong> <span class="tag" data-passed-tag<?cs if:p_stop.passed != "1" ?> hidden<?cs /if ?>><?cs var:track.passed ?></span><?cs if:Data.bookingId && p_stop.place == "board" ?> <span class="tag tag-go"><?cs var:journey.you_board ?></span><?cs elif:Data.bookingId && p_stop.place == "alight" ?> <span class="tag tag-go"><?cs var:journey.you_alight ?></span><?cs /if ?></span></li>
<?cs /def ?><?cs

def:content() ?><?cs if:Data.open == "1" ?><link rel="stylesheet" href="/static/vendor/leaflet.css"><?cs /if ?><link rel="stylesheet" href="/static/track.css">
<div class="wrap page track"<?cs if:Data.open == "1" ?> data-track data-bus="<?cs var:Data.busId ?>" data-stream="<?cs var:Data.streamUrl ?>" data-ticket="<?cs var:Data.ticket ?>" data-poll="<?cs var:Fact.pollUrl ?>" data-lat="<?cs var:Data.fix.lat ?>" data-lng="<?cs var:Data.fix.lng ?>" data-at="<?cs var:Data.fix.at ?>" data-age="<?cs var:Data.fix.ageSeconds ?>" data-status="<?cs var:Data.status ?>" data-word-now="<?cs var:track.just_now ?>" data-word-ago="<?cs var:track.ago ?>" data-word-late="<?cs var:track.late_by ?>" data-word-on="<?cs var:track.on_schedule ?>" data-word-board="<?cs if:Data.bookingId ?><?cs var:track.eta_board ?><?cs else ?><?cs var:track.eta_alight ?><?cs /if ?>" data-word-alight="<?cs var:track.eta_alight ?>" data-word-boarding="<?cs var:bus_status.boarding ?>" data-word-on_time="<?cs var:bus_status.on_time ?>" data-word-late_status="<?cs var:bus_status.late ?>" data-word-very_late="<?cs var:bus_status.very_late ?>" data-word-idle="<?cs var:bus_status.idle ?>" data-word-silent="<?cs var:bus_status.silent ?>" data-word-over="<?cs var:bus_status.over ?>" data-word-cancelled="<?cs var:bus_status.cancelled ?>"<?cs /if ?>>
<h1><?cs call:way(Data.fromCity, Data.toCity) ?></h1>
<p class="lede"><?cs call:icon("bus") ?><span><bdi><?cs var:Data.operator.name ?></bdi> · <bdi dir="ltr"><?cs var:Data.plate ?></bdi></span> <?cs call:icon("clock") ?><span><?cs var:Data.departsAt.date ?> · <bdi dir="ltr"><?cs var:Data.departsAt.clock ?></bdi></span></p>
<p class="alert info" data-lost hidden><?cs var:track.lost ?></p>
<div class="cols cols-end">
<div class="stack">
<section class="card" aria-labelledby="now"><h2 class="vh" id="now"><?cs var:track.now ?></h2>
<?cs call:status_line() ?>
<?cs if:Data.open == "1" ?><?cs call:where() ?><?cs else ?><p><?cs if:Data.status == "early" ?><?cs var:track.early ?><?cs elif:Data.status == "cancelled" ?><?cs var:track.cancelled ?><?cs else ?><?cs var:track.over ?><?cs /if ?></p><?cs /if ?>
<p class="vh" role="status" data-say></p></section>
<?cs if:Data.open == "1" ?><?cs call:map() ?><?cs /if ?>
<?cs if:Fact.shareUrl && Data.status != "over" && Data.status != "cancelled" ?><section class="card no-print" aria-labelledby="share"><h2 id="share"><?cs call:icon("share-2") ?> <?cs var:track.share ?></h2>
<p class="soft" id="share-hint"><?cs var:track.share_hint ?></p>
<label class="vh" for="share-url"><?cs var:track.share_link ?></label><input id="share-url" type="text" readonly dir="ltr" value="<?cs var:Fact.shareUrl ?>" aria-describedby="share-hint">
<button class="btn ghost" type="button" data-share hidden data-done="<?cs var:track.copied ?>"><?cs call:icon("copy") ?><span><?cs var:track.copy ?></span></button></section>
<?cs /if ?></div>
<section class="card" aria-labelledby="stops"><h2 id="stops"><?cs var:journey.all_stops ?></h2>
<ol class="line" data-stops><?cs each:s = Data.stops ?><?cs call:stop_row(s) ?><?cs /each ?></ol>
<p class="soft"><?cs var:track.estimates ?></p></section>
</div>
<?cs call:help_line() ?>
</div>
<?cs if:Data.open == "1" ?><script defer src="/static/vendor/leaflet.js"></script>
<script type="module" src="/static/live.js"></script>
<?cs /if ?><?cs /def ?>
