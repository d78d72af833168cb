// sale - a traveller's whole way as pages, once per language: without JavaScript, and with it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base, chooseSeats, day, end, fillPassengers, ok, open, pay, payAtBank, shot, visitor, world } from './kit.mjs';

const folder = mkdtempSync(join(tmpdir(), 'abrid-sale-'));

// The request library does not count loopback as secure, so it keeps Secure cookies to itself.
async function get(page, url) {
	const cookies = await page.context().cookies();
	return page.request.get(url, { headers: { cookie: cookies.map(c => `${c.name}=${c.value}`).join('; ') } });
}

async function fetchPdf(page, url, name) {
	for (let i = 0; i < 10; i++) {
		const r = await get(page, url);
		if (r.status() === 200) {
			const path = join(folder, name);
			writeFileSync(path, await r.body());
			return path;
		}
		await new Promise(go => setTimeout(go, 500));
	}
	return null;
}

const people = {
	fr: [['Amine', 'Benali'], ['Zoé', 'Lefèvre']],
	ar: [['أمين', 'بن علي'], ['سارة', 'الأغواطي']],
	en: [['Amine', 'O’Neil'], ['Sara', 'Smith']],
};

async function sale(browser, lang, javaScriptEnabled) {
	const name = `${lang}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`;
	const page = await visitor(browser, { javaScriptEnabled });
	const step = async what => shot(page, `${lang}-${javaScriptEnabled ? 'js' : 'plain'}-${what}`);

	await page.goto(`${base}/${lang}/`);
	await page.fill('[name=from]', lang === 'ar' ? 'الجزائر' : 'alger');
	await page.fill('[name=to]', lang === 'ar' ? 'وهران' : 'wahran');
	await page.fill('[name=date]', day(4));
	await page.selectOption('[name=passengers]', '2');
	await step('home');
	await page.click('form[action$="/search"] button.big');
	ok(await page.locator('.trip').count() > 0, `${name}: departures are found`);
	await step('results');

	await page.locator('.trip a.btn').first().click();
	ok(await page.locator('input[name=seats]').count() > 10, `${name}: the seats of the bus are shown`);
	await chooseSeats(page, 1);
	await page.click('main form[method=post] button:not([name])');
	ok(await page.locator('#errors').count() === 1 && await page.locator('input[name=seats]').count() > 10,
		`${name}: one seat for two people shows the form again with the mistake`);
	await chooseSeats(page, 2);
	await step('seats');
	await page.click('main form[method=post] button:not([name])');
	ok(/\/passengers$/.test(page.url()), `${name}: two seats are held`);

	await fillPassengers(page, people[lang]);
	await page.fill('[name="contact.phone"]', '12345');
	await page.locator('main form[method=post] button.big').last().click();
	ok(await page.locator('[aria-invalid=true]').count() > 0 && await page.inputValue('[name="passengers.0.firstName"]') === people[lang][0][0],
		`${name}: a wrong phone is marked, what was typed stays`);
	await page.fill('[name="contact.phone"]', '+213 (0)550-12 34 56');
	await page.fill('[name="contact.email"]', 'voyageur@example.dz');
	await step('passengers');
	await page.locator('main form[method=post] button.big').last().click();
	ok(/\/pay\/booking_/.test(page.url()), `${name}: check and pay`);
	await step('check');

	await page.fill('[name=answer]', '99');
	await page.check('[name=terms]');
	await page.click('button[name=method][value=card]');
	ok(await page.locator('#errors').count() === 1, `${name}: a wrong answer to the question is refused`);
	await pay(page);
	ok(page.url().startsWith(world), `${name}: the bank's page opens`);
	await step('bank');
	await payAtBank(page, '6280580610061110', '260');
	await page.waitForURL(/\/pay\/result\//);
	ok(await page.getByText('3020').count() > 0, `${name}: a refused card shows the bank's words and its number`);
	await step('refused');

	await page.goto(page.url().replace(/\/pay\/result\/.*/, '/account/login')).catch(() => {});
	await page.goBack();
	await page.locator('a[href*="/pay/booking_"]').first().click();
	await pay(page);
	await payAtBank(page, '6280581110007215', '373');
	await page.waitForURL(/\/pay\/result\//);
	ok(await page.getByText('3020').count() > 0 && await page.locator('a[href*="/booking/booking_"]').count() > 0,
		`${name}: paid, with the way to the ticket`);
	await step('paid');

	await page.locator('main a[href*="/booking/booking_"]').first().click();
	for (let i = 0; i < 20 && await page.locator('main svg path, main svg').count() === 0; i++)
		await page.reload();
	await page.waitForTimeout(600);
	await page.reload();
	const pdf = await fetchPdf(page, `${page.url()}/ticket.pdf`, `${lang}.pdf`);
	await step('ticket');
	ok(pdf !== null, `${name}: the ticket as PDF`);
	const words = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
	const station = lang === 'ar' ? 'وهران' : 'Oran';
	ok(words.includes(station) && words.includes(people[lang][0][0]), `${name}: its text names ${station} and the traveller`);
	execFileSync('pdftoppm', ['-r', '150', '-png', '-f', '1', '-l', '1', pdf, join(folder, lang)]);
	const codes = execFileSync('sh', ['-c', `zbarimg -q --raw ${join(folder, lang)}-*1.png`], { encoding: 'utf8' });
	ok(/^[0-9A-Z $%*+\-.\/:]{100,}/.test(codes), `${name}: its QR code reads`);
	ok(await fetchPdf(page, `${page.url()}/receipt.pdf`, `${lang}-r.pdf`) !== null, `${name}: the receipt as PDF`);
	const ics = await get(page, `${page.url()}/trip.ics`);
	ok((await ics.text()).startsWith('BEGIN:VCALENDAR'), `${name}: the calendar entry`);
	const ref = (await page.locator('body').innerText()).match(/\b[2-9A-HJ-NP-Z]{6}\b/)?.[0];

	const other = await visitor(browser, { javaScriptEnabled });
	await other.goto(page.url());
	ok(await other.getByText(people[lang][0][1]).count() === 0, `${name}: a stranger with the address sees nothing`);
	await other.goto(`${base}/${lang}/find`);
	await other.fill('[name=ref]', ref);
	await other.fill('[name=phone]', '0551999999');
	await other.locator('main form button.big').click();
	ok(await other.locator('#errors').count() === 1, `${name}: a wrong phone finds nothing`);
	await other.fill('[name=ref]', ref.toLowerCase());
	await other.fill('[name=phone]', '0550123456');
	await other.locator('main form button.big').click();
	ok(/\/booking\/booking_/.test(other.url()), `${name}: reference and phone find the booking`);

	const complaints = [...page.complaints, ...other.complaints].filter(c => !/status of 4(04|22)/.test(c));
	ok(complaints.length === 0, `${name}: the browser has nothing to complain about ${complaints.slice(0, 2)}`);
	await page.context().close();
	await other.context().close();
}

const browser = await open();
try {
	await sale(browser, 'fr', false);
	await sale(browser, 'ar', false);
	await sale(browser, 'en', true);
} finally {
	await browser.close();
}
end();
