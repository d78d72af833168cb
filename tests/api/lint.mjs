// lint - build/openapi.json through the linter of @redocly/cli 1.34 (its engine, @redocly/openapi-core) with
// the recommended rules. An error fails; so does a linter that finds nothing wrong with a broken file.
//
//   node tests/api/lint.mjs [FILE]
import { createConfig, lint } from '@redocly/openapi-core';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = process.argv[2] ?? `${process.env.ABRID_BUILD ?? 'build'}/openapi.json`;
const config = await createConfig({
	extends: ['recommended'],
	rules: {
		'no-server-example.com': 'off',
		'no-ambiguous-paths': 'off', // /routes/popular stands before /routes/{id}, and is found first
		'operation-4xx-response': 'error',
		'operation-operationId-unique': 'error',
		'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
		'no-invalid-parameter-examples': 'error',
		'no-unused-components': 'warn',
	},
});

async function problems(path) {
	return (await lint({ ref: path, config })).filter((p) => !p.ignored);
}

let failed = 0;
const say = (ok, what) => {
	console.log(`${ok ? 'ok' : 'not ok'} - ${what}`);
	failed += !ok;
};

const found = await problems(file);
for (const p of found.slice(0, 40))
	console.log(`# ${p.severity} ${p.ruleId} ${p.location[0]?.pointer ?? ''}: ${p.message.slice(0, 300)}`);
const count = (severity) => found.filter((p) => p.severity === severity).length;
say(count('error') === 0, `the description has no errors (${count('error')} errors, ${count('warn')} warnings)`);

const dir = mkdtempSync(join(tmpdir(), 'abrid-lint-'));
const breakIt = async (what, change) => {
	const tree = JSON.parse(readFileSync(file));
	change(tree);
	writeFileSync(join(dir, 'openapi.json'), JSON.stringify(tree));
	const errors = (await problems(join(dir, 'openapi.json'))).filter((p) => p.severity === 'error');
	say(errors.length > 0, `${what} is noticed`);
};
const hold = (tree) => tree.paths['/api/v1/bookings'].post;
await breakIt('a reference to nothing', (t) => { delete t.components.schemas.Meta; });
await breakIt('an operation that is never refused', (t) => { for (const s of Object.keys(hold(t).responses)) if (s > '399') delete hold(t).responses[s]; });
await breakIt('a name used twice', (t) => { t.paths['/api/v1/bookings'].get.operationId = hold(t).operationId; });
await breakIt('an example its schema refuses', (t) => { hold(t).requestBody.content['application/json'].example.count = 7; });
rmSync(dir, { recursive: true });

// What the pages beside the description list is what the programs say.
const words = (path, pattern) => [...new Set([...readFileSync(path, 'utf8').matchAll(pattern)].map((m) => m[1]))];
const lists = (page, all) => {
	const doc = readFileSync(`docs/${page}`, 'utf8'), missing = all.filter((w) => !doc.includes(`\`${w}\``) && !doc.includes(`| ${w} |`));
	say(all.length > 3 && !missing.length, `docs/${page} knows all ${all.length} of them${missing.map((w) => ` but ${w}`).join('')}`);
};
lists('mqtt.md', [...words('lib/domain/track_read.c', /refuse\([^"]*"([a-z_]+)"/g), ...words('sbin/fleet/mqtt.c', /->error = "([a-z_]+)"/g)]);
lists('websocket.md', words('sbin/relay/relay.h', /CLOSE_[A-Z]+ = ([0-9]{4})/g));
console.log('1..7');
process.exit(failed ? 1 : 0);
