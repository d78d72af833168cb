// web - one more Lighttpd before the programs of a running copy, with its own settings: another port, TLS, no
// trusted proxy, no programs at all. Its environment is that of the copy's own Lighttpd.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () => new Promise((resolve) => {
	const s = createServer().listen(0, '127.0.0.1', () => {
		const { port } = s.address();
		s.close(() => resolve(port));
	});
});
const answers = (port) => new Promise((resolve) => {
	const s = connect(port, '127.0.0.1', () => { s.destroy(); resolve(true); });
	s.on('error', () => resolve(false));
});

export async function web(change) {
	const pid = readFileSync(`${process.env.RUN}/lighttpd.pid`, 'utf8').split(' ')[0];
	const env = Object.fromEntries(readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean).map((line) => {
		const at = line.indexOf('=');
		return [line.slice(0, at), line.slice(at + 1)];
	}));
	const port = await freePort(), plain = await freePort(), dir = mkdtempSync(join(tmpdir(), 'abrid-web-'));
	Object.assign(env, { ABRID_PORT: port, ABRID_HTTP_PORT: port, ABRID_LOG: dir, ABRID_CACHE: dir }, typeof change === 'function' ? change({ port, plain, dir }) : change);
	const child = spawn('/usr/sbin/lighttpd', ['-D', '-f', `${env.ABRID_ROOT}/lighttpd.conf`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (d) => { said += d; });
	for (let i = 0; i < 100 && !await answers(port); i++) await new Promise((go) => setTimeout(go, 50));
	if (!await answers(port)) throw new Error(`lighttpd: ${said}`);
	return { port, plain, dir, stop: () => new Promise((resolve) => {
		child.on('exit', () => { rmSync(dir, { recursive: true, force: true }); resolve(); });
		child.kill('SIGINT');
	}) };
}
