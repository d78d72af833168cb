// sdk - the TypeScript client made from the description compiles under strict rules, refuses a wrong call at
// compile time, and sells a seat on a running copy: search, seats, hold, pay.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base, build, check, done, phone, randomUUID } from './kit.mjs';

const dir = mkdtempSync(join(tmpdir(), 'abrid-sdk-'));
writeFileSync(join(dir, 'abrid.ts'), execFileSync(process.execPath, ['deploy/sdk.mjs', `${build}/openapi.json`], { maxBuffer: 1 << 26 }));
writeFileSync(join(dir, 'package.json'), '{"type":"module"}');

// The compiler over a file; what it says when it refuses.
function compile(file) {
	try {
		execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--strict', '--target', 'es2022', '--module', 'nodenext',
			'--moduleResolution', 'nodenext', '--lib', 'es2022,dom,dom.iterable', '--outDir', join(dir, 'out'), join(dir, file)],
		{ encoding: 'utf8' });
		return '';
	} catch (e) {
		return e.stdout || String(e);
	}
}

const said = compile('abrid.ts');
check(said === '', 'the client compiles under strict', said.split('\n'));
writeFileSync(join(dir, 'wrong.ts'), `import { Abrid } from './abrid.js';
const abrid = new Abrid({ base: '' });
abrid.postBookings({ body: { scheduleId: 'schedule_1', fromStopId: 'stop_1', toStopId: 'stop_2', seat: 1 }, idempotencyKey: 'k' });
`);
check(/seat/.test(compile('wrong.ts')), 'a field the API does not know is refused by the compiler');
writeFileSync(join(dir, 'sale.ts'), `import { Abrid, ApiError } from './abrid.js';
export async function sale(base: string, phone: string, key: () => string) {
	const abrid = new Abrid({ base, language: 'fr' });
	const day = new Date(Date.now() + 3 * 86400000).toISOString().slice(0, 10);
	const found = await abrid.getRoutes({ origin: 'alger', destination: 'oran', date: day });
	const trip = found.data[0];
	if (!trip?.scheduleId || !trip.from?.stopId || !trip.to?.stopId) throw new Error('no trip');
	const held = await abrid.postBookings({ idempotencyKey: key(), body: { scheduleId: trip.scheduleId, fromStopId: trip.from.stopId,
		toStopId: trip.to.stopId, count: 1, passengers: [{ firstName: 'Amina', lastName: 'Test' }], contact: { phone } } });
	abrid.options.bookingToken = held.data.accessToken ?? undefined;
	const started = await abrid.postPaymentsInitiate({ idempotencyKey: key(), body: { bookingId: held.data.id, method: 'card' } });
	const shown = await abrid.getBookingsById({ id: held.data.id });
	let refused = '';
	await new Abrid({ base }).getBookingsById({ id: held.data.id }).catch((e) => { refused = e instanceof ApiError ? e.code : String(e); });
	return { total: found.pagination.total, booking: shown.data.id, held: held.data.id, form: started.data.formUrl,
		payment: started.data.paymentId, refused, client: abrid };
}
`);
const words = compile('sale.ts');
check(words === '', 'a sale written against the types compiles', words.split('\n'));
const { sale } = await import(join(dir, 'out', 'sale.js'));
const r = await sale(base, phone(), randomUUID);
check(r.total > 0 && r.booking === r.held, 'it finds a trip, holds a seat and reads the booking');
check(/^https?:/.test(r.form ?? ''), 'the payment leads to the bank', [r.form]);
check(r.refused === 'NOT_FOUND', 'who has no token is refused, with the code of the API', [r.refused]);

// The bank's page of the sandbox, where the customer pays; then the way back the bank was given.
const pay = await fetch(`${process.env.WORLD}/__sim/satim/pay`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify({ mdOrder: new URL(r.form).searchParams.get('mdOrder'), pan: '6280581110007215' }) });
const { redirect } = await pay.json();
await fetch(redirect, { redirect: 'manual' });
const paid = await r.client.postPaymentsConfirm({ body: { paymentId: r.payment } });
check(paid.data.status === 'captured', 'the payment is captured', [JSON.stringify(paid.data)]);
const sold = await r.client.getBookingsById({ id: r.booking });
check(sold.data.status === 'confirmed', 'and the seat is sold', [sold.data.status]);
rmSync(dir, { recursive: true });
done();
