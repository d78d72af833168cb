// tokens - forged and stale access tokens over HTTP, at every program: one answer for all of them.
//
// The forge holds the platform's own key (VAR), so each token is wrong in one thing only; what it makes
// without a fault is taken, else the corpus proves nothing.
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { base, ok, end } from './kit.mjs';

const dir = `${process.env.VAR}/keys`;
const kid = fs.readdirSync(dir).filter(f => /^access-.*\.pem$/.test(f)).sort().pop().slice(7, -4);
const key = crypto.createPrivateKey(fs.readFileSync(`${dir}/access-${kid}.pem`));
const pub = fs.readFileSync(`${dir}/access-${kid}.pub`, 'utf8');
const stranger = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const long = crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const b64 = v => Buffer.from(typeof v === 'string' ? v : JSON.stringify(v)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const head = (more = {}) => ({ alg: 'ES256', typ: 'JWT', kid, ...more });
const claims = (more = {}) => ({ iss: 'abrid', aud: 'api', use: 'access', role: 'customer', uid: 1, org: 0, sid: 999999999, iat: now(), exp: now() + 900, ...more });
const without = name => { const c = claims(); delete c[name]; return c; };
const sign = (text, k = key, hash = 'sha256') => crypto.sign(hash, Buffer.from(text), { key: k, dsaEncoding: 'ieee-p1363' }).toString('base64url');
const forge = (h, c, k, hash) => { const t = `${b64(h)}.${b64(c)}`; return `${t}.${sign(t, k, hash)}`; };
const mac = (h, c, secret, hash) => { const t = `${b64(h)}.${b64(c)}`; return `${t}.${crypto.createHmac(hash, secret).update(t).digest('base64url')}`; };

const good = forge(head(), claims());
const [h, c, s] = good.split('.');
const raw = (header, payload = claims()) => forge(header, payload);
const corpus = {};
const add = (name, token) => { corpus[name] = token; };

for (const alg of ['none', 'None', 'NONE', 'nOnE', '', 'null']) {
	const t = `${b64(head({ alg }))}.${c}`;
	add(`alg ${alg || 'empty'} without a signature`, `${t}.`);
	add(`alg ${alg || 'empty'} with ours`, `${t}.${sign(t)}`);
}
for (const alg of ['ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'es256', 'ES256 ', 'HS256'])
	add(`alg ${alg} named, ES256 made`, forge(head({ alg }), claims()));
for (const [alg, hash] of [['HS256', 'sha256'], ['HS384', 'sha384'], ['HS512', 'sha512']]) {
	add(`${alg} over the public key`, mac(head({ alg }), claims(), pub, hash));
	add(`${alg} over the public key, trimmed`, mac(head({ alg }), claims(), pub.trim(), hash));
	add(`${alg} over nothing`, mac(head({ alg }), claims(), '', hash));
	add(`${alg} made, ES256 named`, mac(head(), claims(), pub, hash));
}
add('the key of a stranger', forge(head(), claims(), stranger));
add('a longer curve', forge(head({ alg: 'ES384' }), claims(), long, 'sha384'));
add('an RSA key', forge(head({ alg: 'RS256' }), claims(), rsa));
add('another hash', forge(head(), claims(), key, 'sha384'));
for (const bad of ['../../../../dev/null', `access-${kid}.pub`, "x' OR '1'='1", 'https://evil.test/key', '', kid + ' ', kid.slice(0, -1), 'x'.repeat(1500)])
	add(`kid ${bad.slice(0, 24) || 'empty'}`, raw(head({ kid: bad })));
for (const bad of [[kid], { x: kid }, 7, null])
	add(`kid ${JSON.stringify(bad).slice(0, 24)}`, raw(head({ kid: bad })));
for (const more of [{ jku: 'https://evil.test/jwks' }, { x5u: 'https://evil.test/c' }, { jwk: { kty: 'EC' } }, { x5c: [] }, { crit: ['exp'] }, { cty: 'JWT' }, { zip: 'DEF' }, { b64: false }])
	add(`header with ${Object.keys(more)[0]}`, raw(head(more)));
add('header without kid', raw({ alg: 'ES256', typ: 'JWT' }));
add('header without typ', raw({ alg: 'ES256', kid }));
add('typ at+jwt', raw(head({ typ: 'at+jwt' })));
add('alg twice', raw(`{"alg":"none","alg":"ES256","typ":"JWT","kid":"${kid}"}`));
add('kid twice', raw(`{"alg":"ES256","typ":"JWT","kid":"x","kid":"${kid}"}`));
add('a byte order mark', raw(`\ufeff${JSON.stringify(head())}`));

add('expired', raw(head(), claims({ iat: now() - 1000, exp: now() - 1 })));
add('expired long ago', raw(head(), claims({ iat: 1000000000, exp: 1000000900 })));
add('from the future', raw(head(), claims({ iat: now() + 600, exp: now() + 900 })));
add('not yet', raw(head(), claims({ nbf: now() + 600 })));
add('for ever', raw(head(), claims({ exp: now() + 10 * 365 * 86400 })));
for (const exp of ['x', String(now() + 900), now() + 900.5, 2 ** 63, -1, 0, null, true, [now() + 900]])
	add(`exp ${JSON.stringify(exp)}`, raw(head(), claims({ exp })));
for (const name of ['iss', 'aud', 'use', 'role', 'uid', 'sid', 'iat', 'exp'])
	add(`no ${name}`, raw(head(), without(name)));
for (const more of [{ iss: 'Abrid' }, { aud: 'admin' }, { aud: ['api'] }, { use: 'refresh' }, { use: 'stream' }, { role: 'root' }, { role: 'anonymous' }, { role: 'worker' }, { role: 'device' }, { role: 2048 }, { uid: 0 }, { uid: -1 }, { uid: '1' }, { uid: 1.5 }, { sid: '9' }, { org: '5' }])
	add(`claim ${JSON.stringify(more)}`, raw(head(), claims(more)));
add('no claims', raw(head(), {}));
add('a list of claims', raw(head(), []));
add('claims twice', raw(head(), JSON.stringify(claims()).replace('{', '{"role":"admin",')));

add('cut', good.slice(0, -1));
add('grown', `${good}AAAA`);
add('stripped', `${h}.${c}`);
add('an empty signature', `${h}.${c}.`);
add('zeros for a signature', `${h}.${c}.${Buffer.alloc(64).toString('base64url')}`);
add('another payload', `${h}.${b64(claims({ role: 'admin' }))}.${s}`);
add('padded', `${good}==`);
add('four parts', `${good}.${s}`);
add('DER for a signature', `${h}.${c}.${crypto.sign('sha256', Buffer.from(`${h}.${c}`), key).toString('base64url')}`);
for (const t of ['', '.', '..', '...', 'a.b.c', 'AAAA..AAAA', 'e30.e30.e30', 'null', 'undefined', '%00'])
	add(`the text ${JSON.stringify(t)}`, t);
add('five thousand letters', `${h}.${'A'.repeat(5000)}.${s}`);

// fetch would tidy headers; this sends them as they are.
function get(path, authorization) {
	return new Promise((resolve, reject) => {
		const u = new URL(base);
		const q = http.get({ host: u.hostname, port: u.port, path, headers: { Authorization: authorization, 'X-Request-Id': 'same' } }, r => {
			let body = '';
			r.on('data', d => { body += d; });
			r.on('end', () => resolve({ status: r.statusCode, body: body.replace(/"timestamp":"[^"]*"/, '"timestamp":""'), asks: r.headers['www-authenticate'] }));
		});
		q.on('error', reject);
	});
}

const row = await get('/api/v1/bookings', `Bearer ${good}`);
ok(row.status === 200, `without a fault the forge's token is taken (${row.status})`);
const names = Object.keys(corpus);
ok(names.length >= 80, `${names.length} forged or stale tokens`);
const first = await get('/api/v1/bookings', `Bearer ${corpus['alg none without a signature']}`);
ok(first.status === 401 && first.asks === 'Bearer' && JSON.parse(first.body).error.code === 'UNAUTHORIZED', 'refused as 401 UNAUTHORIZED');
for (const path of ['/api/v1/users/me', '/api/v1/bookings', '/api/v1/partner/buses', '/api/v1/admin/bookings', '/api/v1/tracking/buses/bus_1']) {
	const wrong = [];
	for (const name of names) {
		const answer = await get(path, `Bearer ${corpus[name]}`);
		if (answer.status !== 401 || answer.body !== first.body)
			wrong.push(`${name}: ${answer.status}`);
	}
	ok(wrong.length === 0, `${path}: all of them, word for word${wrong.length ? ` but ${wrong.slice(0, 6).join('; ')}` : ''}`);
}
for (const scheme of ['bearer', 'BEARER', 'Bearer\t', 'Token', 'Basic', 'Bearer Bearer']) {
	const answer = await get('/api/v1/users/me', `${scheme} ${good}`);
	ok(answer.status === 401 && answer.body === first.body, `the scheme ${JSON.stringify(scheme)} is none`);
}

// Another key: known to every program within seconds, beside the one before; one that is taken away is not.
execFileSync(`${process.env.ABRID_BUILD}/sbin/abridctl`, ['key', 'rotate', 'access'], { stdio: 'pipe' });
const newest = fs.readdirSync(dir).filter(f => /^access-.*\.pem$/.test(f)).sort().pop().slice(7, -4);
ok(newest > kid, `abridctl makes a key of its own (${newest})`);
const newKey = crypto.createPrivateKey(fs.readFileSync(`${dir}/access-${newest}.pem`));
const fresh = forge(head({ kid: newest }), claims(), newKey);
await new Promise(done => setTimeout(done, 2500));
for (const [path, want] of [['/api/v1/bookings', 200], ['/api/v1/tracking/buses/bus_999999', 404], ['/api/v1/admin/bookings', 403]]) {
	const a = await get(path, `Bearer ${fresh}`), b = await get(path, `Bearer ${raw(head(), claims({ sid: 999999998 }))}`);
	ok(a.status === want && b.status === want, `${path}: both keys are known (${a.status}, ${b.status})`);
}
fs.renameSync(`${dir}/access-${newest}.pub`, `${dir}/.aside`);
await new Promise(done => setTimeout(done, 2500));
ok((await get('/api/v1/bookings', `Bearer ${fresh}`)).status === 401, 'a key that is taken away is not, remembered tokens included');
fs.renameSync(`${dir}/.aside`, `${dir}/access-${newest}.pub`);
end();
