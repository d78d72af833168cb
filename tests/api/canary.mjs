// canary - known secrets go through every kind of request of a running copy; then each log, each error body, the
// metrics, the counters and every command line of this host are searched for them. And whatever a stranger sends,
// a record of a log is one line.
//
// What the imitated outside world was told (world.log, journal.jsonl) is not ours to keep silent.
import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { bearer, call, proven } from './ask.mjs';
import { base, check, code26, company, done, formOf, person, phone, randomUUID, rows, send, sql } from './kit.mjs';

const { VAR, WORLD, RUN, DEVICES, ABRID_CONF } = process.env;
const word = (n = 12) => randomBytes(n).toString('hex');
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

// ---- what was sent: kind -> values ----

const secrets = new Map();
const secret = (kind, value) => {
	if (!value) throw new Error(`no ${kind}`);
	secrets.set(kind, [...(secrets.get(kind) ?? []), String(value)]);
	return value;
};
const began = Object.fromEntries(readdirSync(`${VAR}/log`).map((f) => [f, statSync(`${VAR}/log/${f}`).size]));
const errors = [];
let asked = 0;
async function ask(method, path, options = {}) {
	const r = await send(method, path, options);
	asked++;
	if (r.status >= 400) errors.push(r.text);
	return r;
}
async function must(status, method, path, options) {
	const r = await ask(method, path, options);
	if (r.status !== status) throw new Error(`${method} ${path}: ${r.status} ${r.text.slice(0, 300)}`);
	return r;
}

// The latest thing that was sent to somebody, as the pattern finds it: text of an SMS, or of a mail.
async function told(where, pattern) {
	for (let i = 0; i < 100; i++, await pause(100)) {
		const text = await (await fetch(`${WORLD}/__sim/${where}`)).text();
		const all = [...text.matchAll(new RegExp(pattern, 'g'))];
		if (all.length) return all[all.length - 1][1];
	}
	throw new Error(`nothing like ${pattern}`);
}
const sms = (e164, pattern) => told('journal?provider=twilio&op=create', `\\${e164}[^{]{0,90}body\\\\":\\\\"${pattern}`);

// ---- what copies are set up with ----

for (const line of readFileSync(ABRID_CONF, 'utf8').split('\n')) {
	const [, name, value] = /^(\S+) = (.*)$/.exec(line) ?? [];
	if (/^key\.|\.(password|token|key|header|user|terminal)$/.test(name ?? '') && value.length >= 7) secret(`setting ${name}`, value.replace(/^Authorization: Bearer /, ''));
}
for (const file of readdirSync(`${VAR}/keys`).filter((f) => f.endsWith('.pem')))
	secret(`key ${file}`, readFileSync(`${VAR}/keys/${file}`, 'utf8').split('\n')[1]);
for (const line of readFileSync(DEVICES, 'utf8').trim().split('\n').slice(0, 20)) secret('key of a device', line.split(',')[2]);

// ---- an account: passwords, codes, tokens ----

const from = '198.51.100.77';
const number = secret('phone', phone());
const tail = secret('phone', number.slice(-9));
const mail = secret('e-mail', `canari-${word()}@example.dz`);
const password = secret('password', `mot de passe ${word()}`), wrong = secret('password', `faux ${word()}`), next = secret('password', `nouveau ${word()}`);
const name = secret('name', `Canari${word(6)}`), paper = secret('paper', `PIECE${word(6)}`);
const json = (body, more = {}) => ({ from, body, headers: more });
let r = await must(202, 'POST', '/api/v1/auth/register', json({ phone: number, firstName: name, lastName: name, password }));
let challenge = r.json.data.challengeId;
let code = secret('code', await sms(number, '(\\d{6})'));
await ask('POST', '/api/v1/auth/verify-otp', json({ challengeId: challenge, code: secret('code', code === '123123' ? '321321' : '123123') }));
r = await must(200, 'POST', '/api/v1/auth/verify-otp', json({ challengeId: challenge, code }));
const token = (answer) => (secret('access token', answer.json.data.accessToken), secret('access token', answer.json.data.accessToken.split('.')[2]),
	secret('refresh token', answer.json.data.refreshToken), answer.json.data);
let mine = token(r);
await ask('POST', '/api/v1/auth/login', json({ phone: number, password: wrong }));
mine = token(await must(200, 'POST', '/api/v1/auth/login', json({ phone: number, password })));
mine = token(await must(200, 'POST', '/api/v1/auth/refresh', json({ refreshToken: mine.refreshToken })));
const me = () => ({ Authorization: `Bearer ${mine.accessToken}` });
await must(202, 'POST', '/api/v1/users/me/contact', json({ email: mail, currentPassword: password }, me()));
secret('code', await told(`sendgrid/mails?to=${mail}`, '"subject":"(\\d{6})'));
await ask('POST', '/api/v1/users/me/password', json({ currentPassword: wrong, password: next }, me()));
r = await must(202, 'POST', '/api/v1/auth/forgot-password', json({ phone: number }));
challenge = r.json.data.challengeId;
await pause(300);
let other;
for (let i = 0; i < 50 && (!other || other === code); i++, await pause(100)) other = await sms(number, '(\\d{6})');
code = secret('code', other);
await must(200, 'POST', '/api/v1/auth/reset-password', json({ challengeId: challenge, code, password: next }));

// The same on pages: cookies and proofs of forms.
const visitor = { from };
const cookiesOf = (answer) => answer.headers.getSetCookie?.() ?? [answer.headers.get('set-cookie')].filter(Boolean);
r = await must(200, 'GET', '/fr/account/login', { from });
visitor.cookies = cookiesOf(r).map((c) => c.split(';')[0]).join('; ');
secret('cookie', visitor.cookies.split('=')[1]);
const proof = secret('proof of a form', /name="_csrf" value="([^"]+)"/.exec(r.text)[1]);
await ask('POST', '/fr/account/login', { from, headers: { Cookie: visitor.cookies }, body: formOf({ login: number, password: wrong, _csrf: proof }) });
r = await must(303, 'POST', '/fr/account/login', { from, headers: { Cookie: visitor.cookies }, body: formOf({ login: number, password: next, _csrf: proof }) });
secret('cookie', /session=([0-9a-z]{26})/.exec(cookiesOf(r).join())[1]);

// ---- a sale by card, a shared trip, an invitation, a device ----

const A = company(6), owner = await person('partner_owner', A.id, '198.51.100.78'), admin = await person('admin', null, '198.51.100.79');
secret('access token', owner.token.split('.')[2]);
secret('cookie', owner.cookie);
const key = () => secret('idempotency key', randomUUID());
r = await must(201, 'POST', '/api/v1/bookings', json({ scheduleId: A.trips[0], fromStopId: A.first, toStopId: A.last, count: 1,
	passengers: [{ firstName: name, lastName: name, idNumber: paper }], contact: { phone: number, email: mail } }, { 'Idempotency-Key': key() }));
const booking = r.json.data, guest = secret('booking token', booking.accessToken), holder = { 'X-Booking-Token': guest };
r = await must(201, 'POST', '/api/v1/payments/initiate', json({ bookingId: booking.id, method: 'card' }, { ...holder, 'Idempotency-Key': key() }));
const order = new URL(r.json.data.formUrl).searchParams.get('mdOrder');
const card = secret('card', '6280581110007215');
const paid = await (await fetch(`${WORLD}/__sim/satim/pay`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ mdOrder: order, pan: card }) })).json();
const back = new URL(paid.redirect);
secret('way back from the bank', back.pathname.split('/').pop());
for (const method of ['GET', 'POST', 'PUT']) await ask(method, back.pathname + back.search, { from }); // also as nobody would
await ask('GET', `${back.pathname}/`, { from });
r = await must(201, 'POST', `/api/v1/bookings/${booking.id}/share`, { from, headers: holder });
const link = secret('shared link', /share\/([^"]+)/.exec(r.json.data.url)[1]);
for (const lang of ['fr', 'ar', 'en']) await ask('GET', `/${lang}/track/share/${link}`, { from });
await ask('GET', `/api/v1/tracking/links/${link}`, { from });
const crew = secret('phone', phone());
await must(201, 'POST', '/api/v1/partner/staff/invitations', { from: owner.from, headers: bearer(owner), body: { role: 'driver', phone: crew, firstName: name, language: 'en' } });
const invited = secret('invitation', await sms(crew, '[^"]*/en/invite/([0-9a-z]{26})'));
for (const lang of ['fr', 'ar', 'en']) await ask('GET', `/${lang}/invite/${invited}`, { from });
await ask('DELETE', `/api/v1/auth/invitations/${invited}`, { from });
await must(200, 'GET', `/api/v1/auth/invitations/${invited}`, { from });
const [device, bus, hmac] = readFileSync(DEVICES, 'utf8').split('\n')[0].split(',');
const report = JSON.stringify({ deviceId: device, busId: bus, timestamp: Date.now(), location: { latitude: 36.7, longitude: 3.1, accuracy: 5 } });
const signature = secret('signature', createHmac('sha256', Buffer.from(hmac, 'hex')).update(report).digest('hex'));
await ask('POST', '/api/v1/tracking/locations', { headers: { 'X-Device-Signature': signature }, body: report, from: '198.51.100.80' });

// Messages the company of the outside refuses in its own words, for a phone that cannot get any; constraints that quote rows.
const dead = secret('phone', `+2135000${['211', '610'][randomBytes(1)[0] % 2]}${String(randomBytes(1)[0] % 100).padStart(2, '0')}`);
await ask('POST', '/api/v1/auth/register', json({ phone: dead, firstName: name, password }));
await ask('PATCH', '/api/v1/bookings/' + booking.id, json({ contact: { phone: dead, email: mail } }, holder));

// ---- every row: secrets in every field and header, in bodies of the wrong kind and of none ----

const o = { booking: booking.id, payment: `payment_${code26()}`, schedule: A.trips[1], bus: A.bus, route: A.route, partner: A.partner, first: A.first, last: A.last };
const customer = { from, role: 'customer', token: mine.accessToken, guest, cookies: visitor.cookies, csrf: proof };
for (const who of [owner, admin]) await proven(who);
const canaries = { text: name, secret: wrong, phone: number, email: mail, token: invited, ref: booking.ref };
function dress(rules, body) {
	for (const rule of rules) {
		if (rule.name[0] === ':') continue;
		if (rule.sub) dress(rule.sub, rule.kind === 'list' ? ((body[rule.name] ??= [{}])[0]) : (body[rule.name] ??= {}));
		else if (canaries[rule.kind] && !/^(origin|destination|from|to)$/.test(rule.name)) body[rule.name] = canaries[rule.kind];
	}
}
const harmful = (row) => /cancel|release|logout|erase|sessions|suspend|password|drop/.test(row.path);
const later = [];
for (const row of rows.filter((x) => !harmful(x))) {
	const who = { partner: owner, admin }[row.auth] ?? customer;
	const headers = { 'X-Booking-Token': guest, 'X-CSRF-Token': proof, Cookie: `${who.cookies}; theme=${password}` };
	if (row.idempotent && !row.page) headers['Idempotency-Key'] = key();
	later.push(async () => { // as it should be
		const q = await call(row, who, o, (x) => { dress(row.rules, x.body); Object.assign(x.headers, headers); });
		asked++;
		if (q.status >= 400) errors.push(q.text);
	}, () => ask(row.method, row.path.replace(':lang', 'fr').replace(/:token/, invited).replace(/:(id|quote)/g, code26()), // broken
		{ from, headers: { ...headers, Authorization: `Basic ${Buffer.from(`${number}:${password}`).toString('base64')}` }, body: row.method === 'GET' ? undefined : `{"password":"${password}","phone":"${number}",` }),
	() => ask(row.method, row.path.replace(':lang', 'fr').replace(/:token/, invited).replace(/:(id|quote)/g, code26()), // of another kind
		{ from, headers: { ...headers, Authorization: `Bearer ${mine.accessToken}x`, 'Content-Type': 'text/plain', 'X-Device-Signature': signature }, body: row.method === 'GET' ? undefined : `password=${password}&phone=${number}` }));
}
await Promise.all([0, 1, 2, 3, 4, 5].map(async () => { while (later.length) await later.shift()(); }));

// ---- what a stranger writes into a log ----

const mark = `req-${word(6)}`;
const lines = ['\x1b[31mred', '\u202eevil\u2066', '"}\\n{"level":"error"}', "' OR 1=1", '\u0085next', '%0a{"event":"forged"}', '\u2028\u2029'];
function raw(text) { // bytes as they are; the status that comes back
	return new Promise((resolve) => {
		const at = new URL(base), s = connect(Number(at.port), at.hostname, () => s.end(text));
		let got = '';
		s.setTimeout(5000, () => s.destroy());
		s.on('data', (d) => { got += d; });
		s.on('error', () => resolve(got));
		s.on('close', () => resolve(got));
	});
}
for (const text of lines) {
	for (const line of [`GET /fr/${encodeURIComponent(text)} HTTP/1.0\r\n`, `GET /api/v1/places?q=${encodeURIComponent(text)} HTTP/1.0\r\nX-API-Version: ${text}\r\n`,
		`GET /api/v1/places HTTP/1.0\r\nX-Request-Id: ${text}\r\nUser-Agent: ${text}\r\n`, `GET /fr/find HTTP/1.0\r\nX-Forwarded-For: ${text}\r\nAccept-Language: ${text}\r\nCookie: a=${text}\r\n`,
		`POST /api/v1/bookings/lookup HTTP/1.0\r\nContent-Type: ${text}\r\nContent-Length: 2\r\n`])
		await raw(Buffer.from(`${line}Host: 127.0.0.1\r\nX-Request-Id: ${mark}\r\n\r\n{}`));
	await ask('POST', '/api/v1/bookings/lookup', { from, headers: { 'X-Request-Id': mark }, body: { [text]: text, ref: text, phone: text } });
}
await raw(`GET /fr/find HTTP/1.0\r\nHost: 127.0.0.1\r\nUser-Agent: ${'x'.repeat(1 << 20)}\r\n\r\n`);
await raw(`GET /${'y'.repeat(7000)} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n`);

// ---- where it could have gone ----

await pause(1500); // workers speak when they have worked
const outside = ['world.log', 'journal.jsonl'];
const logs = readdirSync(`${VAR}/log`).filter((f) => !outside.includes(f)).map((f) => [f, readFileSync(`${VAR}/log/${f}`).subarray(began[f] ?? 0)]);
const commands = readdirSync('/proc').filter((f) => /^\d+$/.test(f)).map((pid) => {
	try { return readFileSync(`/proc/${pid}/cmdline`).toString().replaceAll('\0', ' '); } catch { return ''; }
});
const metrics = await send('GET', '/metrics');
const counters = readdirSync(`${RUN}/metrics`).map((f) => readFileSync(`${RUN}/metrics/${f}`).toString('latin1'));
const redis = execFileSync('redis-cli', ['-s', process.env.REDIS, 'KEYS', '*'], { encoding: 'utf8' });

// A code is six digits, as durations are: it counts where it stands as a word of a text.
const shapes = (kind, value) => kind === 'code' ? [new RegExp(`["' =:]${value}["' ,.]`)] : [value, encodeURIComponent(value), Buffer.from(value).toString('base64').replace(/=+$/, ''), Buffer.from(value).toString('hex')];
function finds(text, kind, value) {
	if (kind === 'code') return shapes(kind, value)[0].test(text.replace(/"(us|bytes|pid|user|device|b)":\d+/g, ''));
	return shapes(kind, value).some((s) => text.includes(s));
}
function leaks(places) {
	const found = [];
	for (const [kind, values] of secrets)
		for (const value of new Set(values))
			for (const [where, text] of places)
				if (finds(text, kind, value)) {
					const line = text.split('\n').find((l) => finds(l, kind, value)) ?? '';
					found.push(`${kind} in ${where}: ${line.slice(0, 300)}`);
				}
	return found;
}
const places = [...logs.map(([f, bytes]) => [f, bytes.toString()]), ['metrics', metrics.text], ...counters.map((c, i) => [`counters ${i}`, c]),
	['command lines', commands.filter((c) => !c.includes('canary.mjs')).join('\n')], ['names of keys in Redis', redis]];
const total = [...secrets.values()].reduce((n, v) => n + new Set(v).size, 0);
const bytes = places.reduce((n, [, t]) => n + t.length, 0);
let found = leaks(places);
check(found.length === 0, `${total} secrets of ${secrets.size} kinds in ${asked} requests: none in ${logs.length} logs, metrics and command lines (${bytes} bytes)`, found);
// What an error says may hold what was typed; not what gives a right.
const rights = ['password', 'code', 'access token', 'refresh token', 'cookie', 'booking token', 'shared link', 'way back from the bank', 'invitation', 'signature', 'card', 'idempotency key'];
found = leaks([['an error', errors.join('\n').replace(/ (href|action)="[^"]*"/g, '')]]) // a page leads to itself
	.filter((f) => rights.includes(f.split(' in an error')[0]) || f.startsWith('setting') || f.startsWith('key'));
check(found.length === 0 && errors.length > 100, `nor in ${errors.length} errors`, found);
// The search finds what is there: each secret once, however it is written; and these are the logs of this copy.
const planted = [...secrets].map(([kind, values]) => [kind, values[0]]);
const unseen = planted.flatMap(([kind, value]) => (kind === 'code' ? [value] : [value, encodeURIComponent(value), Buffer.from(`${value}`).toString('base64')])
	.filter((s) => !finds(`{"why":"no ${s} here","us":5}\n`, kind, value)).map((s) => `${kind}: ${s}`));
check(unseen.length === 0, `${planted.length} planted secrets are found`, unseen);
const live = logs.filter(([, b]) => b.includes(mark)).map(([f]) => f);
check(live.includes('access.log') && live.length >= 3, `the logs searched are those written meanwhile: ${live.join(' ')}`);

// ---- one record, one line ----

const forged = (text) => {
	const bad = [];
	for (const line of text.split('\n').filter((l) => l && !/^==\d+==WARNING: ASan/.test(l))) {
		let record = null;
		try { record = JSON.parse(line); } catch { /* is none */ }
		if (!record || (record.t === undefined) || /[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/.test(line)) bad.push(line.slice(0, 200));
	}
	return bad;
};
const ours = logs.filter(([f, b]) => f === 'access.log' || (/^(admin|auth|bookings|partner|payments|routes|tracking|worker|relay|fleet)/.test(f) && b.length));
for (const [f, b] of ours) {
	const bad = forged(b.toString());
	check(bad.length === 0, `${f}: ${b.toString().split('\n').length - 1} records, a line each, no byte that moves a cursor or turns text around`, bad);
}
check(forged('{"t":1,"why":"a\u202eb"}\n').length === 1 && forged('{"t":1,"why":"a\n{"t":2}\n').length === 1 && forged('{"t":1,"why":"ok"}\n').length === 0, 'a forged line is noticed');
const written = logs.find(([f]) => f === 'access.log')[1].toString().split('\n').filter((l) => l.includes(mark)).length;
check(written >= lines.length, `${written} records bear the mark of ${lines.length} texts`);
const longest = Math.max(...ours.map(([, b]) => Math.max(...b.toString().split('\n').map((l) => l.length))));
check(longest < 10000, `no record is longer than ${longest} bytes, whatever was sent`);
done();
