/*
 * map - Leaflet in one place. Markers carry shape and colour of the bus's state, and its plate as
 * text; the base map is the outline of the country, so that no other host is asked for anything.
 */

const SHAPES = {
	on_time: '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>',
	late: '<path d="M8 1.500 15.200 14.500H.8z" fill="currentColor"/>',
	very_late: '<path d="M8 1.500 15.200 14.500H.8z" fill="currentColor"/><path d="M8 6v4m0 1.600v1.400" stroke="#FFF" stroke-width="1.800"/>',
	boarding: '<rect x="2" y="2" width="12" height="12" fill="currentColor"/>',
	idle: '<circle cx="8" cy="8" r="5.500" fill="none" stroke="currentColor" stroke-width="3"/>',
	silent: '<path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="3"/>',
};
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

export function shape(status) {
	return `<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[status] ?? SHAPES.silent}</svg>`;
}

/* Encoded polyline, precision 5, to [[lat, lng], ...]. */
export function decode(text) {
	const points = [];
	let at = 0, lat = 0, lng = 0;

	const number = () => {
		let shift = 0, value = 0, byte;

		do {
			byte = text.charCodeAt(at++) - 63;
			value |= (byte & 31) << shift;
			shift += 5;
		} while (byte >= 32);
		return value & 1 ? ~(value >> 1) : value >> 1;
	};
	while (at < text.length) {
		lat += number();
		lng += number();
		points.push([lat / 1e5, lng / 1e5]);
	}
	return points;
}

function icon(L, status, heading, label) {
	const arrow = heading == null ? "" : `<i class="bus-arrow" data-heading="${Math.round(heading / 15) * 15 % 360}"></i>`;
	const box = document.createElement("span");

	box.className = `bus-mark bus-${status}`;
	box.innerHTML = shape(status) + arrow;
	if (label) {
		const words = document.createElement("bdi");

		words.dir = "ltr";
		words.textContent = label;
		box.append(words);
	}
	return L.divIcon({ className: "bus-icon", html: box, iconSize: [24, 24], iconAnchor: [12, 12] });
}

/* element: the box; options: stops [{lat, lng, name, mine}], line (encoded), cluster (bool). */
export function createMap(element, options = {}) {
	const L = window.L;
	const map = L.map(element, { zoomSnap: .5, minZoom: 4, maxZoom: 15, attributionControl: false, zoomAnimation: !still, fadeAnimation: !still, preferCanvas: true });
	const group = options.cluster && L.markerClusterGroup
		? L.markerClusterGroup({ maxClusterRadius: 50, disableClusteringAtZoom: 11, showCoverageOnHover: false, animate: !still, chunkedLoading: true,
			iconCreateFunction: (c) => L.divIcon({ className: "bus-cluster", html: String(c.getChildCount()), iconSize: [36, 36] }) })
		: L.layerGroup();
	const buses = new Map(), bounds = L.latLngBounds([]);

	const svg = L.svg(); /* one for line and stops, above the land */

	map.createPane("land").style.zIndex = 300;
	map.setView([34.5, 3], 5);
	fetch(element.dataset.outline).then((r) => r.json()).then((shapeOf) => {
		L.geoJSON(shapeOf, { interactive: false, pane: "land", style: { className: "land", weight: 1.5, fillOpacity: 1 }, renderer: L.svg({ pane: "land" }) }).addTo(map);
	}).catch(() => { /* Without the outline the map still shows stops and buses. */ });
	if (options.line) {
		const line = L.polyline(decode(options.line), { className: "route-line", weight: 4, interactive: false, renderer: svg }).addTo(map);

		bounds.extend(line.getBounds());
	}
	for (const stop of options.stops ?? []) {
		L.circleMarker([stop.lat, stop.lng], { className: stop.mine ? "stop-mine" : "stop-dot", radius: stop.mine ? 8 : 6, weight: 3, interactive: false, renderer: svg })
			.bindTooltip(stop.name, { permanent: Boolean(stop.label ?? true), direction: "auto", className: "stop-name-tip" }).addTo(map);
		bounds.extend([stop.lat, stop.lng]);
	}
	group.addTo(map);
	if (bounds.isValid())
		map.fitBounds(bounds, { padding: [28, 28] });

	return {
		map,
		/* A bus that moved or changed; the first call makes its marker. */
		setBus(id, bus) {
			let known = buses.get(id);
			const look = `${bus.status}|${bus.heading == null ? "" : Math.round(bus.heading / 15)}|${bus.label ?? ""}`;

			if (!known) {
				const marker = L.marker([bus.lat, bus.lng], { icon: icon(L, bus.status, bus.heading, bus.label), title: bus.title ?? bus.label ?? "", alt: bus.title ?? bus.label ?? "", keyboard: Boolean(options.onPick) });

				if (options.onPick)
					marker.on("click keypress", () => options.onPick(id));
				buses.set(id, { marker, look });
				group.addLayer(marker);
				return;
			}
			known.marker.setLatLng([bus.lat, bus.lng]);
			if (known.look !== look) {
				known.look = look;
				known.marker.setIcon(icon(L, bus.status, bus.heading, bus.label));
			}
		},
		removeBus(id) {
			const known = buses.get(id);

			if (known)
				group.removeLayer(known.marker);
			buses.delete(id);
		},
		pick(id) {
			const known = buses.get(id);

			if (known && group.zoomToShowLayer)
				group.zoomToShowLayer(known.marker, () => map.panTo(known.marker.getLatLng()));
			else if (known)
				map.panTo(known.marker.getLatLng(), { animate: !still });
		},
		fitBuses() {
			const all = L.latLngBounds([...buses.values()].map((b) => b.marker.getLatLng()));

			if (all.isValid())
				map.fitBounds(all, { padding: [32, 32], maxZoom: 10 });
		},
		/* Keeps a bus in sight without moving a map that has it in sight. */
		keep(id) {
			const known = buses.get(id);

			if (known)
				map.panInside(known.marker.getLatLng(), { padding: [64, 64], animate: !still });
		},
		move(lat, lng) {
			map.panTo([lat, lng], { animate: !still });
		},
	};
}

/* State of a bus from its document: the same rules as the server's. */
export function statusOf(data, now = Date.now()) {
	const late = data.calculated?.delayMinutes ?? 0;

	if (now - data.lastUpdate > 300e3)
		return "silent";
	if (late > 15)
		return "very_late";
	if (late >= 5)
		return "late";
	return (data.motion?.speed ?? 0) < 3 ? "idle" : "on_time";
}
