// kit - a browser for the tests, and TAP.
//
// Environment: BASE (address of the site), WORLD (of the sandbox), SHOTS (folder for pictures of
// what failed).
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
		executablePath: '/usr/bin/chromium',
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
