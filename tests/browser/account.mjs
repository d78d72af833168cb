// account - somebody joins, forgets a password, changes an address, saves a way to pay, is asked to join a
// company: as pages, without JavaScript in French and Arabic, with it in English.
import { base, end, logins, ok, open, shot, signIn, until, visitor, world } from './kit.mjs';

const owner = 'owner@nedjmet-tell.example';
const password = 'a quiet road at noon', other = 'a quieter road at night';

// Texts that came to an address.
async function sent(to) {
	const provider = to.includes('@') ? 'sendgrid' : 'twilio';
	const journal = await fetch(`${world}/__sim/journal?provider=${provider}&limit=100000`).then(r => r.json());
	const sms = body => { const m = new URLSearchParams(body); return { to: m.get('To'), text: m.get('Body') }; };
	const mail = body => { const m = JSON.parse(body); return { to: m.personalizations[0].to[0].email, text: m.content[0].value }; };
	return journal.entries.filter(e => e.body).map(e => (provider === 'twilio' ? sms : mail)(e.body)).filter(m => m.to === to).map(m => m.text);
}

// The newest code that came to an address, once so many did.
async function codeFor(to, count = 1) {
	const all = await until(15, async () => {
		const list = await sent(to);
		return list.length >= count && list;
	});
	return all && all.at(-1).match(/(?<![0-9])[0-9]{6}(?![0-9])/)?.[0];
}

async function fillCode(page, code) {
	await page.fill('[name=code]', code ?? '');
	await page.click('main form.card button');
}

async function root(browser, lang) {
	const page = await visitor(browser, { locale: lang });

	await page.goto(`${base}/`);
	ok(page.url() === `${base}/${lang}/`, `${lang}: the bare address leads to the home page in one's language`);
	await page.goto(`${base}/${lang}`);
	ok(page.url() === `${base}/${lang}/`, `${lang}: so does one without the last slash`);
	await page.context().close();
}

async function register(page, lang, phone) {
	await page.goto(`${base}/${lang}/account/register?next=${encodeURIComponent(`/${lang}/account/saved`)}`);
	await page.fill('[name=firstName]', 'Amina');
	await page.fill('[name=phone]', '12');
	await page.fill('[name=password]', password);
	await page.click('main form button.big');
	ok(await page.locator('#phone-error').count() === 1 && await page.inputValue('[name=firstName]') === 'Amina',
		`${lang}: a wrong phone is named, what was typed is kept`);
	await page.fill('[name=phone]', phone);
	await page.fill('[name=password]', password);
	await page.click('main form button.big');
	ok(new URL(page.url()).pathname === `/${lang}/account/code`, `${lang}: a code is asked for`);
	await shot(page, `${lang}-code`);
	const first = await codeFor(phone);
	await fillCode(page, first === '000000' ? '000001' : '000000');
	ok(await page.locator('#code-error').count() === 1, `${lang}: a wrong code is refused at its field`);
	await fillCode(page, first);
	ok(page.url() === `${base}/${lang}/account/saved`, `${lang}: the right one signs in and goes where one wanted to`);
}

async function methods(page, lang) {
	await page.selectOption('[name=kind]', 'edahabia');
	await page.click('form[action$="/saved/methods"] button');
	const drop = page.locator('form[action*="/saved/methods/"] button');
	ok(await drop.count() === 1, `${lang}: a way to pay is saved`);
	await drop.click();
	ok(await drop.count() === 0, `${lang}: and forgotten again`);
}

async function changeAddress(page, lang, email) {
	await page.goto(`${base}/${lang}/account/security`);
	await page.fill('[name=email]', email);
	await page.fill('[name=contactPassword]', password);
	await page.click('form[action$="/security/contact"] button');
	ok(new URL(page.url()).pathname === `/${lang}/account/confirm`, `${lang}: a new address needs its code`);
	await fillCode(page, await codeFor(email));
	await page.goto(`${base}/${lang}/account/security`);
	ok(await page.getByText(email).count() === 1, `${lang}: the address is one's own`);
	await page.goto(`${base}/${lang}/account`);
	await page.locator('form[action$="/account/logout"] button').first().click();
}

async function forget(page, lang, email) {
	await page.goto(`${base}/${lang}/account/login`);
	await page.click('a[href$="/account/forgot"]');
	await page.fill('[name=login]', email);
	await page.click('main form button.big');
	ok(new URL(page.url()).pathname === `/${lang}/account/reset`, `${lang}: a forgotten password asks for a code`);
	await page.fill('[name=password]', other);
	await fillCode(page, await codeFor(email, 2));
	ok(page.url() === `${base}/${lang}/account`, `${lang}: another password is set, and one is signed in`);
}

// A sign-in by code, the first of which went astray; the limits of these copies allow another at once.
async function again(browser, options, lang, phone) {
	const page = await visitor(browser, options);

	await page.goto(`${base}/${lang}/account/login`);
	await page.fill('[name=login]', phone);
	await page.click('button[value=code]');
	await codeFor(phone, 2);
	await page.click('form[action$="/code/again"] button');
	await fillCode(page, await codeFor(phone, 3));
	ok(page.url() === `${base}/${lang}/account`, `${lang}: another code is sent, and signs in`);
	await page.context().close();
}

async function invite(browser, options, lang, phone) {
	const page = await visitor(browser, { ...options, viewport: { width: 1280, height: 800 } });
	const guest = await visitor(browser, options);

	await signIn(page, lang, owner, '/partner/staff');
	await page.click('a[href$="/staff/invite"]');
	await page.selectOption('[name=role]', 'driver');
	await page.click('main form button');
	ok(await page.locator('#phone-error').count() === 1, `${lang}: an invitation needs an address`);
	await page.fill('[name=phone]', phone);
	await page.click('main form button');
	ok(new URL(page.url()).pathname === `/${lang}/partner/staff` && await page.locator('main').getByText(phone).count() === 1,
		`${lang}: the invitation stands on the list`);
	const link = await until(15, async () => (await sent(phone)).at(-1)?.match(/\/(?:fr|ar|en)\/invite\/[\w-]+/)?.[0]);
	await guest.goto(base + link);
	ok((await guest.locator('.lede strong').innerText()).length > 3, `${lang}: the link says who invites`);
	await guest.fill('[name=firstName]', 'Nabil');
	await guest.fill('[name=lastName]', 'Haddad');
	await guest.fill('[name=password]', password);
	await guest.click('main form button.big');
	ok(await guest.locator('#errors').count() === 0, `${lang}: and makes an account of the company`);
	const complaints = [page, guest].flatMap(p => p.complaints).filter(c => !/status of 422/.test(c));
	ok(complaints.length === 0, `${lang}: nobody's browser complains${complaints.length ? `: ${complaints}` : ''}`);
}

async function account(browser, lang, javaScriptEnabled, nth) {
	/* Codes are counted by the network they are asked from. */
	const options = { javaScriptEnabled, extraHTTPHeaders: { 'X-Forwarded-For': `198.18.${nth}.${Date.now() % 250 + 1}` } };
	const page = await visitor(browser, options);
	const tail = String(Date.now() % 1e6).padStart(6, '0');
	const phone = `+2135${nth}${tail}1`, email = `amina${nth}${tail}@example.dz`;

	await root(browser, lang);
	await register(page, lang, phone);
	await methods(page, lang);
	await changeAddress(page, lang, email);
	await forget(page, lang, email);
	await again(browser, options, lang, phone);
	await invite(browser, options, lang, `+2135${nth}${tail}2`);
	const complaints = page.complaints.filter(c => !/status of 422/.test(c));
	ok(complaints.length === 0, `${lang}: the browser complains of nothing${complaints.length ? `: ${complaints}` : ''}`);
}

ok(owner in logins(), 'the demo has an owner');
const browser = await open();
try {
	await account(browser, 'fr', false, 4);
	await account(browser, 'ar', false, 5);
	await account(browser, 'en', true, 6);
} finally {
	await browser.close();
}
end();
