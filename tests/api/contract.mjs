// contract - the transcripts' runner refuses what the description does not say: with a description that
// lacks one thing each, a transcript that passes with the whole one must fail. BASE names a running copy.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const build = process.env.ABRID_BUILD ?? 'build-san';
const runner = process.env.ABRID_RUNNER ?? 'build/test/http/runner';
const whole = readFileSync(`${build}/openapi.json`);
const dir = mkdtempSync(join(tmpdir(), 'abrid-contract-'));
let failed = 0, n = 0;

const say = (ok, what) => {
	console.log(`${ok ? 'ok' : 'not ok'} ${++n} - ${what}`);
	failed += !ok;
};

// What the runner says of a transcript under a description.
async function play(transcript, change) {
	const tree = JSON.parse(whole);
	change(tree);
	const file = join(dir, 'openapi.json');
	writeFileSync(file, JSON.stringify(tree));
	const env = { ...process.env, ABRID_OPENAPI: file };
	return run(runner, [`tests/http/${transcript}`], { env, maxBuffer: 1 << 26 }).then(
		(r) => ({ ok: true, said: r.stdout }), (e) => ({ ok: false, said: e.stdout ?? '' }));
}

const search = '10-routes-places.t';
const places = (t) => t.paths['/api/v1/places'].get;
say((await play(search, () => {})).ok, 'with the whole description the transcript passes');
for (const [what, change, words] of [
	['a path that is not described', (t) => { delete t.paths['/api/v1/places']; }, 'nothing is described'],
	['a method that is not described', (t) => { t.paths['/api/v1/places'].post = places(t); delete t.paths['/api/v1/places'].get; }, 'is not described'],
	['a status that is not described', (t) => { delete places(t).responses[200]; }, 'does not describe 200'],
	['an error code that is not described', (t) => { places(t).responses[400]['x-error-codes'] = ['OTHER']; }, 'the error'],
	['a media type that is not described', (t) => { places(t).responses[200].content = { 'text/plain': {} }; }, 'a body of application/json'],
	['a member that is not described', (t) => { delete t.components.schemas.Place.properties.slug; }, 'slug is not described'],
	['a member that is described and does not come', (t) => { t.components.schemas.Place.required.push('height'); }, 'lacks height'],
	['a member of another type', (t) => { t.components.schemas.Place.properties.slug.type = 'integer'; }, 'slug is'],
	['a member of another form', (t) => { t.components.schemas.Place.properties.id.pattern = '^city_'; }, 'want ^city_'],
	['a word of JSON Schema the runner does not know', (t) => { t.components.schemas.Place.minProperties = 1; }, 'not understood'],
]) {
	const { ok, said } = await play(search, change);
	say(!ok && said.includes(words), `${what} fails, and says so`);
}
rmSync(dir, { recursive: true });
console.log(`1..${n}`);
process.exit(failed ? 1 : 0);
