// ask - requests made from rows of the route tables, and people who can send them.
import { code26, formOf, phone, randomUUID, send, sql } from './kit.mjs';

export const bearer = (who) => who.token ? { Authorization: `Bearer ${who.token}` } : {};

// A booking of his own, paid in cash; its payment.
export async function book(who, trip, at) {
	const body = { scheduleId: trip, fromStopId: at.first, toStopId: at.last, count: 1,
		passengers: [{ firstName: 'Amina', lastName: 'Test' }], contact: { phone: phone() } };
	const held = await send('POST', '/api/v1/bookings', { from: who.from, body, headers: { ...bearer(who), 'Idempotency-Key': randomUUID() } });
	if (held.status !== 201) throw new Error(`${who.role} cannot book: ${held.status} ${held.text}`);
	const guest = held.json.data.accessToken;
	const paid = await send('POST', '/api/v1/payments/initiate', { from: who.from, body: { bookingId: held.json.data.id, method: 'cash' },
		headers: { ...bearer(who), ...(guest ? { 'X-Booking-Token': guest } : {}), 'Idempotency-Key': randomUUID() } });
	if (paid.status !== 201) throw new Error(`${who.role} cannot pay: ${paid.status} ${paid.text}`);
	sql(`SELECT cash_take(${at.id}, (SELECT min(id) FROM users), '${held.json.data.ref}', cash_code) FROM bookings b
		JOIN booking_keys k USING (id) WHERE k.booking_ref = '${held.json.data.ref}'`);
	return { id: held.json.data.id, ref: held.json.data.ref, payment: paid.json.data.paymentId, guest };
}

const guestCookie = (await send('GET', '/fr/find', { from: '192.0.2.250' })).headers.get('set-cookie').split('=')[0];
const sessionCookie = guestCookie.replace('guest', 'session');

// With his cookies, and the proof against forged forms from a page with a form.
export async function proven(who) {
	who.cookies = [who.cookie && `${sessionCookie}=${who.cookie}`, who.guest && `${guestCookie}=${who.guest}`].filter(Boolean).join('; ');
	let page;
	for (let i = 0; i < 5 && !(page?.status < 500); i++) // a busy machine
		page = await send('GET', '/fr/find', { from: who.from, headers: { Cookie: who.cookies } });
	who.csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
	return who;
}

// ---- what a row takes; o names the objects: booking, payment, schedule, bus, route, partner, stops first and last ----

const of = (rule, o) => rule.prefix === 'stop' ? (/from/i.test(rule.name) ? o.first : o.last) : o[rule.prefix] ?? rule.example;

export function value(rule, o) {
	if (rule.kind === 'id' || rule.kind === 'public') return of(rule, o);
	if (rule.kind === 'object') return Object.fromEntries(rule.sub.map((s) => [s.name, value(s, o)]));
	if (rule.kind === 'list') return [Object.fromEntries(rule.sub.map((s) => [s.name, value(s, o)]))];
	if (rule.kind === 'phone') return phone();
	if (rule.kind === 'email') return `a${code26()}@example.dz`;
	if (rule.name === 'method') return 'cash';
	if (rule.name === 'rib') return '00799999001234567890';
	return rule.example;
}

// Fields that contradict each other when all are sent.
const skipped = (rule, names) => rule.kind === 'json' || rule.name === 'auto' || (rule.name === 'seats' && names.includes('count'));

export function input(row, o) {
	const names = row.rules.map((r) => r.name);
	const body = {};
	for (const rule of row.rules)
		if (rule.name[0] !== ':' && !skipped(rule, names) && (rule.need || row.method !== 'GET')) body[rule.name] = value(rule, o);
	return body;
}

export const pathOf = (row, o, lang = 'fr') => row.path.replace(/:(\w+)/g, (_, name) => name === 'lang' ? lang : of(row.rules.find((r) => r.name === `:${name}`), o));

// A form as its page sends it.
export const filled = (who, body) => formOf({ ...body, _csrf: who.csrf ?? '', _key: code26() });

// The request of somebody for his objects; change may touch what is sent: body, headers, the path, the method.
export async function call(row, who, o, change = () => {}) {
	const q = { method: row.method, path: pathOf(row, o), headers: {}, body: input(row, o) };
	if (row.page) {
		if (who.cookies) q.headers.Cookie = who.cookies;
	} else {
		Object.assign(q.headers, bearer(who));
		if (who.guest) q.headers['X-Booking-Token'] = who.guest;
		if (row.idempotent) q.headers['Idempotency-Key'] = randomUUID();
	}
	if (who.role === 'device') q.headers['X-Device-Signature'] = '0'.repeat(64);
	change(q);
	let payload;
	if (row.method === 'GET') q.path += Object.keys(q.body).length ? `?${formOf(q.body)}` : '';
	else if (row.page) payload = q.body instanceof URLSearchParams ? q.body : filled(who, q.body);
	else payload = row.lenient ? formOf(q.body) : q.body;
	const r = await send(q.method, q.path, { headers: q.headers, body: payload, from: row.auth === 'loopback' ? undefined : who.from });
	return { ...r, path: q.path };
}
