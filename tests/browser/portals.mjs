// portals - staff at work: a traveller buys, the company sees it, sells at its counter, cancels the
// departure; the traveller is told and refunded; the platform's staff sees all of it. By keyboard and
// without JavaScript, in French and Arabic.
import { base, day, end, ok, open, shot, signIn, until, visitor, world } from './kit.mjs';

const owner = 'owner@nedjmet-tell.example', cashier = 'cashier@nedjmet-tell.example', admin = 'admin@abrid.example';

async function api(method, path, body, headers = {}) {
	const r = await fetch(base + path, { method, body: body && JSON.stringify(body),
		headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers } });
	return { status: r.status, ...await r.json() };
}

// A traveller's purchase by card, through the API and the bank's own console.
async function buy(trip, phone, name) {
	const held = await api('POST', '/api/v1/bookings', {
		scheduleId: trip.scheduleId, fromStopId: trip.from, toStopId: trip.to, count: 1,
		passengers: [{ firstName: name, lastName: 'Benali' }], contact: { phone } });
	const token = { 'X-Booking-Token': held.data?.accessToken };
	const paying = await api('POST', '/api/v1/payments/initiate', { bookingId: held.data?.id }, token);
	const order = new URL(paying.data.formUrl).searchParams.get('mdOrder');
	await fetch(`${world}/__sim/satim/pay`, { method: 'POST', body: JSON.stringify({ mdOrder: order, pan: '6280581110007215' }) });
	await api('POST', '/api/v1/payments/confirm', { paymentId: paying.data.paymentId }, token);
	const b = await until(5, async () => {
		const seen = await api('GET', `/api/v1/bookings/${held.data.id}`, undefined, token);
		return seen.data?.status === 'confirmed' ? seen.data : null;
	});
	return { ...b, order, token };
}

async function findTrip(page, ahead, which) {
	await page.goto(`${base}/fr/partner/?date=${day(ahead)}`);
	const rows = page.locator('table.rows tbody tr:has(.state-ok)');
	const link = await rows.nth(which).locator('th a').getAttribute('href');
	const id = link.match(/schedule_\d+/)[0];
	await page.goto(`${base}/fr/partner/trips/${id}/sell`);
	const from = await page.locator('#from option').first().getAttribute('value');
	const to = await page.locator('#to option').last().getAttribute('value');
	return { scheduleId: id, from, to };
}

async function stat(page) {
	return page.locator('dl.facts').first().innerText();
}

async function sellByKeyboard(page, lang, trip) {
	await page.goto(`${base}/${lang}/partner/trips/${trip.scheduleId}/sell`);
	const began = Date.now();
	await page.locator('[name="passengers.0.firstName"]').focus();
	await page.keyboard.type('Yasmine');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Haddad');
	if (await page.locator('[name="passengers.0.idNumber"]').count()) {
		await page.keyboard.press('Tab');
		await page.keyboard.type('109912');
	}
	await page.keyboard.press('Tab');
	await page.keyboard.type('0551 44 55 66');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/bookings\/booking_.*sold=1/);
	ok(Date.now() - began < 30000, `${lang}: sold at the counter with the keyboard alone, in ${Date.now() - began} ms`);
	ok(await page.locator('a[href$="/ticket.pdf"]').count() === 1 && await page.locator('a[href$="/receipt.pdf"]').count() === 1,
		`${lang}: ticket and receipt are there to print`);
	await shot(page, `${lang}-sold`);
}

async function portal(browser, lang, javaScriptEnabled, which) {
	const page = await visitor(browser, { javaScriptEnabled, viewport: { width: 1280, height: 800 } });
	const desk = await visitor(browser, { javaScriptEnabled });
	const phone = lang === 'fr' ? '+213551000111' : '+213551000222';

	await signIn(page, lang, owner, '/partner/');
	await shot(page, `${lang}-today`);
	const trip = await findTrip(page, 6, which);
	await page.goto(`${base}/${lang}/partner/trips/${trip.scheduleId}`);
	const before = await stat(page);

	const bought = await buy(trip, phone, 'Karim');
	ok(bought.status === 'confirmed', `${lang}: a traveller bought a seat by card`);
	await page.reload();
	ok(await page.getByText(bought.ref).count() === 1 && await stat(page) !== before,
		`${lang}: the company sees the sale at the next look`);

	await signIn(desk, lang, cashier, '/partner/');
	await sellByKeyboard(desk, lang, trip);
	await desk.goto(`${base}/${lang}/partner/trips/${trip.scheduleId}`);
	ok(await desk.locator('a[href$="/cancel"]').count() === 0, `${lang}: the cashier is offered no cancelling`);
	const refused = await desk.goto(`${base}/${lang}/partner/trips/${trip.scheduleId}/cancel`);
	ok(refused.status() === 403, `${lang}: and gets none`);
	await page.goto(`${base}/${lang}/partner/trips/${trip.scheduleId}`);
	ok(await page.locator('table.rows tbody tr').count() >= 2, `${lang}: both passengers are on the list`);
	await shot(page, `${lang}-trip`);

	await page.click('a[href$="/cancel"]');
	await shot(page, `${lang}-cancel`);
	await page.click('main form button.danger');
	ok(await page.locator('#errors').count() === 1, `${lang}: cancelling needs a reason`);
	await page.selectOption('[name=reason]', 'breakdown');
	await page.click('main form button.danger');
	ok(page.url().endsWith(trip.scheduleId) && await page.locator('.state-bad').count() > 0, `${lang}: the departure is cancelled`);

	const facts = await fetch(`${base}/${lang}/trip/${trip.scheduleId}?from=${trip.from}&to=${trip.to}`).then(r => r.text());
	ok(/stamp-cancelled|off-cancelled|cancelled/.test(facts), `${lang}: travellers see it at once`);
	const sms = await until(8, async () => {
		const journal = await fetch(`${world}/__sim/journal?provider=twilio&op=create&since=0`).then(r => r.json());
		const sent = journal.entries.map(e => new URLSearchParams(e.body));
		return sent.find(m => m.get('To') === phone && m.get('Body').includes(bought.ref) && m.get('Body').includes('annulé'));
	});
	ok(Boolean(sms), `${lang}: the traveller has an SMS about it`);
	const back = await until(10, async () => {
		const journal = await fetch(`${world}/__sim/journal?provider=satim&op=refund&since=0`).then(r => r.json());
		return journal.entries.find(e => `${e.query}${e.body}`.includes(bought.order));
	});
	ok(Boolean(back), `${lang}: the bank was asked for the refund`);
	const refunded = await until(10, async () => {
		const seen = await api('GET', `/api/v1/bookings/${bought.id}`, undefined, bought.token);
		return seen.data?.paymentStatus === 'refunded';
	});
	ok(refunded, `${lang}: the booking says that it is refunded`);

	await desk.goto(`${base}/${lang}/partner/bookings?q=Haddad&status=disrupted`);
	await desk.locator('table.rows tbody a').first().click();
	await desk.locator('form[action$="/refund-paid"] button').click();
	ok(await desk.locator('form[action$="/refund-paid"]').count() === 0 && await desk.locator('.state-ok').count() > 0,
		`${lang}: cash is given back at the counter`);
	await shot(desk, `${lang}-booking`);

	const boss = await visitor(browser, { javaScriptEnabled });
	await signIn(boss, lang, admin, '/admin/');
	await shot(boss, `${lang}-dashboard`);
	for (const link of await boss.locator('.stat a').evaluateAll(list => list.map(a => a.href))) {
		const r = await boss.goto(link);
		ok(r.status() === 200, `${lang}: a number leads to ${new URL(link).pathname}${new URL(link).search}`);
	}
	await boss.goto(`${base}/${lang}/admin/bookings?q=${bought.ref}`);
	await boss.locator('table.rows tbody a').first().click();
	ok(await boss.locator('.events li').count() >= 4, `${lang}: the timeline of the booking is there`);
	await shot(boss, `${lang}-admin-booking`);

	const complaints = [page, desk, boss].flatMap(p => p.complaints).filter(c => !/status of (403|404|422)/.test(c));
	ok(complaints.length === 0, `${lang}: the browser has nothing to complain about ${complaints.slice(0, 2)}`);
	for (const p of [page, desk, boss])
		await p.context().close();
}

const browser = await open();
try {
	await portal(browser, 'fr', false, 0);
	await portal(browser, 'ar', true, 1);
} finally {
	await browser.close();
}
end();
