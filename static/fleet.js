/*
 * fleet - many buses: map and table show the same, and picking in one picks in the other. Positions
 * are drawn once a frame however many arrive.
 */
import { createMap, shape, statusOf } from "./map.js";
import { openStream } from "./stream.js";

const root = document.querySelector("[data-fleet]");
const rows = new Map([...root.querySelectorAll("tr[data-bus]")].map((row) => [row.dataset.bus, row]));
const waiting = new Map();
const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: "Africa/Algiers", hourCycle: "h23" });
const WORDS = { on_time: "wordOn_time", late: "wordLate", very_late: "wordVery_late", boarding: "wordBoarding", idle: "wordIdle", silent: "wordSilent" };
let map, paused = false;

function pickRow(id) {
	for (const [other, row] of rows)
		row.toggleAttribute("data-picked", other === id);
	rows.get(id)?.scrollIntoView({ block: "nearest" });
}

function drawRow(row, data, status) {
	const late = data.calculated?.delayMinutes ?? 0, cell = row.querySelector("[data-cell=status] > span");

	if (row.dataset.status !== status) {
		row.dataset.status = status;
		cell.className = `bus-status bus-${status}`;
		cell.querySelector("svg").outerHTML = shape(status);
		cell.querySelector("span").textContent = root.dataset[WORDS[status]];
	}
	row.querySelector("[data-cell=delay] bdi").textContent = late > 0 ? root.dataset.wordMinutes.replace("{n}", late) : "";
	row.querySelector("[data-cell=last] bdi").textContent = clock.format(data.lastUpdate);
	row.dataset.at = data.lastUpdate;
}

function draw() {
	for (const [id, data] of waiting) {
		const row = rows.get(id), status = statusOf(data);

		map?.setBus(id, { lat: data.location.lat, lng: data.location.lng, heading: data.motion?.heading, status, title: row?.querySelector("bdi").textContent ?? id });
		if (row)
			drawRow(row, data, status);
	}
	waiting.clear();
}

function take(data) {
	if (!waiting.size)
		requestAnimationFrame(draw);
	waiting.set(data.busId, data);
}

const asJson = async (url) => {
	const answer = await fetch(url, { headers: { Accept: "application/json" } });

	if (!answer.ok)
		throw new Error(answer.status);
	return (await answer.json()).data;
};

if (window.L) {
	root.querySelector("[data-map-box]").hidden = false;
	map = createMap(root.querySelector("[data-map]"), { cluster: true, onPick: pickRow });
	for (const [id, row] of rows)
		if (row.dataset.lat)
			map.setBus(id, { lat: +row.dataset.lat, lng: +row.dataset.lng, status: row.dataset.status, title: row.querySelector("bdi").textContent });
	map.fitBuses();
}
root.addEventListener("click", (event) => {
	const row = event.target.closest("[data-pick]")?.closest("tr");

	if (!row)
		return;
	pickRow(row.dataset.bus);
	map?.pick(row.dataset.bus);
});
if (root.dataset.stream) {
	const stream = openStream({
		url: root.dataset.stream,
		ticket: root.dataset.ticket,
		fresh: () => asJson(root.dataset.ticketUrl),
		poll: async () => {
			if (!root.dataset.poll)
				return;
			const found = await asJson(root.dataset.poll);

			for (const bus of Array.isArray(found) ? found : found.buses ?? [])
				if (bus.location)
					take(bus);
		},
		message: (m) => {
			if (m.data)
				take(m.data);
		},
		state: (now) => {
			root.querySelector("[data-lost]").hidden = now !== "lost";
		},
	});
	const pause = root.querySelector("[data-pause]");

	pause.addEventListener("click", () => {
		paused = !paused;
		pause.setAttribute("aria-pressed", paused);
		pause.querySelector("span").textContent = paused ? pause.dataset.on : pause.dataset.off;
		stream.pause(paused);
	});
}
