// kit - a browser for the tests, and TAP.
//
// Environment: BASE (address of the site), WORLD (of the sandbox), VAR (state of the copy: its demo
// logins), SHOTS (folder for pictures of what failed).
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const base = process.env.BASE, world = process.env.WORLD;

let n = 0, failed = 0;

export function ok(good, what) {
	n++;
	if (!good)
		failed++;
	console.log(`${good ? '' : 'not '}ok ${n} - ${what}`);
	return good;
}

export function end() {
	console.log(`1..${n}`);
	process.exitCode = failed ? 1 : 0;
}

export async function open() {
	return chromium.launch({
		executablePath: '/usr/bin/chromium-headless-shell',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
}

// A page of a visitor of its own; what the browser complains about is a failure.
export async function visitor(browser, options = {}) {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
	const page = await context.newPage();
	page.complaints = [];
	page.on('pageerror', e => page.complaints.push(String(e)));
	page.on('console', m => { if (m.type() === 'error') page.complaints.push(m.text()); });
	page.on('request', r => {
		const host = new URL(r.url()).host;
		if (host !== new URL(base).host && host !== new URL(world).host)
			page.complaints.push(`foreign host ${host}`);
	});
	return page;
}

export async function shot(page, name) {
	if (process.env.SHOTS)
		await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
}

// Local day (Algiers) some days from now, as YYYY-MM-DD.
export function day(ahead) {
	return new Date(Date.now() + 3600e3 + ahead * 86400e3).toISOString().slice(0, 10);
}

export async function text(page, selector) {
	return (await page.locator(selector).first().textContent() ?? '').trim();
}

// Asks again until the answer pleases, for up to some seconds.
export async function until(seconds, ask) {
	for (let left = seconds * 5; ; left--) {
		const answer = await ask();
		if (answer || left <= 0)
			return answer;
		await new Promise(go => setTimeout(go, 200));
	}
}

/* ---- staff ---- */

// Passwords of the demo by their login.
export function logins() {
	return Object.fromEntries(readFileSync(`${process.env.VAR}/demo-logins.txt`, 'utf8').trim().split('\n')
		.map(line => line.split(' ')).map(([, login, password]) => [login, password]));
}

export async function signIn(page, lang, login, path) {
	await page.goto(`${base}/${lang}${path}`);
	ok(/\/account\/login\?next=/.test(page.url()), `${lang}: ${path} asks who it is`);
	await page.fill('[name=login]', login);
	await page.fill('[name=password]', logins()[login]);
	await page.click('main form button');
	ok(page.url() === `${base}/${lang}${path}`, `${lang}: and goes there once that is known`);
}

/* ---- travellers ---- */

// What the answer to "What is 3 plus 4?" is, in any language.
function sum(question) {
	const [a, b] = question.match(/\d+/g).map(Number);
	return String(a + b);
}

// Takes free seats until so many are chosen; those of a form shown again count.
export async function chooseSeats(page, count) {
	const chosen = page.locator('input[name=seats]:checked');
	const free = page.locator('input[name=seats]:not([disabled]):not(:checked)');
	while (await chosen.count() < count) {
		const id = await free.first().getAttribute('id');
		await page.locator(`#${id}`).press(' '); // as somebody without a mouse does
	}
}

export async function fillPassengers(page, people) {
	for (const [i, [first, last]] of people.entries()) {
		await page.fill(`[name="passengers.${i}.firstName"]`, first);
		await page.fill(`[name="passengers.${i}.lastName"]`, last);
		const number = page.locator(`[name="passengers.${i}.idNumber"]`);
		if (await number.count())
			await number.fill(`1099${i}`);
	}
}

export async function pay(page) {
	await page.check('[name=terms]');
	await page.fill('[name=answer]', sum(await page.locator('label[for=answer]').textContent()));
	await page.click('button[name=method][value=card]');
}

export async function payAtBank(page, pan, cvv2) {
	await page.fill('#pan', pan);
	await page.fill('#cvv2', cvv2);
	await page.fill('#month', '01');
	await page.fill('#year', '2027');
	await page.fill('#holder', 'TEST CARDHOLDER');
	await page.click('#pay');
	if (await page.locator('#otp').count()) {
		await page.fill('#otp', '123456');
		await page.click('#confirm');
	}
}
