// versions - the life of a version: both answer side by side, the old one says until when, each refuses a
// client that asks for the other, and the description marks the old one.
import { execFileSync } from 'node:child_process';
import { check, done } from './kit.mjs';

const program = process.env.ABRID_VERSIONS ?? 'build/test/api/versions';
const run = (args, env = {}) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
const ask = (path, wanted) => {
	const text = run([], { REQUEST_METHOD: 'GET', SCRIPT_NAME: path, REMOTE_ADDR: '127.0.0.1', ...(wanted ? { HTTP_X_API_VERSION: wanted } : {}) });
	const [head, body] = text.split('\r\n\r\n');
	return { head: new Map(head.split('\r\n').map((l) => l.split(': '))), body: JSON.parse(body) };
};

const one = ask('/api/v1/things/one'), two = ask('/api/v2/things/one');
check(one.head.get('X-API-Version') === '1' && one.body.data.name === 'bus', 'the first version answers as ever');
check(one.head.get('X-API-Deprecated') === 'true' && one.head.get('X-API-Sunset-Date') === '2027-06-01', 'and says that it ends, and when');
check(two.head.get('X-API-Version') === '2' && two.body.data.title === 'bus', 'the second answers beside it, in its own form');
check(!two.head.has('X-API-Deprecated') && !two.head.has('X-API-Sunset-Date'), 'and is not deprecated');
check(ask('/api/v1/things/one', '1').head.get('Status') === '200', 'a client that names the version of the address is served');
const crossed = ask('/api/v1/things/one', '2');
check(crossed.head.get('Status') === '400' && crossed.body.error.field === 'X-API-Version', 'one that names the other is told so');
const d = JSON.parse(run(['--describe']));
check(d.paths['/api/v1/things/one'].get.deprecated === true && d.paths['/api/v1/things/one'].get['x-sunset'] === '2027-06-01', 'the description marks the old one');
check(d.paths['/api/v2/things/one'].get.deprecated === undefined && d.paths['/api/v2/things/one'].get.operationId === 'getV2ThingsOne', 'and has the new one');
done();
