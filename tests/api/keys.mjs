// keys - rotation on a running copy: what was made under a key is good beside the next one, for as long as it
// may live, and not after. Time passes by making the files of the keys older.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { build, check, company, done, person, phone, randomUUID, send } from './kit.mjs';

const folder = `${process.env.VAR}/keys`;
const pause = (ms) => new Promise((over) => setTimeout(over, ms));
const files = (kind) => readdirSync(folder).filter((f) => f.startsWith(`${kind}-`)).sort();
const rotate = (kind) => execFileSync(`${build}/sbin/abridctl`, ['key', 'rotate', kind], { encoding: 'utf8' });

// Every key file of a kind so many seconds older; the folder changes, so that programs look.
async function older(kind, seconds) {
	const then = Date.now() / 1000 - seconds;
	for (const f of files(kind)) utimesSync(`${folder}/${f}`, then, then);
	writeFileSync(`${folder}/touched`, '');
	rmSync(`${folder}/touched`);
	await pause(2500);
}

// Keys of an earlier run in this copy would count.
for (const kind of ['guest', 'reply', 'stream', 'otp', 'captcha'])
	for (const f of files(kind)) rmSync(`${folder}/${f}`);
await pause(2500);

const day = 86400, from = '198.19.44.44';
const place = company(1);
const amina = await person('customer', null, from);

// ---- what is made under the first keys

// A form of a visitor: its token is bound to the cookie.
async function form() {
	const page = await send('GET', '/fr/account/login', { from });
	return { cookie: page.headers.get('set-cookie').split(';')[0], csrf: /name="_csrf" value="([0-9a-f]{32})"/.exec(page.text)[1] };
}
const post = async ({ cookie, csrf }) => (await send('POST', '/fr/account/login', { from, headers: { Cookie: cookie },
	body: new URLSearchParams({ _csrf: csrf, login: phone(), password: 'no such thing' }) })).status;
const early = await form();
check(await post(early) !== 403, 'a form is taken');
check(await post({ ...early, csrf: '0'.repeat(32) }) === 403, 'a token of nobody is not');

const key = randomUUID();
const hold = { scheduleId: place.trips[0], fromStopId: place.first, toStopId: place.last, count: 1, passengers: [{ firstName: 'Nour', lastName: 'Test' }], contact: { phone: phone() } };
const sold = () => send('POST', '/api/v1/bookings', { from, headers: { 'Idempotency-Key': key }, body: hold });
const first = await sold();
check(first.status === 201, 'a seat is held', [first.text]);
const started = await send('POST', '/api/v1/payments/initiate', { from, headers: { 'Idempotency-Key': randomUUID(), 'X-Booking-Token': first.json.data.accessToken },
	body: { bookingId: first.json.data.id } });
const paid = await fetch(`${process.env.WORLD}/__sim/satim/pay`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify({ mdOrder: new URL(started.json.data.formUrl).searchParams.get('mdOrder'), pan: '6280581110007215' }) });
await fetch((await paid.json()).redirect, { redirect: 'manual' });
const link = await send('POST', `/api/v1/bookings/${first.json.data.id}/share`, { from, headers: { 'X-Booking-Token': first.json.data.accessToken }, body: {} });
const token = link.json?.data?.url?.split('/').pop();
const follow = async () => (await send('GET', `/api/v1/tracking/links/${token}`, { from })).status;
const followed = await follow();
check(followed !== 404 && followed < 500, 'a link to its trip leads there', [link.text, followed]);

const entry = await send('POST', '/api/v1/auth/login', { from, body: { phone: amina.phone, password: process.env.CUSTOMER_PASSWORD } });
const renew = (refreshToken) => send('POST', '/api/v1/auth/refresh', { from, body: { refreshToken } });
const child = await renew(entry.json.data.refreshToken);
check(child.status === 200, 'a refresh token has a child', [child.text]);

// A code and its challenge, by the SMS the sandbox got.
async function code() {
	const started = await send('POST', '/api/v1/auth/login', { from, body: { phone: amina.phone } });
	for (let i = 0; i < 100; i++) {
		const journal = await (await fetch(`${process.env.WORLD}/__sim/journal?provider=twilio&op=create&limit=100000`)).text();
		const sent = [...journal.matchAll(new RegExp(`\\${amina.phone}[^{]{0,90}body\\\\":\\\\"([0-9]{6}) `, 'g'))].map((m) => m[1]);
		if (sent.length > codes) { codes = sent.length; return { challengeId: started.json.data.challengeId, code: sent.at(-1) }; }
		await pause(100);
	}
	throw new Error('no code came');
}
let codes = 0;
const enter = async (c) => (await send('POST', '/api/v1/auth/verify-otp', { from, body: c })).status;
const asked = await code();

// ---- beside new keys

for (const kind of ['guest', 'reply', 'stream', 'otp', 'captcha']) {
	const said = rotate(kind);
	check(files(kind).length === 1 && /^made /.test(said), `${kind}: a new key`, [said]);
}
const again = await renew(entry.json.data.refreshToken);
check(again.status === 200 && again.json.data.refreshToken === child.json.data.refreshToken, 'a refresh token shown again gets the same child', [again.text]);
await older('guest', 60);
for (const kind of ['reply', 'stream', 'otp', 'captcha']) await older(kind, 30);

check(await post(early) !== 403, 'guest: a form from before is taken');
const late = await form();
check(late.csrf !== early.csrf && await post(late) !== 403, 'guest: the new key signs');
const replayed = await sold();
check(replayed.status === 201 && replayed.text === first.text, 'reply: a reply from before is given again, byte for byte');
check(await follow() === followed, 'stream: a link from before leads there');
check(await enter(asked) === 200, 'otp: a code from before opens');
const grown = await renew(child.json.data.refreshToken);
check(grown.status === 200, 'otp: sessions go on');

// ---- when what the old keys signed is over

const next = await code();
rotate('otp');
await older('otp', 900); // both: what the second one signed is over too
check(await enter(next) !== 200, 'otp: a code of a key that is over does not open');
check(await enter(await code()) === 200, 'otp: a new one does');
check((await renew(grown.json.data.refreshToken)).status === 200, 'otp: sessions still go on');
await older('guest', 31 * day);
check(await post(early) === 403, 'guest: a form of a key that is over is refused');
check(await post(late) !== 403, 'guest: one of the key that signs is taken');
await older('stream', 100 * day);
check(await follow() === 404, 'stream: a link of a key that is over leads nowhere');

// ---- and files go when nothing needs them

const before = files('guest')[0];
rotate('guest');
check(files('guest').length === 2, 'a key that still signs stays');
await older('guest', 31 * day);
rotate('guest');
check(!files('guest').includes(before) && files('guest').length === 2, 'one nothing needs is removed', files('guest'));
for (let i = files('guest').length; i < 7; i++) {
	await pause(1000); // names carry the second
	rotate('guest');
}
let refused = 0;
try {
	await pause(1000);
	execFileSync(`${build}/sbin/abridctl`, ['key', 'rotate', 'guest'], { stdio: 'ignore' });
} catch (e) { refused = e.status; }
check(refused === 4 && files('guest').length === 7, 'one more than programs hold is refused', [refused, ...files('guest')]);
done();
