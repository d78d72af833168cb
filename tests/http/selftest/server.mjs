// A small server with known answers and known faults, to prove that the runner sees both.
import { createServer } from "node:http";
import { randomBytes } from "node:crypto";

const replies = new Map();
let seatTaken = false;
let asked = 0;

const requestId = (req) => req.headers["x-request-id"] ?? "req_" + randomBytes(8).toString("hex");
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

function send(res, status, headers, body) {
	res.writeHead(status, headers);
	res.end(body);
}

function json(req, res, status, document, headers = {}) {
	const id = requestId(req);
	const meta = { timestamp: now(), requestId: id };
	const text = JSON.stringify({ success: status < 400, ...document, meta });
	send(res, status, { "Content-Type": "application/json; charset=utf-8", "X-Request-Id": id, ...headers }, text);
	return text;
}

const thing = { id: "thing_7", key: "booking_00000000000000000000000001", name: "a <b>", price: { amount: 77000, currency: "DZD" },
	seats: ["4A", "4B"], at: "2026-11-24T10:30:00Z", day: "2026-11-24", ratio: 0.5, ok: true, none: null };
const error = { code: "SEAT_TAKEN", message: "Gone.", details: {} };

// What is wrong with each of these is in its name.
const faulty = {
	"extra-member": { body: { success: true, data: {}, extra: 1 } },
	"no-meta": { body: { success: true, data: {} }, meta: null },
	"meta-extra": { body: { success: true, data: {} }, meta: { x: 1 } },
	"no-success": { body: { data: {} } },
	"no-data": { body: { success: true } },
	"data-text": { body: { success: true, data: "x" } },
	"true-with-400": { status: 400, body: { success: true, data: {} } },
	"false-with-200": { body: { success: false, error } },
	"error-without-details": { status: 409, body: { success: false, error: { code: "X", message: "x" } } },
	"error-extra": { status: 409, body: { success: false, error: { ...error, stack: "x" } } },
	"error-code": { status: 409, body: { success: false, error: { ...error, code: "seat taken" } } },
	"error-words": { status: 409, body: { success: false, error: { ...error, message: "error.seat_taken" } } },
	"data-beside-error": { status: 409, body: { success: false, error, data: {} } },
	"pagination": { body: { success: true, data: [], pagination: { page: 1 } } },
	"timestamp": { body: { success: true, data: {} }, meta: { timestamp: "2026-11-24 10:30:00" } },
	"request-id": { body: { success: true, data: {} }, meta: { requestId: "req_other" } },
};

function fault(req, res, name) {
	const f = faulty[name];
	const id = requestId(req);
	const meta = f.meta === null ? {} : { meta: { timestamp: now(), requestId: id, ...f.meta } };
	send(res, f.status ?? 200, { "Content-Type": "application/json", "X-Request-Id": id }, JSON.stringify({ ...f.body, ...meta }));
}

function createThing(req, res, body) {
	const key = req.headers["idempotency-key"];
	if (!key)
		return json(req, res, 400, { error: { ...error, code: "KEY_MISSING", field: "Idempotency-Key" } });
	const kept = replies.get(key);
	if (kept && kept.body !== body)
		return json(req, res, 422, { error: { ...error, code: "KEY_REUSED" } });
	if (kept)
		return send(res, 201, { "Content-Type": "application/json", "X-Request-Id": requestId(req), "Idempotent-Replayed": "true" }, kept.text);
	replies.set(key, { body, text: json(req, res, 201, { data: { ...thing, echo: JSON.parse(body) } }) });
}

const form = (token) => `<!doctype html><html><body><!-- <form action="/hidden"> -->
<script>document.write("<form action='/script'>")</script>
<form action="/search" method="get"><input name="q" value="x"></form>
<form class="a" method="post" action="/page/form?a=1&amp;b=2" id="f">
 <input type=hidden name=_csrf value='${token}'><input type="hidden" name="_key" value="k&quot;&#39;&lt;&eacute;1">
 <input type="radio" name="seat" value="4A"><input type="radio" name="seat" value="4B" checked>
 <input type="checkbox" name="terms" value="1"><input type="checkbox" name="news" checked>
 <select name="lang"><option value="fr">Fran\u00e7ais<option value="ar" selected>Arabe</select>
 <select name="first"><option>un <option>deux</select>
 <textarea name="note">a &amp; b</textarea><input name="gone" value="1" disabled>
 <input type="submit" name="go" value="Go"><input name="phone" type="tel">
</form><input name="outside" value="o" form="f"><input name="stray" value="s"></body></html>`;

function page(req, res, url, body) {
	const token = /guest=([a-z0-9]+)/.exec(req.headers.cookie ?? "")?.[1];
	if (req.method === "GET") {
		const fresh = token ?? randomBytes(8).toString("hex");
		return send(res, 200, { "Content-Type": "text/html", "Set-Cookie": [`guest=${fresh}; Path=/; HttpOnly`, "x=y"] }, form(fresh));
	}
	const sent = new URLSearchParams(body);
	if (!token || sent.get("_csrf") !== token)
		return send(res, 403, { "Content-Type": "text/html" }, "foreign");
	send(res, 303, { Location: "/page/done?" + body.replace(/_csrf=[^&]*&/, ""), "Set-Cookie": "done=1; Path=/" }, "");
}

const routes = {
	"/api/v1/things": (req, res, url, body) =>
		req.method === "POST" ? createThing(req, res, body)
			: json(req, res, 200, { data: [thing, { ...thing, id: "thing_8" }],
				pagination: { page: 1, limit: 20, total: 2, totalPages: 1, hasNext: false, hasPrevious: false } }),
	"/api/v1/thing": (req, res) => json(req, res, 200, { data: thing }, { "X-Two": ["a", "b"], ETag: '"abc"' }),
	"/api/v1/hint": (req, res) => json(req, res, 200, { data: {}, hint: { text: "x" } }),
	"/api/v1/seat": (req, res) => {
		const mine = !seatTaken;
		seatTaken = true;
		setTimeout(() => (mine ? json(req, res, 201, { data: thing }) : json(req, res, 409, { error })), 20);
	},
	"/api/v1/release": (req, res) => { seatTaken = false; asked = 0; json(req, res, 200, { data: {} }); },
	"/api/v1/later": (req, res) => json(req, res, ++asked < 4 ? 202 : 200, { data: { asked } }),
	"/api/v1/fail": (req, res) => json(req, res, 500, { error: { ...error, code: "INTERNAL_ERROR" } }),
	"/api/v1/html": (req, res) => send(res, 404, { "Content-Type": "text/html" }, "<p>no</p>"),
	"/api/v1/echo": (req, res, url, body) => json(req, res, 200, { data: { method: req.method, path: req.url, body,
		type: req.headers["content-type"] ?? null, cookie: req.headers.cookie ?? null, from: req.headers["x-forwarded-for"] ?? null } }),
	"/api/v1/random": (req, res) => json(req, res, 200, { data: { r: randomBytes(4).toString("hex") } }),
	"/page/form": page,
	"/page/done": (req, res) => send(res, 200, { "Content-Type": "text/html" }, `<p>done ${req.headers.cookie}</p>`),
	"/page/500": (req, res) => send(res, 500, { "Content-Type": "text/html" }, "oops"),
	"/loop": (req, res) => send(res, 302, { Location: "/loop" }, ""),
};

const server = createServer((req, res) => {
	const url = new URL(req.url, "http://x");
	const chunks = [];
	req.on("data", (c) => chunks.push(c));
	req.on("end", () => {
		const body = Buffer.concat(chunks).toString();
		if (url.pathname.startsWith("/api/v1/fault/"))
			return fault(req, res, url.pathname.slice(14));
		const route = routes[url.pathname];
		if (route)
			return route(req, res, url, body);
		json(req, res, 404, { error: { ...error, code: "NOT_FOUND" } });
	});
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
