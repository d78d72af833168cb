// forms - writes that nobody meant, made from the rows of the route tables: forged by another site (no proof,
// somebody else's, another origin, another kind of body, GET instead), with members nobody may set, with an
// identity planted beforehand. All are refused, nothing changes, and the same request as it should be passes.
//
//   node tests/api/forms.mjs [--full]
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bearer, book, call, filled, proven } from './ask.mjs';
import { base, check, code26, company, done, formOf, person, phone, randomUUID, rows, send, sql } from './kit.mjs';

const full = process.argv.includes('--full');
const A = company(12);
let address = 0;
const somebody = async (role, org) => proven(await person(role, org, `198.51.101.${++address}`));
const customer = await somebody('customer'), owner = await somebody('partner_owner', A.id), admin = await somebody('admin');
const member = await somebody('partner_viewer', A.id), stranger = await somebody('customer');
customer.booking = await book(customer, A.trips[0], A);
const [[memberId, saved]] = sql(`INSERT INTO saved_passengers (user_id, first_name, last_name) SELECT ${customer.id}, 'A', 'B' RETURNING (SELECT public_id FROM users WHERE id = ${member.id}), id`);
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const base32 = (uuid) => Array.from({ length: 26 }, (_, i) => letters[Number(BigInt(`0x${uuid.replaceAll('-', '')}`) >> BigInt(5 * (25 - i)) & 31n)]).join('');
const o = { booking: customer.booking.id, payment: customer.booking.payment, schedule: A.trips[1], bus: A.bus, route: A.route, partner: A.partner, first: A.first, last: A.last,
	user: `user_${base32(memberId)}`, passenger: `passenger_${saved}` };
// Rows that complete a booking and pay for it want one that is open.
const held = await send('POST', '/api/v1/bookings', { from: customer.from, headers: { ...bearer(customer), 'Idempotency-Key': randomUUID() },
	body: { scheduleId: A.trips[2], fromStopId: A.first, toStopId: A.last, count: 1, passengers: [{ firstName: 'A', lastName: 'B' }], contact: { phone: phone() } } });
const objects = (row) => /^\/:lang\/(pay\/:id|booking\/:id\/(passengers|release))$/.test(row.path) ? { ...o, booking: held.json.data.id } : o;
const actor = (row) => ({ partner: owner, admin })[row.auth] ?? customer;

// All that our people and their company have, as one number; who signs in and looks on is not part of it.
const state = () => sql([
	`users WHERE id IN (${[customer, owner, admin, member, stranger].map((w) => w.id)})`, `partners WHERE id = ${A.id}`, `saved_passengers WHERE user_id = ${customer.id}`,
	`payment_methods WHERE user_id = ${customer.id}`, `consents WHERE user_id = ${customer.id}`, `user_preferences WHERE user_id = ${customer.id}`, `user_exports WHERE user_id = ${customer.id}`,
	`invitations WHERE partner_id = ${A.id}`, `otps WHERE user_id = ${customer.id}`, `bookings WHERE user_id = ${customer.id}`, `booking_items WHERE schedule_id IN (${A.trips.map((t) => t.slice(9))})`,
	`route_schedules WHERE id IN (${A.trips.map((t) => t.slice(9))})`, `quotes WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = ${customer.id})`,
	`payments WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = ${customer.id})`, `audit_log WHERE partner_id = ${A.id}`,
].map((from) => `SELECT '${from.split(' ')[0]}', md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) FROM (SELECT to_jsonb(x) - 'available_seats' FROM ${from.replace(' ', ' x ')}) t (t)`).join(' UNION ALL ')).sort().join('\n');
const changed = (was, is) => is.split('\n').filter((line) => !was.includes(line));

// ---- forged by another site ----

const forms = rows.filter((row) => row.page && row.method !== 'GET' && !row.lenient);
const writes = rows.filter((row) => !row.page && row.method !== 'GET' && !['open', 'device', 'loopback'].includes(row.auth));
const toLogin = (r) => r.status === 303 && /account\/login/.test(r.headers.get('location'));
const form = (who, body, csrf) => { const f = filled(who, body); f.delete('_csrf'); if (csrf) f.set('_csrf', csrf); return f; };
const forgeries = {
	'without the proof': (q, who) => { q.body = form(who, q.body); },
	'with an empty one': (q, who) => { q.body = form(who, q.body); q.body.set('_csrf', ''); },
	'with somebody else\'s': (q, who) => { q.body = form(who, q.body, stranger.csrf); },
	'with the proof in the address': (q, who) => { q.body = form(who, q.body); q.path += `?_csrf=${who.csrf}`; },
	'from another origin': (q) => { q.headers.Origin = 'https://evil.example'; },
	'from an origin like ours': (q) => { q.headers.Origin = `${base}.evil.example`; },
	'from no origin': (q) => { q.headers.Origin = 'null'; },
	'across sites': (q) => { q.headers['Sec-Fetch-Site'] = 'cross-site'; },
	'from a sister site': (q) => { q.headers['Sec-Fetch-Site'] = 'same-site'; },
	'as plain text': (q) => { q.headers['Content-Type'] = 'text/plain'; },
	'as JSON': (q) => { q.headers['Content-Type'] = 'application/json'; },
	'without the cookie': (q) => { delete q.headers.Cookie; },
};

const before = state();
let asked = 0;
const wrong = [];
for (const row of forms) {
	const who = actor(row);
	for (const [how, forge] of Object.entries(forgeries)) {
		const r = await call(row, who, objects(row), (q) => forge(q, who));
		asked++;
		const want = /^as /.test(how) ? [415] : [403];
		if (!want.includes(r.status) && !(how === 'without the cookie' && toLogin(r))) wrong.push(`${row.path} ${how}: ${r.status}`);
	}
	// The same by a method that changes nothing, or says that it is another.
	const r = await call({ ...row, method: 'GET' }, who, objects(row), (q) => { q.body = { ...q.body, _csrf: who.csrf, _method: 'POST' }; q.headers['X-HTTP-Method-Override'] = 'POST'; });
	asked++;
	if (r.status >= 500 || r.status === 201 || (r.status === 303 && r.headers.get('set-cookie')?.includes('session'))) wrong.push(`${row.path} by GET: ${r.status}`);
}
check(wrong.length === 0, `${forms.length} forms, ${Object.keys(forgeries).length + 1} forgeries each, ${asked} requests: refused`, wrong);

// The API with a cookie instead of a token is a page in this.
const tricks = {
	'without the proof': () => {},
	'with somebody else\'s': (q) => { q.headers['X-CSRF-Token'] = stranger.csrf; },
	'from another origin': (q, who) => { q.headers['X-CSRF-Token'] = who.csrf; q.headers.Origin = 'https://evil.example'; },
	'across sites': (q, who) => { q.headers['X-CSRF-Token'] = who.csrf; q.headers['Sec-Fetch-Site'] = 'cross-site'; },
};
const untold = [];
for (const row of writes) {
	const who = actor(row);
	for (const [how, trick] of Object.entries(tricks)) {
		const r = await call(row, who, objects(row), (q) => { delete q.headers.Authorization; q.headers.Cookie = who.cookies; trick(q, who); });
		if (r.status !== 403 || r.json?.error?.code !== 'CSRF_REFUSED') untold.push(`${row.method} ${row.path} ${how}: ${r.status} ${r.json?.error?.code ?? ''}`);
	}
	const r = await call(row, who, objects(row), (q) => { q.headers['Content-Type'] = 'text/plain'; });
	if (r.status !== 415 && Object.keys(row.rules).length) untold.push(`${row.method} ${row.path} as plain text: ${r.status}`);
}
check(untold.length === 0, `${writes.length} writes of the API, by cookie: refused as well`, untold);
let moved = changed(before, state());
check(moved.length === 0, 'and nothing has changed', moved);

// ---- members nobody may set ----

const extra = { role: 'admin', partnerId: 'partner_1', partner_id: 1, price: 1, total: { amount: 1, currency: 'DZD' }, status: 'confirmed', paymentStatus: 'paid', payment_status: 'paid',
	commissionRate: 0, commission_rate: 0, commissionBps: 0, isVerified: true, is_verified: true, isActive: true, id: 'user_1', userId: 1, user_id: 1, createdAt: '2020-01-01T00:00:00Z', org: 1, __proto__x: {}, constructor: 1 };
const other = (name) => [name.toUpperCase(), name[0].toUpperCase() + name.slice(1), name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)].filter((n) => n !== name);
const [device, bus, key] = readFileSync(process.env.DEVICES, 'utf8').split('\n')[0].split(',');
function sign(q) {
	q.body = JSON.stringify({ deviceId: device, busId: bus, timestamp: Date.now(), location: { latitude: 36.7, longitude: 3.1 }, ...q.body });
	q.headers['X-Device-Signature'] = createHmac('sha256', Buffer.from(key, 'hex')).update(q.body).digest('hex');
}
const told = (r, name) => r.status === 400 && r.json?.error?.details?.fields?.some((f) => f.field === name && f.code === 'UNKNOWN_FIELD');
const taken = [];
let tried = 0;
async function assign(row) {
	const who = actor(row), own = row.rules.map((r) => r.name).filter((n) => n[0] !== ':');
	const put = async (name, value) => {
		if (own.includes(name)) return;
		tried++;
		const r = await call(row, who, objects(row), (q) => {
			if (row.auth === 'device') q.body = { [name]: value }, sign(q);
			else q.body = { ...q.body, [name]: value };
		});
		const good = row.page ? [400, 422].includes(r.status) : told(r, name);
		if (!good) taken.push(`${row.method} ${row.path} ${name}: ${r.status} ${r.text.slice(0, 160)}`);
	};
	for (const [name, value] of Object.entries(extra)) await put(name, row.page ? String(value) : value);
	for (const name of own) for (const twin of other(name)) await put(twin, 'x');
	if (row.page || row.auth === 'device') return;
	for (const rule of row.rules.filter((r) => r.sub)) { // inside of objects and lists
		const name = `${rule.name}.${rule.kind === 'list' ? '0.' : ''}isVerified`;
		tried++;
		const r = await call(row, who, objects(row), (q) => { (rule.kind === 'list' ? q.body[rule.name][0] : q.body[rule.name]).isVerified = true; });
		if (!told(r, name)) taken.push(`${row.method} ${row.path} ${name}: ${r.status} ${r.text.slice(0, 160)}`);
	}
	for (const name of [own[0] ?? 'role']) { // a name that stands twice
		tried++;
		const r = await call(row, who, objects(row), (q) => { q.body = `{"${name}":"a","${name}":"b"}`; });
		if (r.status !== 400) taken.push(`${row.method} ${row.path} ${name} twice: ${r.status}`);
	}
}
const assigned = rows.filter((row) => row.method !== 'GET' && !row.lenient);
const was = state();
const queue = [...assigned];
await Promise.all([0, 1, 2, 3, 4].map(async () => { while (queue.length) await assign(queue.shift()); }));
check(taken.length === 0, `${assigned.length} rows that write, ${tried} members they do not have, or in other letters, or twice: refused by name`, taken);
moved = changed(was, state());
check(moved.length === 0, 'and nothing has changed', moved);

// ---- cookies ----

const cookies = (r) => r.headers.getSetCookie?.() ?? (r.headers.get('set-cookie') ?? '').split(/, (?=__Host-)/).filter(Boolean);
const flags = (c) => /^__Host-(guest|session)=[0-9a-z]{0,26}; /.test(c) && /; Path=\/(;|$)/.test(c) && /; HttpOnly/.test(c) && /; Secure/.test(c) && /; SameSite=(Lax|Strict)/.test(c) && !/; Domain=/i.test(c);
const login = async (who, cookie) => {
	const from = who.from, page = await send('GET', '/fr/account/login', { from, headers: cookie ? { Cookie: cookie } : {} });
	const guest = cookies(page).map((c) => c.split(';')[0]).concat(cookie ?? []).join('; ');
	const r = await send('POST', '/fr/account/login', { from, headers: { Cookie: guest }, body: formOf({ login: who.phone, password: process.env.CUSTOMER_PASSWORD, _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)[1] }) });
	return { set: [...cookies(page), ...cookies(r)], id: /__Host-session=([0-9a-z]{26})/.exec(cookies(r).join())?.[1], status: r.status };
};
const signedIn = async (id) => !toLogin(await send('GET', '/fr/account', { from: customer.from, headers: { Cookie: `__Host-session=${id}` } }));
const planted = code26(), first = await login(customer, `__Host-session=${planted}`), second = await login(customer, `__Host-session=${first.id}; ${customer.cookies.split('; ').filter((c) => /guest/.test(c)).join()}`);
const set = [...first.set, ...second.set];
check(set.length >= 3 && set.every(flags), `${set.length} cookies: __Host-, Secure, HttpOnly, SameSite, for no other host`, set.filter((c) => !flags(c)));
check(!flags('__Host-session=00000000000000000000000000; Path=/; HttpOnly; SameSite=Lax') && !flags('session=00000000000000000000000000; Path=/; HttpOnly; Secure; SameSite=Lax'), 'one that lacks a flag or the prefix is noticed');
check(first.id && first.id !== planted && !await signedIn(planted) && await signedIn(first.id), 'an id planted before is not the one of who signs in', [JSON.stringify(first)]);
check(second.id && second.id !== first.id && await signedIn(second.id), 'who signs in again gets a new one', [JSON.stringify(second)]);
const many = full ? 10000 : 400, ids = [];
let left = many;
await Promise.all(Array.from({ length: 8 }, async () => {
	while (left-- > 0) ids.push(/__Host-guest=([0-9a-z]{26})/.exec((await send('GET', '/fr/find', { from: '198.51.101.250' })).headers.get('set-cookie'))[1]);
}));
const positions = Array.from({ length: 26 }, (_, i) => new Set(ids.map((id) => id[i])).size);
check(new Set(ids).size === many && positions.slice(1).every((n) => n === 32) && positions[0] === 8, `${many} ids: all different, every letter at every place (128 bits)`, [positions.join(' ')]);

// ---- the same as it should be ----

// What ends a session or a person last, and by people of their own.
const ends = (row) => /logout|erase|security\/(end|password)/.test(row.path);
const stuck = [];
for (const row of [...forms.filter((r) => !ends(r)), ...forms.filter(ends)]) {
	const who = ends(row) ? await somebody('customer') : actor(row);
	const r = await call(row, who, objects(row), (q) => { q.headers.Origin = base; q.headers['Sec-Fetch-Site'] = 'same-origin'; });
	if (r.status === 403 || r.status === 415 || r.status >= 500 || (toLogin(r) && !/login|logout|account\/(code|reset|forgot)|erase/.test(row.path))) stuck.push(`${row.path}: ${r.status} ${r.headers.get('location') ?? ''}`);
}
for (const row of writes.filter((r) => /passengers$|preferences|bookings$/.test(r.path))) {
	const who = actor(row);
	const r = await call(row, who, objects(row), (q) => { delete q.headers.Authorization; q.headers.Cookie = who.cookies; q.headers['X-CSRF-Token'] = who.csrf; });
	if (r.status === 403) stuck.push(`${row.method} ${row.path}: ${r.text.slice(0, 100)}`);
}
check(stuck.length === 0, `with its proof and from our own pages each of the ${forms.length} forms is let through`, stuck);
check(bearer(customer).Authorization.length > 100 && changed(was, state()).length > 3, 'and that changes things');
done();
