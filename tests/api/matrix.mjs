// matrix - every route row x every role x own, foreign and missing object, on a running copy: what comes back
// is what the table of permissions says. The rows come from the programs, so none can be forgotten.
//
//   no    401 for who is not signed in (pages lead to the login), 403 for others, whatever the object
//   own   passes with an own object; a foreign one answers as a missing one, in status and body
//   any   passes with every object; a missing one is not found
//
// At the end the table is turned around, cell by cell: each must then be noticed as wrong.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bearer, book, call, proven } from './ask.mjs';
import { check, code26, company, done, permissions, person, rows, send, sql } from './kit.mjs';

const roles = Object.keys(permissions['network.read']);
const offices = roles.filter((r) => r.startsWith('partner_'));
const crews = ['driver', 'conductor'];
const signed = (role) => role !== 'anonymous' && role !== 'device';
const needsPerson = (row) => ['user', 'partner', 'admin', 'device'].includes(row.auth);

// ---- the world: two companies, somebody of each role, what each of them owns ----

const A = company(2 * roles.length + 2), B = company(roles.length + 2);

// Something its office did to a departure.
const operation = (c) => sql(`INSERT INTO trip_operations (partner_id, kind, service_date, reason, state, ended_at)
	VALUES (${c.id}, 'cancel', current_date, 'other', 'done', now()) RETURNING 'operation_' || id`)[0][0];
A.operation = operation(A);
B.operation = operation(B);

const stranger = await person('customer', null, '192.0.2.251');
const foreign = await book(stranger, B.trips[roles.length], B);

const orgOf = (role) => offices.includes(role) || crews.includes(role) ? A.id : null;

async function somebody(role, i) {
	const from = `198.51.100.${i + 1}`;
	const who = signed(role) ? await person(role, orgOf(role), from) : { role, from };
	if (role !== 'device') {
		who.booking = await book(who, A.trips[i], A);
		who.guest = who.booking.guest;
	}
	if (offices.includes(role)) who.shift = shift(A, who.id);
	who.trip = A.trips[roles.length + i]; // of his company, his to sell and to cancel
	return proven(who);
}

// A closed statement of each company, and a file made for the bank.
const statement = (org) => sql(`INSERT INTO partner_settlements (partner_id, period_start, period_end, net_c) VALUES (${org.id}, '2020-01-05', '2020-01-11', 46000);
	UPDATE partner_settlements SET status = 'closed', closed_at = now() WHERE partner_id = ${org.id} RETURNING public_id`)[0][0];
const base32 = (uuid) => { let v = BigInt(`0x${uuid.replaceAll('-', '')}`), out = '';
	for (let i = 0; i < 26; i++, v /= 32n) out = '0123456789abcdefghjkmnpqrstvwxyz'[Number(v % 32n)] + out;
	return out; };
A.settlement = `settlement_${base32(statement(A))}`;
B.settlement = `settlement_${base32(statement(B))}`;
const transfer = `transfer_${base32(sql(`INSERT INTO bank_transfers (reference, payouts, total_c, content, file_hash) VALUES ('ABR-${code26()}', 1, 100, 'x', sha256('x')) RETURNING public_id`)[0][0])}`;

// Till shifts: everybody his own, B a closed one; what the bank and the books disagree about.
const shift = (org, user) => `shift_${base32(sql(`INSERT INTO till_shifts (partner_id, user_id, opening_c) VALUES (${org.id}, ${user}, 0) RETURNING public_id`)[0][0])}`;
B.shift = `shift_${base32(sql(`INSERT INTO till_shifts (partner_id, user_id, opening_c, expected_c, counted_c, closed_at)
	VALUES (${B.id}, ${stranger.id}, 0, 0, 0, now()) RETURNING public_id`)[0][0])}`;
const disagreement = `disagreement_${sql(`INSERT INTO reconcile_items (bucket, reference, ours_c, theirs_c, reason) VALUES ('theirs_only', 'matrix-${code26()}', 0, 100, 'unknown_capture') RETURNING id`)[0][0]}`;

const people = {};
for (const [i, role] of roles.entries()) people[role] = await somebody(role, i);

// ---- requests from rows ----

const objects = (row, who) => {
	const office = row.auth === 'partner';
	return {
		own: { booking: who.booking?.id ?? foreign.id, payment: who.booking?.payment ?? foreign.payment, schedule: office ? who.trip : A.trips[2 * roles.length],
			bus: A.bus, route: A.route, partner: A.partner, operation: A.operation, first: A.first, last: A.last, settlement: A.settlement, transfer, disagreement, shift: who.shift ?? B.shift },
		foreign: { booking: foreign.id, payment: foreign.payment, schedule: B.trips[roles.length + 1], bus: B.bus, route: B.route, partner: B.partner,
			operation: B.operation, first: B.first, last: B.last, settlement: B.settlement, transfer, disagreement, shift: B.shift },
		missing: { booking: `booking_${code26()}`, payment: `payment_${code26()}`, schedule: 'schedule_987654321', bus: 'bus_987654321',
			route: 'route_987654321', partner: 'partner_987654321', operation: 'operation_987654321', first: B.first, last: B.last, settlement: `settlement_${code26()}`, transfer: `transfer_${code26()}`, disagreement: 'disagreement_987654321', shift: `shift_${code26()}` },
	};
};

// Routes and departures are everybody's to see; what is owned is named by one of these.
const ownable = (row) => row.auth === 'partner' || row.auth === 'admin' ? ['booking', 'payment', 'bus', 'schedule', 'route', 'partner', 'settlement', 'transfer', 'operation', 'shift', 'disagreement'] : ['booking', 'payment', 'bus'];
const named = (row) => row.rules.some((r) => ownable(row).includes(r.prefix) && (r.name[0] === ':' || (r.need && r.kind === 'public')));

// A report of the first device of the copy for a bus, signed with its key.
const [device, neighbour] = readFileSync(process.env.DEVICES, 'utf8').split('\n').slice(0, 2).map((l) => l.split(','));
function report(bus) {
	const body = JSON.stringify({ deviceId: device[0], busId: bus, timestamp: Date.now() - Math.floor(Math.random() * 60000),
		location: { latitude: 36.7, longitude: 3.1, accuracy: 5 } });
	const signature = createHmac('sha256', Buffer.from(device[2], 'hex')).update(body).digest('hex');
	return send('POST', '/api/v1/tracking/locations', { headers: { 'X-Device-Signature': signature }, body, from: '192.0.2.252' });
}

async function ask(row, who, o) {
	if (row.auth === 'device' && who.role === 'device') return { ...await report(device[1]), path: row.path };
	return call(row, who, o);
}

// ---- what came back ----

const code = (r) => r.json?.error?.code;
function refused(r, row) {
	// A token in the body is what the row is about, and a wrong one is refused whoever asks.
	if (r.status === 401 && row.rules.some((rule) => (rule.kind === 'token' && rule.name[0] !== ':') || rule.name === 'refreshToken')) return 0;
	if (r.status === 303) return /\/account\/login/.test(r.headers.get('location') ?? '') ? 401 : 0;
	if (r.status === 401) return code(r) === 'UNAUTHORIZED' ? 401 : 0;
	return r.status === 403 ? 403 : 0;
}

// A body without what belongs to this one delivery.
const plain = (r, o) => Object.values(o).filter((v) => typeof v === 'string').reduce((text, id) => text.replaceAll(id, 'ID'), r.text)
	.replace(/req_[0-9a-z]+/g, 'REQ').replace(/"timestamp":"[^"]+"/g, '').replace(/value="[0-9a-z]{26,32}"/g, '')
	.replace(/[A-Z]\w+ [A-Z]\w+ [a-f0-9]{12}/g, '');

// Whether the cell is as the grant says; the reason when not.
function judge(row, role, grant, own, other, missing, o) {
	const denied = refused(own, row);
	if (grant === 'no') {
		const want = row.auth === 'device' || (!signed(role) && needsPerson(row)) ? 401 : 403;
		return denied === want ? null : `refused with ${denied || own.status}, want ${want}`;
	}
	if (denied) return `refused with ${own.status} ${code(own) ?? ''}, but is ${grant}`;
	if (own.status >= 500) return `own: ${own.status}`;
	if (!other) return null;
	const quoted = row.rules.some((rule) => rule.prefix === 'quote'); // nobody here has asked for a quote
	const owns = !quoted && !(grant === 'own' && role === 'customer' && row.action === 'bus.track'); // he has no buses
	if (owns && own.status === 404) return `own: not found`;
	if (grant === 'any') {
		if (row.auth === 'open' || !named(row)) return null;
		if (other.status === 404) return 'foreign: not found, but is any';
		return missing.status === 404 ? null : `missing: ${missing.status}`;
	}
	if (other.status !== missing.status) return `foreign answers ${other.status}, missing ${missing.status}`;
	if (plain(other, o.foreign) !== plain(missing, o.missing)) return `foreign and missing have other bodies: ${plain(other, o.foreign).slice(0, 150)} | ${plain(missing, o.missing).slice(0, 150)}`;
	if (row.page && row.method !== 'GET' && other.status === 422) return null; // the form is checked before the object is looked for
	return other.status === 404 ? null : `foreign: ${other.status} ${code(other) ?? ''}`;
}

// Reading first; what ends a booking, a trip or a session last.
const late = (row) => /logout/.test(row.path) ? 4 : /users|account|auth/.test(row.path) && row.method !== 'GET' ? 3 : /cancel$|release$/.test(row.path) ? 2 : row.method !== 'GET' ? 1 : 0;
const order = rows.map((row, i) => [late(row), i, row]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , row]) => row);

// Rows whose object is not among those of the world: a link in somebody's hand, a device's own report.
const cells = [];
async function play(role) {
	let who = people[role];
	for (const row of order) {
		const grant = permissions[row.action]?.[role];
		const o = objects(row, who);
		if (row.auth === 'partner' && who.booking) o.own.booking = people.anonymous.booking.id;
		const own = await ask(row, who, o.own);
		const both = named(row) && grant !== 'no' && row.auth !== 'open' && row.auth !== 'device';
		const other = both ? await ask(row, who, o.foreign) : null;
		const missing = both ? await ask(row, who, o.missing) : null;
		cells.push({ row, role, grant, own, other, missing, o });
		if (!signed(role) || late(row) < 3) continue;
		const alive = await send('GET', '/api/v1/users/me', { from: who.from, headers: bearer(who) });
		const page = await send('GET', '/fr/account', { from: who.from, headers: { Cookie: who.cookies } });
		if (alive.status !== 200 || page.status !== 200) who = await proven({ ...who, ...await person(role, orgOf(role), who.from) });
	}
}
const waiting = [...roles];
await Promise.all(roles.slice(0, 5).map(async () => { while (waiting.length) await play(waiting.shift()); }));

// ---- the verdict ----

for (const row of rows) {
	const wrong = cells.filter((c) => c.row === row).map((c) => [c, c.grant ? judge(row, c.role, c.grant, c.own, c.other, c.missing, c.o) : 'no cell'])
		.filter(([, why]) => why).map(([c, why]) => `${c.role} (${c.grant}) ${c.own.path}: ${why}`);
	check(wrong.length === 0, `${row.method} ${row.path}: ${row.action}`, wrong);
}
check(cells.length === rows.length * roles.length, `${rows.length} rows x ${roles.length} roles: ${cells.length} cells`);

// A table that says the opposite must not pass. "any" for "own" is only seen where somebody else's object was asked for.
const turned = cells.map((c) => [c, c.grant === 'no' ? 'own' : 'no']).filter(([c, g]) => !judge(c.row, c.role, g, c.own, c.other, c.missing, c.o));
check(turned.length === 0, 'a cell turned around is noticed, each of them', turned.map(([c, g]) => `${c.row.path} ${c.role} ${g}`));
const wider = cells.filter((c) => c.other && c.grant === 'own').filter((c) => !judge(c.row, c.role, 'any', c.own, c.other, c.missing, c.o));
check(wider.length === 0, 'a cell said to be any where it is own is noticed', wider.map((c) => `${c.row.path} ${c.role}`));

const verdict = (r) => JSON.stringify(r.json?.data?.points ?? r.text).replace(/"(timestamp|seq|busId)":[^,}]+,?/g, '');
const [mine, theirs, nobodys] = [await report(device[1]), await report(neighbour[1]), await report('bus_987654321')].map(verdict);
check(mine.includes('accepted') && !theirs.includes('accepted') && theirs === nobodys, 'a device reports for its own bus; another bus is as none', [mine, theirs, nobodys]);
const away = await send('GET', '/metrics', { from: '192.0.2.253' });
check(away.status === 404, 'counters are for this host only', [away.status]);
done();
