// bounds - what a row says it takes is all it takes: every number, text and list of every row of the API, one beyond
// its bounds and far beyond them, is refused with 400 by its name; within them it is not.
import { call, value } from './ask.mjs';
import { check, company, done, person, rows } from './kit.mjs';

const A = company(2);
const customer = await person('customer', null, '198.51.102.1'), owner = await person('partner_owner', A.id, '198.51.102.2'), admin = await person('admin', null, '198.51.102.3');
const guest = { role: 'anonymous', from: '198.51.102.4' };
const actors = { user: customer, partner: owner, admin };
const o = { schedule: A.trips[0], bus: A.bus, route: A.route, partner: A.partner, first: A.first, last: A.last };

// Values a rule must refuse, as they stand in JSON; and one at each end that it must not.
function beyond(rule) {
	const { min, max, kind } = rule;
	if (kind === 'int' || kind === 'count') return max ? [max + 1, min - 1, 1e9 + max, 2 ** 53, -(2 ** 53), 1e300, 1.5] : [];
	if (kind === 'real') return [max + 1, min - 1, 1e300];
	if (kind === 'text' && max) return ['x'.repeat(max + 1), 'é'.repeat(max + 1), 'x'.repeat(6000)];
	if (kind === 'texts') return [Array(max + 1).fill('1A'), ['x'.repeat(41)], ['']];
	if (kind === 'list') return [Array(max + 1).fill(value(rule, o)[0]), Array(1000).fill({})];
	if (kind === 'date') return ['2026-02-30', '0000-00-00', '99999-01-01', '2026-13-01'];
	return [];
}
const within = ({ min, max, kind }) => (kind === 'int' || kind === 'count') && max ? [min, max] : kind === 'text' && max ? ['x'.repeat(max)] : [];

function* fieldsOf(rules, at = []) {
	for (const rule of rules) {
		if (rule.name[0] === ':') continue;
		yield { rule, at: [...at, rule.name] };
		if (rule.sub) yield* fieldsOf(rule.sub, [...at, rule.name, ...(rule.kind === 'list' ? [0] : [])]);
	}
}
function put(body, at, v) {
	let here = body;
	for (const step of at.slice(0, -1)) here = here[step] ??= {};
	here[at[at.length - 1]] = v;
}

const wrong = [];
let refused = 0, passed = 0, fields = 0;
async function ask(row, at, v) {
	const name = at.join('.');
	const r = await call(row, actors[row.auth] ?? guest, o, (q) => put(q.body, at, v));
	const named = r.status === 400 && (r.json?.error?.field === name || r.json?.error?.details?.fields?.some((f) => f.field === name));
	if (r.status >= 500) wrong.push(`${row.method} ${row.path} ${name} ${JSON.stringify(v).slice(0, 60)}: ${r.status}`);
	return { named, r };
}
const queue = rows.filter((row) => !row.page && !row.lenient && !['device', 'loopback'].includes(row.auth) && !/\.csv$/.test(row.path));
const all = queue.length;
await Promise.all([0, 1, 2, 3].map(async () => {
	for (let row; (row = queue.shift());)
		for (const { rule, at } of fieldsOf(row.rules)) {
			fields++;
			for (const v of beyond(rule)) {
				const { named, r } = await ask(row, at, v);
				if (named) refused++;
				else wrong.push(`${row.method} ${row.path} ${at.join('.')} ${JSON.stringify(v).slice(0, 60)}: ${r.status} ${r.text.slice(0, 120)}`);
			}
			if (row.method !== 'GET') continue;
			for (const v of within(rule)) {
				if ((await ask(row, at, v)).named) wrong.push(`${row.method} ${row.path} ${at.join('.')} ${v}: refused, though its rule takes it`);
				else passed++;
			}
		}
}));
check(wrong.length === 0 && refused > 200 && passed > 50, `${all} rows, ${fields} fields: ${refused} values beyond their bounds are refused by name, ${passed} within are not`, wrong);
done();
