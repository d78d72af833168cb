<?cs # fleet_map - buses on a map and the same buses in a table, linked both ways. The page includes
     this file, sets Data.buses.N.{busId,plate,lat,lon,status,status.text,delay,route,lastUpdate,
     lastUpdate.clock}, Fact.streamUrl, Fact.ticket, Fact.ticketUrl (JSON with url and ticket),
     Fact.pollUrl, and calls fleet_map(). Without a script the table stands alone.
?><?cs
include:"parts/bus.cs" ?><?cs
def:fleet_row(p_bus) ?><tr data-bus="<?cs var:p_bus.busId ?>" data-lat="<?cs var:p_bus.lat ?>" data-lng="<?cs var:p_bus.lon ?>" data-status="<?cs var:p_bus.status ?>" data-at="<?cs var:p_bus.lastUpdate ?>">
<th scope="row"><button class="plain" type="button" data-pick><bdi dir="ltr"><?cs var:p_bus.plate ?></bdi></button></th>
<td data-cell="status"><span class="bus-status bus-<?cs var:p_bus.status ?>"><?cs call:bus_shape(p_bus.status) ?><span><?cs var:p_bus.status.text ?></span></span></td>
<td data-cell="delay"><bdi><?cs var:p_bus.delay ?></bdi></td>
<td><bdi><?cs var:p_bus.route ?></bdi></td>
<td data-cell="last"><bdi dir="ltr"><?cs var:p_bus.lastUpdate.clock ?></bdi></td></tr>
<?cs /def ?><?cs
def:fleet_map() ?><link rel="stylesheet" href="/static/vendor/leaflet.css"><link rel="stylesheet" href="/static/vendor/leaflet.markercluster.css"><link rel="stylesheet" href="/static/track.css">
<section class="fleet" data-fleet data-stream="<?cs var:Fact.streamUrl ?>" data-ticket="<?cs var:Fact.ticket ?>" data-ticket-url="<?cs var:Fact.ticketUrl ?>" data-poll="<?cs var:Fact.pollUrl ?>" data-word-on_time="<?cs var:bus_status.on_time ?>" data-word-late="<?cs var:bus_status.late ?>" data-word-very_late="<?cs var:bus_status.very_late ?>" data-word-boarding="<?cs var:bus_status.boarding ?>" data-word-idle="<?cs var:bus_status.idle ?>" data-word-silent="<?cs var:bus_status.silent ?>" data-word-minutes="<?cs var:track.minutes ?>">
<p class="alert info" data-lost hidden><?cs var:track.lost ?></p>
<div class="map-box" hidden data-map-box><div class="map map-tall" role="region" aria-label="<?cs var:track.map ?>" data-map data-outline="/static/vendor/algeria.geojson"></div>
<div class="map-tools"><ul class="legend" aria-label="<?cs var:track.legend ?>"><li class="bus-status bus-on_time"><?cs call:bus_shape("on_time") ?><span><?cs var:bus_status.on_time ?></span></li><li class="bus-status bus-late"><?cs call:bus_shape("late") ?><span><?cs var:bus_status.late ?></span></li><li class="bus-status bus-very_late"><?cs call:bus_shape("very_late") ?><span><?cs var:bus_status.very_late ?></span></li><li class="bus-status bus-boarding"><?cs call:bus_shape("boarding") ?><span><?cs var:bus_status.boarding ?></span></li><li class="bus-status bus-idle"><?cs call:bus_shape("idle") ?><span><?cs var:bus_status.idle ?></span></li><li class="bus-status bus-silent"><?cs call:bus_shape("silent") ?><span><?cs var:bus_status.silent ?></span></li></ul>
<button class="btn ghost" type="button" data-pause aria-pressed="false" data-on="<?cs var:track.resume ?>" data-off="<?cs var:track.pause ?>"><?cs call:icon("clock") ?><span><?cs var:track.pause ?></span></button></div></div>
<div class="fleet-table" tabindex="0" role="region" aria-label="<?cs var:track.list ?>"><table>
<caption class="vh"><?cs var:track.list ?></caption>
<thead><tr><th scope="col"><?cs var:track.plate ?></th><th scope="col"><?cs var:track.state ?></th><th scope="col"><?cs var:track.delay ?></th><th scope="col"><?cs var:track.route ?></th><th scope="col"><?cs var:track.last_seen ?></th></tr></thead>
<tbody><?cs each:b = Data.buses ?><?cs call:fleet_row(b) ?><?cs /each ?></tbody></table></div>
</section>
<script defer src="/static/vendor/leaflet.js"></script>
<script defer src="/static/vendor/leaflet.markercluster.js"></script>
<script type="module" src="/static/fleet.js"></script>
<?cs /def ?>
