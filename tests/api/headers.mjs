// headers - what guards pages stands on every answer, whoever made it: a program, Lighttpd itself, the file of the
// edge, the relay; over http and https; and answers are compressed, told apart and revalidated as they should.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { bearer } from './ask.mjs';
import { check, company, done, formOf, person, phone } from './kit.mjs';
import { web } from './web.mjs';

const own = Number(new URL(process.env.BASE).port);
const A = company(2), customer = await person('customer', null, '198.51.100.140');

// One request; headers as they came, a name that stands twice as a list.
function ask(port, { method = 'GET', path, headers = {}, body, tls = false }) {
	return new Promise((resolve, reject) => {
		const r = (tls ? secure : plain)({ port, host: '127.0.0.1', method, path, headers, agent: false, rejectUnauthorized: false }, (a) => {
			const parts = [];
			a.on('data', (p) => parts.push(p)).on('end', () => {
				const all = {};
				for (let i = 0; i < a.rawHeaders.length; i += 2) (all[a.rawHeaders[i].toLowerCase()] ??= []).push(a.rawHeaders[i + 1]);
				resolve({ status: a.statusCode, headers: all, body: Buffer.concat(parts) });
			});
		});
		r.on('error', reject);
		r.end(body);
	});
}
const json = (body) => ({ headers: { 'Content-Type': 'application/json', ...body.headers }, body: JSON.stringify(body.data) });

// What is wrong with an answer's headers.
function lacks(a, tls) {
	const bad = [], one = (name) => (a.headers[name]?.length === 1 ? a.headers[name][0] : `${a.headers[name]?.length ?? 0} of it`);
	const want = (name, good) => { if (!good(one(name))) bad.push(`${name}: ${one(name)}`); };
	want('x-content-type-options', (v) => v === 'nosniff');
	want('content-security-policy', (v) => /default-src 'self'/.test(v) && /frame-ancestors 'none'/.test(v) && /base-uri 'none'/.test(v) && !/unsafe|\*/.test(v));
	want('referrer-policy', (v) => v === 'strict-origin-when-cross-origin');
	want('cross-origin-opener-policy', (v) => v === 'same-origin');
	if (tls) want('strict-transport-security', (v) => Number(/max-age=(\d+)/.exec(v)?.[1]) >= 31536000 && /includeSubDomains/.test(v));
	else if (a.headers['strict-transport-security']) bad.push('HSTS over http');
	for (const name of ['server', 'x-powered-by', 'x-sendfile']) if (a.headers[name]) bad.push(`${name}: ${a.headers[name]}`);
	if (a.status === 503 && !a.headers['retry-after']) bad.push('503 without Retry-After');
	if (a.status === 405 && !a.headers.allow) bad.push('405 without Allow');
	return bad;
}

const asks = [
	[200, 'a page', { path: '/fr/' }],
	[200, 'an answer of the API', { path: '/api/v1/routes/popular' }],
	[200, 'the same again, of the edge', { path: '/api/v1/routes/popular' }],
	[200, 'a page with a form', { path: '/ar/find' }],
	[200, 'a file', { path: '/static/app.css' }],
	[200, 'a file by its content', { path: '/static/app.00000000.css' }],
	[200, 'counters', { path: '/metrics' }],
	[200, 'the reference page', { path: '/api/docs' }],
	[200, 'only the head', { method: 'HEAD', path: '/fr/find' }],
	[202, 'a code under way', { method: 'POST', path: '/api/v1/auth/forgot-password', fresh: () => json({ data: { phone: phone() } }) }],
	[200, 'a file of which a part would do', { path: '/static/app.css', headers: { Range: 'bytes=99999999-' } }],
	[303, 'the way to a language', { path: '/' }],
	[303, 'the way to the login', { path: '/fr/account' }],
	[304, 'a file that has not changed', { path: '/static/app.css', etag: true }],
	[304, 'an answer that has not changed', { path: '/api/v1/routes/popular?limit=3', etag: true }],
	[400, 'a field nobody knows', { path: '/api/v1/places?colour=red' }],
	[400, 'a body that is none', { method: 'POST', path: '/api/v1/bookings/lookup', headers: { 'Content-Type': 'application/json' }, body: '{' }],
	[401, 'who is not signed in', { path: '/api/v1/users/me' }],
	[401, 'a token that is none', { path: '/api/v1/users/me', headers: { Authorization: 'Bearer a.b.c' } }],
	[401, 'a stream without a ticket', { path: '/ws/notifications', headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==' } }],
	[403, 'who has no right', { path: '/api/v1/admin/bookings', headers: bearer(customer) }],
	[403, 'a form without its proof', { method: 'POST', path: '/fr/find', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'ref=ABCDEF&phone=0550123456' }],
	[403, 'a hidden file', { path: '/.git/config' }],
	[403, 'a hidden file below static', { path: '/static/.recipe' }],
	[403, 'the part of the staff\'s host that is not theirs', { path: '/v1/routes/popular', headers: { Host: 'admin-api.example.dz' } }],
	[404, 'no page', { path: '/fr/nothing' }],
	[404, 'nothing in the API', { path: '/api/v1/nothing' }],
	[404, 'no file', { path: '/static/nothing.css' }],
	[404, 'no such booking', { path: '/api/v1/bookings/booking_00000000000000000000000000', headers: bearer(customer) }],
	[405, 'another method of a row', { method: 'DELETE', path: '/api/v1/places' }],
	[501, 'a file that is to go', { method: 'DELETE', path: '/static/app.css' }],
	[413, 'a body over the row\'s bound', { method: 'POST', path: '/api/v1/bookings/lookup', headers: { 'Content-Type': 'application/json' }, body: Buffer.alloc(70000, 120) }],
	[415, 'a body of another kind', { method: 'POST', path: '/api/v1/bookings/lookup', headers: { 'Content-Type': 'text/plain' }, body: 'ref=1' }],
	[422, 'what cannot be', { method: 'POST', path: '/api/v1/bookings/lookup', ...json({ data: { ref: 'ZZZZZZ', phone: '0550123456' } }) }],
	[422, 'a form shown again', { method: 'POST', path: '/fr/find', form: { ref: 'ZZZZZZ', phone: '0550123456' } }],
];

// A form with the proof and the cookie of its page.
async function filled(port, a, tls) {
	const page = await ask(port, { path: a.path, tls });
	return { ...a, headers: { Cookie: page.headers['set-cookie'][0].split(';')[0], 'Content-Type': 'application/x-www-form-urlencoded' },
		body: String(formOf({ ...a.form, _csrf: /name="_csrf" value="([^"]+)"/.exec(page.body.toString())[1] })) };
}
async function all(port, tls, list) {
	const bad = [];
	for (const [status, what, asked] of list) {
		let a = { ...asked, ...asked.fresh?.(), tls };
		if (a.form) a = await filled(port, a, tls);
		if (a.etag) a.headers = { 'If-None-Match': (await ask(port, a)).headers.etag?.[0] ?? 'none' };
		const r = await ask(port, a);
		const why = lacks(r, tls);
		if (r.status !== status) why.push(`answers ${r.status}`);
		if (status === 304 && r.body.length) why.push('304 with a body');
		if (why.length) bad.push(`${status} ${what} (${a.method ?? 'GET'} ${a.path}): ${why.join('; ')}`);
	}
	return bad;
}

let bad = await all(own, false, asks);
check(bad.length === 0, `${asks.length} answers over http, ${new Set(asks.map(([s]) => s)).size} statuses: all have the headers that guard pages`, bad);
check(lacks({ status: 200, headers: {} }, true).length === 5 && lacks({ status: 405, headers: { 'x-content-type-options': ['nosniff', 'nosniff'] } }, false).length === 5,
	'a header that is missing, or stands twice, is noticed');

// The same over TLS, from plain http to it, and with no program behind.
const tls = await web(({ port, plain: http, dir }) => {
	const pem = join(dir, 'site.pem');
	execFileSync('sh', ['-c', 'cd "$1" && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=abrid.test -keyout key -out cert -batch 2>/dev/null && cat key cert >site.pem', 'sh', dir]);
	return { ABRID_PORT: port, ABRID_HTTP_PORT: http, ABRID_TLS: 'enable', ABRID_TLS_PEM: pem, ABRID_UPGRADE: 'http' };
});
bad = await all(tls.port, true, asks.filter(([, what]) => !/page with a form|stream/.test(what)));
check(bad.length === 0, 'over https they have HSTS besides', bad);
bad = await all(tls.plain, false, [[308, 'plain http', { path: '/fr/' }], [308, 'a write over plain http', { method: 'POST', path: '/api/v1/bookings', ...json({ data: {} }) }]]);
check(bad.length === 0, 'plain http leads to it', bad);
await tls.stop();
const alone = await web(({ dir }) => ({ ABRID_RUN: dir, ABRID_EDGE: join(dir, 'edge') }));
bad = await all(alone.port, false, [[503, 'a page without a program', { path: '/fr/' }], [503, 'the API without a program', { path: '/api/v1/places?q=oran' }], [200, 'a file', { path: '/static/app.css' }]]);
check(bad.length === 0, 'with no program there is still a guarded answer', bad);
await alone.stop();

// ---- compressed, told apart, revalidated ----

const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (b) => b };
const same = (body) => createHash('sha256').update(body.toString().replace(/"(timestamp|requestId)":"[^"]+"/g, '').replace(/value="[0-9a-z]{26,32}"/g, '').replace(/req_[0-9a-z]+/g, '')).digest('hex');
const bodies = ['/fr/', '/ar/find', '/api/v1/routes/popular', `/api/v1/schedules/${A.trips[0]}`, '/api/openapi.json', '/api/docs', '/static/app.css', '/static/app.js', '/static/vendor/icons.svg', '/static/vendor/algeria.geojson'];
for (const path of bodies) {
	const why = [], seen = {};
	for (const [accept, want] of [['', 'identity'], ['identity', 'identity'], ['gzip', 'gzip'], ['br', 'br'], ['gzip, deflate, br', 'br|gzip'], ['br;q=0, gzip', 'gzip'], ['gzip;q=0', 'identity'], ['gzip;q=0, br;q=0.0', 'identity'], ['gzip;q=0.5', 'gzip'], ['compress', 'identity']]) {
		for (const more of [{}, { Cookie: 'a=b' }]) { // also past the file of the edge
			const r = await ask(own, { path, headers: { ...(accept ? { 'Accept-Encoding': accept } : {}), ...more } });
			const coding = r.headers['content-encoding']?.[0] ?? 'identity', how = `${accept || 'nothing'}${more.Cookie ? ' (known)' : ''}`;
			if (r.status !== 200) why.push(`${how}: ${r.status}`);
			else if (!want.split('|').includes(coding)) why.push(`${how}: comes as ${coding}`);
			else {
				seen[coding] ??= same(unpack[coding](r.body));
				if (seen[coding] !== (seen.identity ?? seen[coding])) why.push(`${how}: another body`);
			}
			if (coding !== 'identity' && !/accept-encoding/i.test((r.headers.vary ?? []).join())) why.push(`${how}: no Vary`);
			why.push(...lacks(r, false).map((w) => `${how}: ${w}`));
			const tag = r.headers.etag?.[0];
			if (!tag) continue;
			const again = await ask(own, { path, headers: { ...(accept ? { 'Accept-Encoding': accept } : {}), ...more, 'If-None-Match': tag } });
			if (again.status !== 304 || again.body.length) why.push(`${how}: ${tag} again answers ${again.status}`);
			if (coding !== 'identity' && !/accept-encoding/i.test((again.headers.vary ?? []).join())) why.push(`${how}: 304 without Vary`);
			const stale = await ask(own, { path, headers: { ...(accept ? { 'Accept-Encoding': accept } : {}), ...more, 'If-None-Match': '"0123456789ab"' } });
			if (stale.status !== 200) why.push(`${how}: another tag answers ${stale.status}`);
		}
	}
	check(why.length === 0, `${path}: gzip and br when asked for, one body, revalidated`, why);
}
done();
