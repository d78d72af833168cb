<?cs # fleet_map - many buses on a map, above a table of the same buses: picking in one picks in the other. A
     page includes this file, marks the rows of its table with data-bus, and calls fleet_map() with the
     address of the JSON that knows all buses and the ticket of their stream. Without a script the table
     stands alone and the page loads again each half minute.
?><?cs
include:"parts/bus.cs" ?><?cs
def:bus_status(p_status) ?><span class="bus-status bus-<?cs var:p_status ?>"><?cs call:bus_shape(p_status) ?><span><?cs var:p_status.text ?></span></span><?cs
/def ?><?cs
def:legend_item(p_status) ?><li class="bus-status bus-<?cs var:p_status ?>" data-legend="<?cs var:p_status ?>"><?cs call:bus_shape(p_status) ?><span><?cs var:bus_status[p_status] ?></span></li><?cs
/def ?><?cs
def:fleet_map(p_url) ?><link rel="stylesheet" href="/static/vendor/leaflet.css"><link rel="stylesheet" href="/static/vendor/leaflet.markercluster.css"><link rel="stylesheet" href="/static/track.css">
<section class="fleet" data-fleet="<?cs var:p_url ?>" hidden aria-label="<?cs var:fleet.map ?>">
<p class="alert info" data-lost hidden><?cs var:track.lost ?></p>
<div class="fleet-frame"><div class="map map-tall" role="region" aria-label="<?cs var:fleet.map ?>" data-map data-outline="/static/vendor/algeria.geojson"></div>
<aside class="fleet-card" data-card hidden aria-label="<?cs var:fleet.picked ?>"><button class="btn ghost small-btn" type="button" data-close><?cs call:icon("x") ?><span class="vh"><?cs var:fleet.close ?></span></button>
<p><strong><bdi dir="ltr" data-plate></bdi></strong> <span class="soft"><bdi data-company></bdi></span></p>
<p data-way></p>
<p class="bus-status" data-state></p>
<dl class="facts"><div><dt><?cs var:admin.speed ?></dt><dd><bdi dir="ltr" data-speed></bdi></dd></div><div><dt><?cs var:admin.delay ?></dt><dd><bdi dir="ltr" data-delay></bdi></dd></div><div><dt><?cs var:admin.seen ?></dt><dd><bdi dir="ltr" data-seen></bdi></dd></div></dl></aside></div>
<div class="map-tools"><p class="soft"><?cs var:fleet.shown ?> <bdi data-count>0</bdi></p>
<ul class="legend" aria-label="<?cs var:track.legend ?>"><?cs call:legend_item("on_time") ?><?cs call:legend_item("late") ?><?cs call:legend_item("very_late") ?><?cs call:legend_item("idle") ?><?cs call:legend_item("silent") ?></ul>
<button class="btn ghost small-btn" type="button" data-pause aria-pressed="false" data-on="<?cs var:track.resume ?>" data-off="<?cs var:track.pause ?>"><?cs call:icon("clock") ?><span><?cs var:track.pause ?></span></button>
<button class="btn ghost small-btn" type="button" data-wall><?cs call:icon("tv") ?><span><?cs var:fleet.wall ?></span></button></div>
</section>
<script defer src="/static/vendor/leaflet.js"></script>
<script defer src="/static/vendor/leaflet.markercluster.js"></script>
<script type="module" src="/static/fleet.js"></script>
<?cs /def ?>
