/*
 * live - the page that follows one bus: positions move the marker and the facts beside it. Facts
 * that matter are spoken once (delay, state), positions never.
 */
import { createMap, shape, statusOf } from "./map.js";
import { openStream } from "./stream.js";

const BOARDING_MS = 1800e3; /* behind the planned departure, as the server says it */
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = $("[data-track]");
const word = (name, n) => root.dataset[name].replace("{n}", n);
const clock = (ms) => new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: "Africa/Algiers", hourCycle: "h23" }).format(ms);
const STATUS_WORDS = { late: "wordLate_status", on_time: "wordOn_time", very_late: "wordVery_late", boarding: "wordBoarding", idle: "wordIdle", silent: "wordSilent", over: "wordOver", cancelled: "wordCancelled" };

const stops = $$("[data-stop]").map((row) => ({ row, id: row.dataset.stop, lat: +row.dataset.lat, lng: +row.dataset.lng, name: row.dataset.city, planned: Date.parse(row.dataset.planned), place: row.dataset.place, mine: ["board", "alight"].includes(row.dataset.place) }));
const skew = root.dataset.at ? Date.now() - (Date.parse(root.dataset.at) + root.dataset.age * 1000) : 0; /* the clock here may be wrong */
let at = root.dataset.at ? Date.parse(root.dataset.at) : 0, said = $("[data-delay]")?.textContent, status = root.dataset.status;
let follow = true, paused = false, map;

function showAge() {
	const cell = $("[data-age-text]");

	if (!at || !cell)
		return;
	const minutes = Math.max(0, Math.floor((Date.now() - skew - at) / 60000));

	cell.textContent = minutes ? word("wordAgo", minutes) : word("wordNow");
	if (minutes >= 5 && status !== "silent")
		showStatus("silent");
}

function showStatus(next) {
	const line = $("[data-status-line]");

	if (next === status)
		return;
	line.className = `bus-status bus-${next}`;
	line.querySelector("svg").outerHTML = shape(next);
	$("[data-status-text]").textContent = root.dataset[STATUS_WORDS[next]] ?? next;
	status = next;
}

function showDelay(minutes) {
	const words = minutes > 0 ? word("wordLate", minutes) : word("wordOn");

	$("[data-delay]").textContent = words;
	if (said !== words)
		$("[data-say]").textContent = words;
	said = words;
}

/* Times of the stops ahead, and which are behind. next: index of the next stop, -1 unknown. */
function showStops(next, delay, nextAt, finalAt) {
	if (next < 0)
		return;
	for (const [i, stop] of stops.entries()) {
		const passed = i < next || "passed" in stop.row.dataset;
		const time = i === next && nextAt ? nextAt : i === stops.length - 1 && finalAt ? finalAt : stop.planned + delay * 60000;

		if (passed && i < next)
			stop.row.dataset.passed = "";
		$("[data-passed-tag]", stop.row).hidden = !passed;
		if (!passed) {
			stop.expected = time;
			$("[data-time]", stop.row).textContent = clock(time);
		}
	}
	const last = stops[next - 1], mine = stops.find((s, i) => i >= next && s.mine);

	$("[data-last]").textContent = last ? last.name : "–";
	if (!mine)
		return;
	$("[data-eta]").textContent = clock(mine.expected);
	$("[data-eta-stop]").textContent = mine.name;
	$("[data-eta-words]").textContent = mine.place === "board" ? word("wordBoard") : word("wordAlight");
}

function place(lat, lng, heading) {
	map?.setBus(root.dataset.bus, { lat, lng, heading, status: ["early", "over", "cancelled"].includes(status) ? "idle" : status });
	if (follow)
		map?.move(lat, lng);
}

/* A state of the bus as the live stream carries it. */
function take(data) {
	const delay = data.calculated?.delayMinutes ?? 0;
	const next = stops.findIndex((s) => s.id === data.nextStopId);
	const now = Date.now() - skew;

	if (data.lastUpdate < at)
		return;
	at = data.lastUpdate;
	showStatus(next === 0 && now < stops[0].planned + BOARDING_MS ? "boarding" : statusOf(data, now));
	showDelay(delay);
	showStops(next, delay, data.nextStopETA, data.calculated?.estimatedArrival);
	showAge();
	place(data.location.lat, data.location.lng, data.motion?.heading);
}

/* The same by the API: the document of the page. */
async function poll() {
	const answer = await fetch(root.dataset.poll, { headers: { Accept: "application/json" } });
	const { data } = await answer.json();

	if (!answer.ok)
		throw new Error(answer.status);
	showStatus(data.status);
	if (data.fix) {
		at = Date.parse(data.fix.at);
		showDelay(data.delayMinutes);
		showStops(data.stops.findIndex((s) => !s.passed), data.delayMinutes, 0, 0);
		place(data.fix.lat, data.fix.lng, data.fix.heading);
		showAge();
	}
	return data;
}

function startMap() {
	const box = $("[data-map-box]"), element = $("[data-map]");

	if (!box || !window.L)
		return;
	box.hidden = false;
	map = createMap(element, { stops, line: element.dataset.line });
	if (root.dataset.lat)
		map.setBus(root.dataset.bus, { lat: +root.dataset.lat, lng: +root.dataset.lng, status });
	map.map.on("dragstart", () => setFollow(false));
	setFollow(false); /* the whole trip first */
	$("[data-follow]").addEventListener("click", () => setFollow(!follow));
}

function setFollow(on) {
	follow = on;
	$("[data-follow]").setAttribute("aria-pressed", on);
}

function startShare() {
	const button = $("[data-share]"), field = $("#share-url");

	if (!button)
		return;
	button.hidden = false;
	button.addEventListener("click", async () => {
		field.select();
		try {
			if (navigator.share && matchMedia("(pointer: coarse)").matches)
				await navigator.share({ url: field.value, title: document.title });
			else
				await navigator.clipboard.writeText(field.value);
		} catch {
			document.execCommand("copy");
		}
		$("span", button).textContent = button.dataset.done;
	});
}

startMap();
startShare();
showAge();
setInterval(showAge, 10000);
document.body.removeAttribute("data-refresh");
if (root.dataset.stream) {
	const stream = openStream({
		url: root.dataset.stream,
		ticket: root.dataset.ticket,
		poll,
		fresh: async () => {
			const data = await poll();

			return { url: data.streamUrl, ticket: data.ticket };
		},
		message: (m) => {
			if (m.data)
				take(m.data);
			else if (m.type === "event" || m.type === "resync")
				poll().catch(() => {});
		},
		state: (now) => {
			$("[data-lost]").hidden = now !== "lost";
			if (now === "over")
				poll().catch(() => {});
		},
	});
	const pause = $("[data-pause]");

	pause?.addEventListener("click", () => {
		paused = !paused;
		pause.setAttribute("aria-pressed", paused);
		$("span", pause).textContent = paused ? pause.dataset.on : pause.dataset.off;
		stream.pause(paused);
	});
}
