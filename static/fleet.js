/*
 * fleet - many buses: the map has all of them, the table below a page of them, and picking in one picks
 * in the other. Positions are drawn once a frame however many arrive; a bus nobody mentioned yet makes
 * the list be read again.
 */
import { createMap, shape, statusOf } from "./map.js";
import { openStream } from "./stream.js";

const AGAIN_MS = 30e3, LOOK_MS = 15e3;
const $ = (selector, root = document) => root.querySelector(selector);
const root = $("[data-fleet]"), card = $("[data-card]", root);
const lang = document.documentElement.lang;
const rows = new Map([...document.querySelectorAll("tr[data-bus]")].map((row) => [row.dataset.bus, row]));
const words = Object.fromEntries([...root.querySelectorAll("[data-legend]")].map((item) => [item.dataset.legend, $("span", item).textContent]));
const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: "Africa/Algiers", hourCycle: "h23" });
const buses = new Map(), changed = new Set(); /* busId -> { spot, live } */
let map, picked = null, paused = false, skew = 0, readAt = 0;

const status = (bus) => statusOf(bus.live, Date.now() - skew);
const minutes = (bus) => Math.max(0, bus.live.calculated?.delayMinutes ?? 0) || "";
const speed = (bus) => Math.round(bus.live.motion?.speed ?? 0);

function statusMark(code) {
	const mark = document.createElement("span"), word = document.createElement("span");

	mark.className = `bus-status bus-${code}`;
	mark.innerHTML = shape(code);
	word.textContent = words[code];
	mark.append(word);
	return mark;
}

function bdi(text) {
	const box = document.createElement("bdi");

	box.dir = "ltr";
	box.textContent = text;
	return box;
}

function drawRow(row, bus) {
	const code = status(bus);

	if (row.dataset.status !== code) {
		row.dataset.status = code;
		$("[data-cell=status]", row).replaceChildren(statusMark(code));
	}
	$("[data-cell=delay]", row).replaceChildren(bdi(minutes(bus)));
	$("[data-cell=speed]", row).replaceChildren(bdi(speed(bus)));
	if (code !== "silent")
		$("[data-cell=seen]", row).replaceChildren(bdi(clock.format(bus.live.lastUpdate)));
}

function drawCard() {
	const bus = buses.get(picked);

	card.hidden = !bus;
	if (!bus)
		return;
	$("[data-plate]", card).textContent = bus.spot.plate;
	$("[data-company]", card).textContent = bus.spot.partner[lang];
	$("[data-way]", card).textContent = `${bus.spot.from[lang]} – ${bus.spot.to[lang]}`;
	$("[data-state]", card).replaceChildren(...statusMark(status(bus)).childNodes);
	$("[data-state]", card).className = `bus-status bus-${status(bus)}`;
	$("[data-speed]", card).textContent = speed(bus);
	$("[data-delay]", card).textContent = minutes(bus) || "0";
	$("[data-seen]", card).textContent = clock.format(bus.live.lastUpdate);
}

function draw() {
	for (const id of changed) {
		const bus = buses.get(id), row = rows.get(id);

		map.setBus(id, { lat: bus.live.location.lat, lng: bus.live.location.lng, heading: speed(bus) < 3 ? null : bus.live.motion?.heading, status: status(bus), title: bus.spot.plate });
		if (row)
			drawRow(row, bus);
	}
	if (changed.has(picked)) {
		drawCard();
		map.keep(picked);
	}
	changed.clear();
}

function touch(id) {
	if (!changed.size)
		requestAnimationFrame(draw);
	changed.add(id);
}

/* A state of a bus as the stream carries it. */
function take(live) {
	const bus = buses.get(live.busId);

	if (!bus) {
		if (Date.now() - readAt > AGAIN_MS)
			read().catch(() => {});
		return;
	}
	if (live.lastUpdate < bus.live.lastUpdate)
		return;
	bus.live = live;
	touch(live.busId);
}

/* All buses by the API: those that have left the road go, those that came are drawn. */
async function read() {
	readAt = Date.now();
	const answer = await fetch(root.dataset.fleet, { headers: { Accept: "application/json" } });

	if (!answer.ok)
		throw new Error(answer.status);
	const { data, meta } = await answer.json();
	const seen = new Set();

	skew = Date.now() - Date.parse(meta.timestamp);
	for (const spot of data.buses) {
		const at = Date.parse(spot.seenAt), known = buses.get(spot.busId);

		if (!spot.seenAt)
			continue;
		seen.add(spot.busId);
		const live = { busId: spot.busId, location: { lat: spot.latitude, lng: spot.longitude }, motion: { speed: spot.speedKmh, heading: spot.heading }, calculated: { delayMinutes: spot.delayMinutes }, lastUpdate: at };

		buses.set(spot.busId, { spot, live: known && known.live.lastUpdate > at ? known.live : live });
		touch(spot.busId);
	}
	for (const id of buses.keys())
		if (!seen.has(id)) {
			buses.delete(id);
			changed.delete(id);
			map.removeBus(id);
		}
	$("[data-count]", root).textContent = buses.size;
	return { url: data.url, ticket: data.ticket };
}

function pick(id) {
	for (const [other, row] of rows)
		row.toggleAttribute("data-picked", other === id);
	picked = id;
	drawCard();
}

function startMap() {
	root.hidden = false;
	map = createMap($("[data-map]", root), { cluster: true, onPick: pick });
	for (const row of rows.values()) {
		$("[data-pick]", row).hidden = false;
		$("[data-unpicked]", row).hidden = true;
	}
	document.addEventListener("click", (event) => {
		const row = event.target.closest("[data-pick]")?.closest("tr");

		if (!row || !buses.has(row.dataset.bus))
			return;
		pick(row.dataset.bus);
		map.pick(row.dataset.bus);
		root.scrollIntoView({ block: "nearest" });
	});
	$("[data-close]", card).addEventListener("click", () => pick(null));
	$("[data-wall]", root).addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
	document.addEventListener("fullscreenchange", () => map.map.invalidateSize());
	/* A bus that says nothing more has to look so. */
	setInterval(() => {
		for (const id of buses.keys())
			touch(id);
	}, LOOK_MS);
}

function startStream(first) {
	const stream = openStream({
		...first,
		fresh: read,
		poll: read,
		message: (m) => {
			if (m.data)
				take(m.data);
			else if (m.type === "resync")
				read().catch(() => {});
		},
		state: (now) => {
			root.dataset.state = now;
			$("[data-lost]", root).hidden = now !== "lost";
		},
	});
	const button = $("[data-pause]", root);

	button.addEventListener("click", () => {
		paused = !paused;
		button.setAttribute("aria-pressed", paused);
		$("span", button).textContent = paused ? button.dataset.on : button.dataset.off;
		stream.pause(paused);
	});
}

if (window.L) {
	document.body.removeAttribute("data-refresh");
	startMap();
	read().catch(() => ({})).then((first) => {
		draw();
		map.fitBuses();
		startStream(first);
	});
}
