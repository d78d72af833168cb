/*
 * app - what pages can do better with a script; each of them works without. Words come from the
 * page (data-* attributes), prices are integer centimes.
 */

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const lang = document.documentElement.lang;

/* ---- errors: the summary is read first ---- */

function focusErrors() {
	const errors = $("#errors");

	if (errors && !location.hash)
		errors.focus();
}

/* ---- search: swap, names of places as one types ---- */

function swapPlaces() {
	for (const button of $$("[data-swap]")) {
		const form = button.closest("form"), from = form.elements.from, to = form.elements.to;

		button.hidden = false;
		button.addEventListener("click", () => {
			[from.value, to.value] = [to.value, from.value];
			from.focus();
		});
	}
}

function placeName(place) {
	const name = place.name ?? place;

	return typeof name === "string" ? name : name[lang] ?? name.fr;
}

/* Fills the shared list after a short pause; an answer that comes late is dropped. */
function suggestPlaces() {
	const list = $("#places");
	let timer, latest = "";

	async function ask(text) {
		latest = text;
		try {
			const answer = await fetch(`/api/v1/places?q=${encodeURIComponent(text)}`, { headers: { "Accept-Language": lang } });
			const found = answer.ok ? (await answer.json()).data : [];
			const places = Array.isArray(found) ? found : found.places ?? [];

			if (latest !== text || !places.length)
				return;
			list.replaceChildren(...places.map((place) => {
				const option = document.createElement("option");

				option.value = placeName(place);
				return option;
			}));
		} catch {
			/* The list the page came with stays. */
		}
	}

	for (const input of $$("[data-places]"))
		input.addEventListener("input", () => {
			const text = input.value.trim();

			clearTimeout(timer);
			if (text.length >= 2)
				timer = setTimeout(ask, 180, text);
		});
}

/* ---- countdown of a hold ---- */

/* Seconds left at load come from the server when it says them: the clock here may be wrong. */
function countDown() {
	for (const left of $$("[data-until]")) {
		const given = parseInt(left.dataset.left, 10);
		const total = Number.isNaN(given) ? (Date.parse(left.dataset.until) - Date.now()) / 1000 : given;
		const say = $("[data-hold-say]"), start = performance.now();
		let said = total <= 60;

		const tick = () => {
			const s = Math.max(0, Math.ceil(total - (performance.now() - start) / 1000));

			left.textContent = s ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : left.dataset.over;
			if (!said && s <= 60) {
				said = true;
				say.textContent = left.dataset.soon;
			}
			if (!s) {
				clearInterval(timer);
				say.textContent = left.dataset.over;
			}
		};
		const timer = setInterval(tick, 1000);

		left.dir = "ltr";
		left.hidden = false;
		tick();
	}
}

/* ---- seats: arrows move over the plan, the total follows ---- */

function money(centimes, unit) {
	const [dinars, rest] = [Math.floor(centimes / 100), centimes % 100];
	const digits = String(dinars).replace(/\B(?=(\d{3})+$)/g, lang === "ar" ? "." : "\u202f");
	const cents = rest ? (lang === "en" ? "." : ",") + String(rest).padStart(2, "0") : "";

	return `${digits}${cents}\u00a0${unit}`;
}

/* The nearest seat in that direction that can be chosen, by place on the screen. */
function neighbour(seats, from, dx, dy) {
	const here = from.getBoundingClientRect();
	let best, least = Infinity;

	for (const seat of seats) {
		const there = seat.getBoundingClientRect();
		const x = there.x - here.x, y = there.y - here.y;
		const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);

		if (seat === from || along < 4)
			continue;
		if (along + 4 * across < least) {
			least = along + 4 * across;
			best = seat;
		}
	}
	return best;
}

function seatPlan() {
	const form = $("[data-seats]");

	if (!form)
		return;
	const count = parseInt(form.dataset.seats, 10) || 1;
	const seats = $$("input[name=seats]:enabled", form);
	const line = $("[data-chosen]", form), say = $("[data-say]", form), total = $("[data-total]", form);
	const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

	const show = (speak) => {
		const chosen = seats.filter((seat) => seat.checked);
		const sum = chosen.reduce((n, seat) => n + Number(seat.dataset.price), 0);
		const labels = $("[data-labels]", form);

		line.hidden = !chosen.length;
		total.textContent = money(sum, total.dataset.unit);
		labels.replaceChildren(...chosen.map((seat) => Object.assign(document.createElement("bdi"), { textContent: seat.value })));
		if (speak)
			say.textContent = `${chosen.map((seat) => seat.value).join(", ")} ${say.dataset.words}, ${chosen.length}/${count}, ${total.textContent}`;
	};

	form.addEventListener("change", (event) => {
		if (event.target.name !== "seats")
			return;
		if (event.target.checked && seats.filter((seat) => seat.checked).length > count) {
			event.target.checked = false;
			show(false);
			say.textContent = say.dataset.full;
			return;
		}
		show(true);
	});
	form.addEventListener("keydown", (event) => {
		const move = moves[event.key];
		const next = move && event.target.name === "seats" && neighbour(seats, event.target, ...move);

		if (!move || event.target.name !== "seats")
			return;
		event.preventDefault();
		if (!next)
			return;
		next.focus();
		next.scrollIntoView({ block: "nearest" });
		if (next.type === "radio") {
			next.checked = true;
			next.dispatchEvent(new Event("change", { bubbles: true }));
		}
	});
	show(false);
}

/* ---- sending once ---- */

/* Buttons stay enabled (a disabled one is not sent), a second sending is stopped. */
function sendOnce() {
	document.addEventListener("submit", (event) => {
		const form = event.target, button = event.submitter;

		if (form.method !== "post")
			return;
		if (form.dataset.sent) {
			event.preventDefault();
			return;
		}
		form.dataset.sent = "1";
		if (!button)
			return;
		button.setAttribute("aria-busy", "true");
		const words = $("span:not(.vh)", button) ?? [...button.childNodes].find((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
		if (words) {
			button.dataset.words = words.textContent;
			words.textContent = document.body.dataset.busy;
		}
	});
	/* Coming back with the Back button: the page is as it was left. */
	addEventListener("pageshow", (event) => {
		if (event.persisted)
			location.reload();
	});
}

/* ---- small things ---- */

function printing() {
	for (const button of $$("[data-print]")) {
		button.hidden = false;
		button.addEventListener("click", () => print());
	}
}

/* A page that waits loads itself again, except while somebody is not looking or it is kept fresh by other means. */
function refresh() {
	const seconds = parseInt(document.body.dataset.refresh, 10);

	if (!seconds)
		return;
	setInterval(() => {
		if (!document.hidden && document.body.dataset.refresh)
			location.reload();
	}, seconds * 1000);
}

/* The menu of languages closes on Escape and on a click elsewhere. */
function closeMenus() {
	const menu = $(".lang");

	if (!menu)
		return;
	document.addEventListener("click", (event) => {
		if (!menu.contains(event.target))
			menu.open = false;
	});
	menu.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && menu.open) {
			menu.open = false;
			$("summary", menu).focus();
		}
	});
}

for (const start of [focusErrors, swapPlaces, suggestPlaces, countDown, seatPlan, sendOnce, printing, refresh, closeMenus])
	start();
