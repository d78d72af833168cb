// stop - suspending a person or a company takes effect within five seconds: on tokens, cookies and open live streams,
// also for whoever comes back with the ticket of before; and is over as soon as they are let in again.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { base, check, company, done, person, phone, randomUUID, send, sql } from './kit.mjs';

const from = '198.19.45.45', within = 5000;

// A WebSocket as bytes: resolves with the status of a refusal, or with what came: messages, and the code it was closed with.
function open(path, ticket) {
	return new Promise((resolve, reject) => {
		const r = request(`${base}${path}?ticket=${ticket}`, { agent: false, headers: { Connection: 'Upgrade', Upgrade: 'websocket',
			'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64') } });
		r.on('response', (answer) => { answer.resume(); resolve({ status: answer.statusCode }); });
		r.on('upgrade', (answer, socket, head) => {
			const w = { status: answer.statusCode, messages: [], socket };
			let bytes = head;
			w.closed = new Promise((over) => {
				const take = (more) => {
					bytes = Buffer.concat([bytes, more]);
					for (;;) {
						const long = (bytes[1] & 127) === 126, at = long ? 4 : 2;
						if (bytes.length < at) return;
						const n = long ? bytes.readUInt16BE(2) : bytes[1] & 127;
						if (bytes.length < at + n) return;
						const body = bytes.subarray(at, at + n);
						if ((bytes[0] & 15) === 8) over({ code: n >= 2 ? body.readUInt16BE(0) : 1005, at: Date.now() });
						if ((bytes[0] & 15) === 1) w.messages.push(JSON.parse(body.toString()));
						bytes = bytes.subarray(at + n);
					}
				};
				socket.on('data', take);
				socket.on('close', () => over({ code: 0, at: Date.now() }));
				take(Buffer.alloc(0));
			});
			resolve(w);
		});
		r.on('error', reject);
		r.end();
	});
}
const patience = (ms) => new Promise((over) => setTimeout(over, ms, null));
const hello = async (w) => {
	for (let i = 0; i < 100; i++) {
		const m = w.messages.find((one) => one.type === 'hello');
		if (m) return m;
		await patience(20);
	}
	throw new Error('no hello');
};
const bearer = (p) => ({ Authorization: `Bearer ${p.token}` });

// A paid booking of that person, and the ticket of its stream.
async function booked(p, place) {
	const held = await send('POST', '/api/v1/bookings', { from, headers: { ...bearer(p), 'Idempotency-Key': randomUUID() },
		body: { scheduleId: place.trips[0], fromStopId: place.first, toStopId: place.last, count: 1, passengers: [{ firstName: 'Nour', lastName: 'Test' }], contact: { phone: phone() } } });
	if (held.status !== 201) throw new Error(`no booking: ${held.text}`);
	const started = await send('POST', '/api/v1/payments/initiate', { from, headers: { ...bearer(p), 'Idempotency-Key': randomUUID() }, body: { bookingId: held.json.data.id } });
	const paid = await fetch(`${process.env.WORLD}/__sim/satim/pay`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ mdOrder: new URL(started.json.data.formUrl).searchParams.get('mdOrder'), pan: '6280581110007215' }) });
	await fetch((await paid.json()).redirect, { redirect: 'manual' });
	return held.json.data.id;
}
const ticket = (p, booking) => send('GET', `/api/v1/bookings/${booking}/stream`, { from, headers: bearer(p) });
const place = company(1), office = company(1);
const boss = await person('admin', null, from);

// Suspends, and sees a stream, the token and the cookie end in time; then lets in again.
async function stop(what, p, path, booking) {
	const issued = await ticket(p, booking);
	if (issued.status !== 200) throw new Error(`no ticket: ${issued.text}`);
	const stream = await open(`/ws/booking/${booking}`, issued.json.data.ticket);
	const resume = (await hello(stream)).resume;
	check(stream.status === 101, `${what}: a stream is open`);
	const spare = (await ticket(p, booking)).json.data.ticket;
	const began = Date.now();
	const said = await send('POST', `/api/v1/admin/${path}/suspend`, { from, headers: bearer(boss), body: { reason: 'a drill' } });
	check(said.status === 200, `${what}: is suspended`, [said.text]);
	const end = await Promise.race([stream.closed, patience(within + 1000)]);
	check(end?.code === 4003 && end.at - began <= within, `${what}: the stream is closed with 4003 in time`, [JSON.stringify(end), end?.at - began]);
	let status = 200;
	while (status === 200 && Date.now() - began < within) {
		status = (await send('GET', '/api/v1/users/me', { from, headers: bearer(p) })).status;
		if (status === 200) await patience(100);
	}
	check(status === 401 && Date.now() - began <= within, `${what}: the token is refused in time`, [status]);
	const page = await send('GET', '/fr/account', { from, headers: { Cookie: `__Host-session=${p.cookie}` } });
	check(page.status === 303, `${what}: the cookie leads to the sign-in`, [page.status]);
	check((await open(`/ws/booking/${booking}`, resume)).status === 401, `${what}: the ticket to come back with is refused`);
	check((await open(`/ws/booking/${booking}`, spare)).status === 401, `${what}: so is one that was not used yet`);
	await send('POST', `/api/v1/admin/${path}/reinstate`, { from, headers: bearer(boss), body: { reason: 'over' } });
	await patience(1100); // tokens and tickets carry seconds
	const entry = await send('POST', '/api/v1/auth/login', { from, body: { phone: p.phone, password: process.env.CUSTOMER_PASSWORD } });
	check(entry.status === 200, `${what}: may sign in again`, [entry.text]);
	p.token = entry.json?.data?.accessToken;
	const again = await open(`/ws/booking/${booking}`, (await ticket(p, booking)).json?.data?.ticket);
	check(again.status === 101, `${what}: and watch again`, [again.status]);
	again.socket?.destroy();
}

const amina = await person('customer', null, from), owner = await person('partner_owner', office.id, from);
const other = await person('customer', null, from);
const bookings = [await booked(amina, place), await booked(owner, place), await booked(other, place)];
// The bus leaves soon: there is something to watch.
sql(`UPDATE route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int,
	departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + interval '5 hours'
	FROM (SELECT date_trunc('minute', now() AT TIME ZONE 'Africa/Algiers' + interval '20 minutes') AS l) x WHERE s.id = ${place.trips[0].replace('schedule_', '')}`);

const [[id]] = sql(`SELECT public_id FROM users WHERE id = ${amina.id}`);
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
let number = BigInt(`0x${id.replaceAll('-', '')}`), name = '';
for (let i = 0; i < 26; i++, number >>= 5n) name = letters[Number(number & 31n)] + name;
await stop('a person', amina, `users/user_${name}`, bookings[0]);
await stop('a company', owner, `partners/${office.partner}`, bookings[1]);

// Whoever is not named goes on.
const calm = await open(`/ws/booking/${bookings[2]}`, (await ticket(other, bookings[2])).json.data.ticket);
const again = await send('POST', `/api/v1/admin/partners/${office.partner}/suspend`, { from, headers: bearer(boss), body: { reason: 'a drill' } });
check(again.status === 200 && await Promise.race([calm.closed, patience(2000)]) === null, 'the streams of others go on');
calm.socket.destroy();
done();
