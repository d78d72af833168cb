// rates - how many of one principal get through when many processes answer at once, on a copy with the limits of
// production: as many as the row says, within one percent; and an address that nobody vouches for changes nothing.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { check, done } from '../api/kit.mjs';
import { web } from '../api/web.mjs';

const LIMIT = 300, WINDOW_S = 60, MANY = 700, AT_ONCE = 24;
const own = Number(new URL(process.env.BASE).port);
const fresh = () => `198.18.${randomBytes(1)[0]}.${randomBytes(1)[0]}`;

// Asks so often, over so many connections; each with the headers that head() makes.
async function hammer(port, head) {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const mark = randomBytes(6).toString('hex');
	let sent = 0, allowed = 0, refused = 0, other = 0;
	const began = process.hrtime.bigint();
	const one = () => new Promise((resolve, reject) => {
		// Who is known by a cookie is not answered from a file of the web server.
		const r = request({ port, host: '127.0.0.1', agent, path: '/api/v1/places?q=oran', headers: { Cookie: 'a=b', 'X-Request-Id': `${mark}-${sent}`, ...head(sent) } }, (a) => {
			if (a.statusCode === 200) allowed++;
			else if (a.statusCode === 429 && a.headers['retry-after'] && a.headers['ratelimit-remaining'] === '0') refused++;
			else other++;
			a.resume().on('end', resolve);
		});
		r.on('error', reject).end();
	});
	await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (sent++ < MANY) await one(); }));
	agent.destroy();
	const seconds = Number(process.hrtime.bigint() - began) / 1e9;
	const pids = new Set(readFileSync(`${process.env.VAR}/log/routes-fast.log`, 'utf8').split('\n').filter((l) => l.includes(mark)).map((l) => JSON.parse(l).pid));
	return { allowed, refused, other, seconds, processes: pids.size };
}
// What the rule gives in that time: the window's share at once, and what flows back meanwhile.
const due = (r) => LIMIT + Math.floor(r.seconds * LIMIT / WINDOW_S);
const exact = (r) => Math.abs(r.allowed - due(r)) <= Math.max(1, LIMIT / 100) && r.other === 0 && r.allowed + r.refused === MANY;
const words = (r) => `${r.allowed} of ${MANY} in ${r.seconds.toFixed(2)} s, ${due(r)} due, ${r.processes} processes`;

let from = fresh();
let r = await hammer(own, () => ({ 'X-Forwarded-For': from }));
check(exact(r) && r.processes === 4, `one address over ${AT_ONCE} connections: ${words(r)}`, [JSON.stringify(r)]);
const two = [fresh(), fresh()];
r = await hammer(own, (i) => ({ 'X-Forwarded-For': two[i % 2] }));
check(!exact(r) && Math.abs(r.allowed - 2 * due(r)) <= 2 * LIMIT / 100, `negative control: two addresses get twice that, and it is noticed: ${words(r)}`);
const net = `2001:db8:${randomBytes(2).toString('hex')}:7`;
r = await hammer(own, () => ({ 'X-Forwarded-For': `${net}:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}:1` }));
check(exact(r), `another address of one IPv6 /64 each time: ${words(r)}`);
from = fresh();
r = await hammer(own, (i) => ({ 'X-Forwarded-For': `${fresh()}, ${from}`, Forwarded: `for=${fresh()}`, 'X-Real-IP': fresh(), 'X-Client-IP': fresh(), 'CF-Connecting-IP': fresh(), Via: `1.1 ${i}` }));
check(exact(r), `made-up addresses in front of the one the proxy saw, and in every other header: ${words(r)}`);
const direct = await web({ ABRID_PROXY: 'none' });
r = await hammer(direct.port, () => ({ 'X-Forwarded-For': fresh(), Forwarded: `for=${fresh()}`, 'X-Real-IP': fresh(), 'True-Client-IP': fresh() }));
check(exact(r), `without a trusted proxy a new X-Forwarded-For each time is no new address: ${words(r)}`);
await direct.stop();
done();
