// story - one day in full: a traveller buys by card, the company sees the sale, its counter sells for
// cash, a departure is cancelled and its traveller told and refunded; another one leaves, and its bus
// moves on the traveller's map and on the platform's, with the same told in words to who has no script.
// Then every page of the portals is as wide as the screen, at 360 and 1280, in French and Arabic.
//
// ABRID_TEST_DB (the database's superuser) lets a departure of another day leave now; DEVICES holds the
// keys of the trackers, so that the test drives the bus itself.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { base, chooseSeats, day, end, fillPassengers, ok, open, pay, payAtBank, shot, signIn, until, visitor, world } from './kit.mjs';

const owner = 'owner@nedjmet-tell.example', cashier = 'cashier@nedjmet-tell.example', admin = 'admin@abrid.example';
const devices = new Map(readFileSync(process.env.DEVICES, 'utf8').trim().split('\n')
	.map(line => line.split(',')).map(([device, bus, key]) => [bus, { device, key: Buffer.from(key, 'hex') }]));
const began = Date.now();

const sql = text => execFileSync('psql', ['-XAtq', '-F', ' ', '-v', 'ON_ERROR_STOP=1', process.env.ABRID_TEST_DB, '-c', text], { encoding: 'utf8' }).trim();
const digits = id => id.match(/\d+$/)[0];

async function journal(provider, op) {
	return (await fetch(`${world}/__sim/journal?provider=${provider}&op=${op}&since=0`).then(r => r.json())).entries;
}

// Departures of the company some days ahead with nothing sold, whose bus has a tracker and stands still today.
async function findTrips(page, ahead, count) {
	const found = [];

	await page.goto(`${base}/fr/partner/?date=${day(ahead)}`);
	for (const link of await page.locator('table.rows tbody tr:has(.state-ok) th a').evaluateAll(list => list.map(a => a.href))) {
		const id = link.match(/schedule_\d+/)[0];
		const [bus, from, to] = sql(`SELECT 'bus_' || s.bus_id, min(r.place_id) FILTER (WHERE r.seq = 0), (array_agg(r.place_id ORDER BY r.seq DESC))[1]
			FROM abrid.route_schedules s JOIN abrid.route_stops r ON r.pattern_id = s.pattern_id WHERE s.id = ${digits(id)}
			AND NOT EXISTS (SELECT FROM abrid.booking_items i WHERE i.schedule_id = s.id)
			AND NOT EXISTS (SELECT FROM abrid.route_schedules x WHERE x.bus_id = s.bus_id AND x.departure_time < now() + interval '1 hour' AND x.arrival_time > now() - interval '12 hours') GROUP BY s.id`).split(' ');
		if (bus && devices.has(bus) && !found.some(t => t.bus === bus))
			found.push({ id, bus, from, to });
		if (found.length === count)
			break;
	}
	return found;
}

// A seat by card, page after page; ends on the ticket.
async function buy(page, lang, trip, person, phone) {
	await page.goto(`${base}/${lang}/trip/${trip.id}/seats?from=stop_${trip.from}&to=stop_${trip.to}&passengers=1`);
	await chooseSeats(page, 1);
	await page.click('main form[method=post] button:not([name])');
	await fillPassengers(page, [person]);
	await page.fill('[name="contact.phone"]', phone);
	await page.locator('main form[method=post] button.big').last().click();
	await pay(page);
	const order = new URL(page.url()).searchParams.get('mdOrder');
	await payAtBank(page, '6280581110007215', '373');
	await page.waitForURL(/\/pay\/result\//);
	await page.locator('main a[href*="/booking/booking_"]').first().click();
	await until(10, async () => await page.reload() && await page.locator('main svg path').count() > 0);
	return { url: page.url().split('?')[0], id: page.url().match(/booking_\w+/)[0], order,
		ref: (await page.locator('main').innerText()).match(/\b[2-9A-HJ-NP-Z]{6}\b/)?.[0] };
}

async function theSale(page, office, trip) {
	const sold = await buy(page, 'fr', trip, ['Amina', 'Benali'], '0550 11 22 33');
	ok(Boolean(sold.ref), 'a traveller buys a seat by card');
	await shot(page, 'story-ticket');
	await office.goto(`${base}/fr/partner/trips/${trip.id}`);
	const took = await office.evaluate(() => {
		const [n] = performance.getEntriesByType('navigation');
		return n.responseEnd - n.requestStart;
	});
	ok(await office.getByText(sold.ref).count() === 1 && took < 1000, `the company sees the sale at its next look, answered in ${Math.round(took)} ms`);
	return sold;
}

async function theCounter(desk, office, trip) {
	await desk.goto(`${base}/ar/partner/trips/${trip.id}/sell`);
	await fillPassengers(desk, [['ياسمين', 'حداد']]);
	await desk.fill('[name="contact.phone"]', '0551 44 55 66');
	await shot(desk, 'story-counter');
	await desk.locator('form.sell button.big').first().click();
	await desk.waitForURL(/\/ar\/partner\/bookings\/booking_.*sold=1/);
	const ref = (await desk.locator('h1').innerText()).match(/[2-9A-HJ-NP-Z]{6}/)[0];
	await office.goto(`${base}/ar/partner/trips/${trip.id}`);
	ok(await office.getByText(ref).count() === 1 && await office.getByText('ياسمين').count() > 0, 'the counter sells for cash, and the list has the passenger');
	await shot(office, 'story-list');
}

async function theCancelling(page, office, trip) {
	const phone = '+213550998877', sold = await buy(page, 'fr', trip, ['Karim', 'Benali'], phone);

	await office.goto(`${base}/fr/partner/trips/${trip.id}/cancel`);
	await office.selectOption('[name=reason]', 'breakdown');
	await office.click('main form button.danger');
	ok(await office.locator('.state-bad').count() > 0, 'the company cancels a departure, with a reason');
	ok(Boolean(await until(15, async () => (await journal('twilio', 'create')).map(e => new URLSearchParams(e.body))
		.find(m => m.get('To') === phone && m.get('Body').includes(sold.ref) && m.get('Body').includes('annulé')))), 'its traveller has an SMS');
	ok(Boolean(await until(15, async () => (await journal('satim', 'refund')).find(e => `${e.query}${e.body}`.includes(sold.order)))), 'the bank is asked to give his money back');
	ok(await until(15, async () => {
		await page.goto(sold.url);
		return /remboursé/i.test(await page.locator('main').innerText()) && /annulé/i.test(await page.locator('main').innerText());
	}), 'and his ticket says both');
	await shot(page, 'story-cancelled');
}

/* ---- the bus ---- */

// The departure left some minutes ago; its bus is on its line.
function leave(trip) {
	sql(`UPDATE abrid.route_schedules s SET service_date = l::date, departs_s = extract(epoch FROM l - l::date)::int,
		departure_time = l AT TIME ZONE 'Africa/Algiers', arrival_time = l AT TIME ZONE 'Africa/Algiers' + (s.arrival_time - s.departure_time), version = s.version + 1
		FROM (SELECT date_trunc('second', now() AT TIME ZONE 'Africa/Algiers') - interval '40 minutes' AS l) v WHERE s.id = ${digits(trip.id)}`);
	return sql(`SELECT c.coords[0], c.coords[1] FROM abrid.route_schedules s JOIN abrid.route_stops r ON r.pattern_id = s.pattern_id AND r.seq <= 1
		JOIN abrid.places c ON c.id = r.place_id WHERE s.id = ${digits(trip.id)} ORDER BY r.seq`).split('\n').map(line => line.split(' ').map(Number));
}

async function report(trip, at, speed) {
	const { device, key } = devices.get(trip.bus);
	const body = JSON.stringify({ deviceId: device, timestamp: Date.now(), location: { latitude: +at[0].toFixed(6), longitude: +at[1].toFixed(6) }, motion: { speed, heading: 90 } });
	const r = await fetch(`${base}/api/v1/tracking/locations`, { method: 'POST', body,
		headers: { 'Content-Type': 'application/json', 'X-Device-Signature': createHmac('sha256', key).update(body).digest('hex') } });
	return (await r.json()).data?.accepted === 1;
}

const between = ([a, b], part) => [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];

// Where a marker is on its map.
const spot = async marker => marker.evaluate(m => m.style.transform);

async function theBus(browser, page, boss, trip, sold) {
	const way = leave(trip), plate = sql(`SELECT license_plate FROM abrid.buses WHERE id = ${digits(trip.bus)}`);
	const company = sql(`SELECT r.partner_id FROM abrid.route_schedules s JOIN abrid.routes r ON r.id = s.route_id WHERE s.id = ${digits(trip.id)}`);
	const map = `${base}/fr/admin/fleet?partner=partner_${company}`;
	const plain = await visitor(browser, { javaScriptEnabled: false, storageState: await page.context().storageState() });
	const staff = await visitor(browser, { javaScriptEnabled: false, viewport: { width: 1280, height: 800 }, storageState: await boss.context().storageState() });

	ok(await report(trip, between(way, .2), 61), 'the tracker of a bus on the road reports');
	await page.goto(`${base}/fr/track/${sold.id}`);
	await boss.goto(map);
	const mine = page.locator('.leaflet-marker-icon.bus-icon').first();
	const theirs = boss.locator(`.leaflet-marker-icon.bus-icon[title="${plate}"]`);
	await mine.waitFor();
	ok(await until(15, () => boss.locator('[data-fleet][data-state=live]').count()), 'the map of the fleet is connected');
	await boss.locator(`tr[data-bus="${trip.bus}"] [data-pick]`).click();
	await theirs.waitFor();
	ok(await boss.locator('[data-card] [data-plate]').innerText() === plate, 'picking a bus in the table shows it on the map');
	await boss.waitForTimeout(700); /* the map flies there */
	const before = [await spot(mine), await spot(theirs)];
	let part = .2, moved = [false, false];
	await until(20, async () => {
		await report(trip, between(way, part = Math.min(part + .05, .8)), 73);
		await page.waitForTimeout(400);
		moved = [await spot(mine) !== before[0], await spot(theirs).catch(() => before[1]) !== before[1]];
		return moved[0] && moved[1];
	});
	ok(moved[0], 'the bus moves on the map of its traveller');
	ok(moved[1], 'and on the map of the fleet');
	ok(await until(5, async () => (await boss.locator(`tr[data-bus="${trip.bus}"] [data-cell=speed]`).innerText()).trim() === '73'), 'the row of the table follows');
	await shot(page, 'story-track');
	await shot(boss, 'story-fleet');

	await plain.goto(`${base}/fr/track/${sold.id}`);
	ok(await plain.locator('[data-map-box]').isHidden() && (await plain.locator('[data-age-text]').innerText()).trim() === (await page.locator('[data-age-text]').innerText()).trim()
		&& await plain.locator('[data-stop]').count() === await page.locator('[data-stop]').count(), 'without a script the traveller reads the same');
	const words = async p => (await p.locator(`tr[data-bus="${trip.bus}"] :is([data-cell=status], [data-cell=speed])`).allInnerTexts()).map(t => t.trim()).join(' ');
	const same = async () => {
		await staff.goto(map);
		return await staff.locator('[data-fleet]').isHidden() && await words(staff) === await words(boss);
	};
	ok(await until(10, same), `and so does the staff: ${await words(staff)}, with a script ${await words(boss)}`);
	for (const p of [plain, staff])
		await p.context().close();
}

/* ---- as wide as the screen ---- */

async function widths(page, lang, paths) {
	const wide = [];

	for (const path of paths) {
		const r = await page.goto(`${base}/${lang}${path}`);
		if (r.status() !== 200)
			wide.push(`${path} ${r.status()}`);
		for (const width of [360, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			if (over > 0)
				wide.push(`${path} at ${width}: ${over} px`);
		}
	}
	ok(wide.length === 0, `${lang}: ${paths.length} pages fit 360 and 1280 pixels ${wide}`);
}

async function theScreens(page, boss, trip, cancelled, sold) {
	const company = sql(`SELECT 'partner_' || r.partner_id || ' route_' || r.id FROM abrid.route_schedules s JOIN abrid.routes r ON r.id = s.route_id WHERE s.id = ${digits(trip.id)}`).split(' ');
	const mine = ['/partner/', '/partner/?show=all', `/partner/trips/${trip.id}`, `/partner/trips/${cancelled.id}`, `/partner/trips/${trip.id}/sell?passengers=3`, `/partner/trips/${trip.id}/cancel`,
		'/partner/bookings', '/partner/bookings?q=zzzz', `/partner/bookings/${sold.id}`, '/partner/buses', `/partner/buses/${trip.bus}`];
	const theirs = ['/admin/', '/admin/bookings', `/admin/bookings/${sold.id}`, '/admin/partners', `/admin/partners/${company[0]}`, '/admin/routes', `/admin/routes/${company[1]}`, '/admin/payments', '/admin/jobs', '/admin/fleet'];

	for (const lang of ['fr', 'ar']) {
		await widths(page, lang, mine);
		await widths(boss, lang, theirs);
	}
}

const browser = await open();
try {
	const page = await visitor(browser), office = await visitor(browser, { viewport: { width: 1280, height: 800 } });
	const desk = await visitor(browser), boss = await visitor(browser, { viewport: { width: 1280, height: 800 } });

	await signIn(office, 'fr', owner, '/partner/');
	await signIn(desk, 'ar', cashier, '/partner/');
	await signIn(boss, 'fr', admin, '/admin/fleet');
	const [trip, other] = await findTrips(office, 5, 2);
	const sold = await theSale(page, office, trip);
	await theCounter(desk, office, trip);
	await theCancelling(page, office, other);
	await theBus(browser, page, boss, trip, sold);
	/* A departure still to come, for the pages of selling and cancelling. */
	await theScreens(office, boss, (await findTrips(office, 6, 1))[0], other, sold);
	const complaints = [page, office, desk, boss].flatMap(p => p.complaints).filter(c => !/status of (403|404|422)/.test(c));
	ok(complaints.length === 0, `the browser has nothing to complain about ${complaints.slice(0, 2)}`);
	console.log(`# ${Math.round((Date.now() - began) / 1000)} s`);
} finally {
	await browser.close();
}
end();
