// kit - what the tests of the API share: the rows as the programs print them, requests, the database, TAP.
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';

export const build = process.env.ABRID_BUILD ?? 'build-san';
export const base = process.env.BASE;

// Every row of every program, with the rules of its input.
export const rows = readdirSync(`${build}/describe`).filter((f) => f.endsWith('.json')).sort().flatMap((f) => {
	const d = JSON.parse(readFileSync(`${build}/describe/${f}`));
	return d.rows.map((r) => ({ ...r, program: d.program }));
});

// The table of permissions: action -> role -> no, own or any.
export const permissions = {};
for (const line of execFileSync(`${build}/sbin/abridctl`, ['permissions', 'list'], { encoding: 'utf8' }).trim().split('\n')) {
	const [action, role, grant] = line.split(' ');
	(permissions[action] ??= {})[role] = grant;
}

// Rows of one statement, as lists of texts.
export function sql(statement) {
	const out = execFileSync('psql', [process.env.ABRID_TEST_DB, '-XqAt', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
		{ input: `SET search_path = abrid, public;\n${statement};\n`, encoding: 'utf8' });
	return out.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
export const code26 = () => [...randomBytes(26)].map((b, i) => letters[i ? b % 32 : b % 8]).join('');
export const sha256 = (text) => createHash('sha256').update(text).digest('hex');
export const phone = () => `+2135${String(50 + randomBytes(1)[0] % 40)}${String(randomBytes(4).readUInt32BE() % 1e6).padStart(6, '0')}`;
export { randomUUID };

let n = 0, failed = 0;
export function check(ok, what, why = []) {
	console.log(`${ok ? 'ok' : 'not ok'} ${++n} - ${what}`);
	if (!ok) {
		failed++;
		for (const line of why.slice(0, 30)) console.log(`# ${String(line).slice(0, 400)}`);
	}
	return ok;
}
export function done() {
	console.log(`1..${n}`);
	process.exitCode = failed ? 1 : 0;
}

// One request. Redirects are not followed; body is an object for JSON, URLSearchParams for a form, or text.
export async function send(method, path, { headers = {}, body, from } = {}) {
	const h = { ...headers };
	let payload;
	if (from) h['X-Forwarded-For'] = from;
	if (body instanceof URLSearchParams) {
		payload = String(body);
		h['Content-Type'] ??= 'application/x-www-form-urlencoded';
	} else if (body !== undefined) {
		payload = typeof body === 'string' ? body : JSON.stringify(body);
		h['Content-Type'] ??= 'application/json';
	}
	if (payload !== undefined) h['Content-Length'] = Buffer.byteLength(payload); // node leaves it out with DELETE
	const [status, sent, text] = await exchange(method, path, h, payload);
	let json = null;
	if ((sent['content-type'] ?? '').startsWith('application/json')) {
		try { json = JSON.parse(text); } catch { /* stays null */ }
	}
	return { status, headers: new Headers(Object.entries(sent).flatMap(([k, v]) => [v].flat().map((one) => [k, one]))), text, json };
}

// A connection of its own for each request: one kept open may be closed just when it is used again.
function exchange(method, path, headers, payload) {
	return new Promise((resolve, reject) => {
		const r = request(base + path, { method, headers, agent: false }, (answer) => {
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('end', () => resolve([answer.statusCode, answer.headers, Buffer.concat(parts).toString()]));
			answer.on('error', reject);
		});
		r.on('error', reject);
		r.end(payload);
	});
}

// "a.0.b" pairs of a value, as forms name them.
export function formOf(value, prefix = '', out = new URLSearchParams()) {
	if (Array.isArray(value) && value.every((v) => typeof v !== 'object')) {
		for (const v of value) out.append(prefix, v);
	} else if (value !== null && typeof value === 'object') {
		for (const [k, v] of Object.entries(value)) formOf(v, prefix ? `${prefix}.${k}` : k, out);
	} else if (value !== null && value !== undefined) {
		out.append(prefix, value === true ? '1' : value === false ? '0' : String(value));
	}
	return out;
}

// A company with a bus that reports, and one trip a day from in three days on, over three places; as the database knows it.
export function company(trips, at = ['alger', 'blida', 'oran']) {
	const name = `Essai ${randomBytes(6).toString('hex')}`;
	const [[partner, bus, route, first, last, list]] = sql(`
WITH p AS (
	INSERT INTO partners (company_name, company_name_ar, legal_id, email, phone, status, commission_bps, needs_id_number, luggage_kg)
	VALUES ('${name}', 'تجربة', '${name}', 'essai@example.dz', '+21321000000', 'active', 800, false, 20) RETURNING id
), c AS (
	INSERT INTO cancel_rules (partner_id, hours_before, fee_bps) SELECT id, h, f FROM p, (VALUES (24, 1000), (2, 5000)) AS v (h, f)
), b AS (
	INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id, features)
	SELECT id, '${name}', 'Toyota Coaster', 30, 7, '{ac}' FROM p RETURNING id
), l AS (
	INSERT INTO bus_locations (bus_id, device_id, recorded_at, location, speed_kmh, heading)
	SELECT id, 990001, now() - interval '1 minute', '(36.75,3.05)', 80.5, 270 FROM b
), r AS (
	INSERT INTO routes (partner_id, origin, destination, origin_coords, destination_coords, distance_km, duration_minutes, base_price_c, total_seats, bus_type)
	SELECT p.id, o.id, d.id, o.coords, d.coords, 400, 300, 50000, 30, 'standard' FROM p, places o, places d
	WHERE o.slug = '${at[0]}' AND d.slug = '${at[2]}' RETURNING id
), n AS (
	INSERT INTO route_patterns (route_id, version, polyline) SELECT id, 1, '_p~iF~ps|U' FROM r RETURNING id
), s AS (
	INSERT INTO route_stops (pattern_id, seq, place_id, arr_s, dep_s, km)
	SELECT n.id, v.seq, l.id, v.arr, v.dep, v.km FROM n, (VALUES (0, '${at[0]}', 0, 0, 0), (1, '${at[1]}', 3600, 3900, 50), (2, '${at[2]}', 18000, 18000, 400)) AS v (seq, slug, arr, dep, km)
	JOIN places l ON l.slug = v.slug RETURNING seq, place_id
), f AS (
	INSERT INTO fares (pattern_id, class, board_seq, alight_seq, amount_c)
	SELECT n.id, 'standard', v.b, v.a, v.c FROM n, (VALUES (0, 1, 10000), (1, 2, 45000), (0, 2, 50000)) AS v (b, a, c)
), t AS (
	INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, total_seats, class, status, available_seats)
	SELECT r.id, n.id, v.d, 36000, (v.d + interval '10 hours') AT TIME ZONE 'Africa/Algiers',
		(v.d + interval '15 hours') AT TIME ZONE 'Africa/Algiers', b.id, 7, 30, 'standard', 'on_sale', 30
	FROM r, n, b, (SELECT (now() AT TIME ZONE 'Africa/Algiers')::date + 2 + i AS d FROM generate_series(1, ${trips}) i) v RETURNING id
)
SELECT p.id, 'bus_' || b.id, 'route_' || r.id, 'stop_' || a.place_id, 'stop_' || z.place_id, (SELECT string_agg('schedule_' || t.id, ' ') FROM t)
FROM p, b, r, s a, s z WHERE a.seq = 0 AND z.seq = 2`);
	return { id: partner, partner: `partner_${partner}`, bus, route, first, last, trips: list.split(' ') };
}

// Somebody who can sign in, with a token for the API and a session for pages.
export async function person(role, org, from) {
	const number = phone();
	const cookie = code26();
	// The hash of a password this copy knows; what a person is, the database says.
	const [[id]] = sql(`INSERT INTO users (public_id, phone, password_hash, first_name, last_name, role, partner_id, is_verified)
		SELECT gen_random_uuid(), '${number}', password_hash, 'Amina', 'Test', '${role}', ${org ?? 'NULL'}, true
		FROM users WHERE email = '${process.env.CUSTOMER}' RETURNING id`);
	sql(`INSERT INTO user_sessions (user_id, kind, token_hash, expires_at) VALUES (${id}, 'web', '\\x${sha256(cookie)}', now() + interval '1 day')`);
	let r;
	for (let i = 0; i < 5 && !(r?.status < 500); i++) // passwords are slow on a busy machine
		r = await send('POST', '/api/v1/auth/login', { from, body: { phone: number, password: process.env.CUSTOMER_PASSWORD } });
	if (r.status !== 200) throw new Error(`${role} cannot sign in: ${r.status} ${r.text}`);
	return { id, role, phone: number, cookie, token: r.json.data.accessToken, from };
}

// A session of psql that stays open: ask() answers the first cell of a statement's last row.
export function open() {
	const p = spawn('psql', [process.env.ABRID_TEST_DB, '-XqAt', '-F', '\t', '-v', 'ON_ERROR_STOP=0', '-f', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
	const waiting = [];
	let said = '', trouble = '';
	p.stdin.write('SET search_path = abrid, public;\n');
	p.stderr.on('data', (part) => { trouble += part; });
	p.stdout.on('data', (part) => {
		said += part;
		for (let at; (at = said.indexOf('\x1e\n')) >= 0; said = said.slice(at + 2)) {
			const [resolve, reject] = waiting.shift();
			if (trouble) reject(new Error(trouble));
			else resolve(said.slice(0, at).trim().split('\n').pop().split('\t')[0]);
			trouble = '';
		}
	});
	return {
		ask: (statement) => new Promise((resolve, reject) => {
			waiting.push([resolve, reject]);
			p.stdin.write(`${statement};\n\\echo \x1e\n`);
		}),
		close: () => p.stdin.end(),
	};
}
