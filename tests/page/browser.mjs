/*
 * browser - the pages as a browser sees them: accessibility rules, sideways scrolling, size of
 * targets, weight, the policy against inline code, what works by keyboard and by script.
 *
 * Usage: node tests/page/browser.mjs RENDERED [--full]
 * RENDERED holds <lang>/<sample>.html as written by preview. Without --full each page is looked at
 * once per width, language and theme rotating; with it in all of them.
 */
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const top = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(top, "package.json"));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const [rendered, mode] = process.argv.slice(2);
const langs = ["fr", "ar", "en"], themes = ["light", "dark"], widths = [320, 360, 1280];
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const policy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
/* Inline in a line of text, or shown only to some: the size rule does not reach them. */
const least = 44;

let wrong = 0, looked = 0;
const say = (where, what) => {
	wrong++;
	console.log(`not ok - ${where}: ${what}`);
};

/* Pages and static files on a free port; POST answers what was sent, so that forms can be tried. */
async function serve() {
	const posts = [];
	const server = createServer(async (request, response) => {
		const path = decodeURIComponent(new URL(request.url, "http://x").pathname);

		if (request.method === "POST") {
			let body = "";
			for await (const piece of request)
				body += piece;
			posts.push(body);
			await new Promise((done) => setTimeout(done, 300));
			response.writeHead(200, { "Content-Type": types[".html"] }).end("<!DOCTYPE html><title>sent</title>");
			return;
		}
		if (path === "/axe.js") {
			response.writeHead(200, { "Content-Type": types[".js"], "Cache-Control": "max-age=3600" }).end(axe);
			return;
		}
		if (path === "/favicon.ico") {
			response.writeHead(204).end();
			return;
		}
		if (path === "/api/v1/places") {
			response.writeHead(200, { "Content-Type": "application/json" });
			response.end(JSON.stringify({ success: true, data: [{ slug: "biskra", name: { fr: "Biskra", ar: "بسكرة", en: "Biskra" } }] }));
			return;
		}
		try {
			const file = await readFile(path.startsWith("/static/") ? join(top, path) : join(rendered, path));
			const type = { "Content-Type": types[extname(path)] ?? "text/plain" };
			response.writeHead(200, path.includes("/mail-") ? type : { ...type, "Content-Security-Policy": policy });
			response.end(file);
		} catch {
			response.writeHead(404).end();
		}
	});

	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return { base: `http://127.0.0.1:${server.address().port}`, posts, close: () => server.close() };
}

function listen(page, where) {
	const noise = (text) => say(where(), text);

	page.on("pageerror", (error) => noise(`script: ${error.message}`));
	/* Nobody answers for the live channel here: pages do without it, and say so nowhere else. */
	const live = (message) => /\/(ws|api)\//.test(message.location().url + message.text());
	page.on("console", (message) => message.type() === "error" && !live(message) && noise(`console: ${message.text()}`));
	/* What is still on its way when the next page is asked for is cut off, and nothing is wrong with it. */
	page.on("requestfailed", (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && noise(`not loaded: ${request.url()}`));
}

async function rules(page, where) {
	const found = await page.evaluate(() => axe.run(document, {
		runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
	}));

	for (const violation of found.violations)
		say(where, `${violation.id}: ${violation.help}: ${violation.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
}

/* Nothing wider than the window; everything one can press big enough (2.5.8 lets links in text be). */
async function measures(page, where) {
	const found = await page.evaluate((min) => {
		const small = [];

		for (const element of document.querySelectorAll("a[href], button, input, select, summary")) {
			const box = (element.labels?.[0] ?? element).getBoundingClientRect(), own = element.getBoundingClientRect();
			const inText = element.matches("a") && getComputedStyle(element).display === "inline";
			const height = Math.max(box.height, own.height), width = Math.max(box.width, own.width);

			if (!own.width || inText || element.matches(".tel, .skip, [type=hidden]") || !element.checkVisibility())
				continue;
			if (height < min - .5 && !(element.matches(".alert a, .aside a") && height >= 24))
				small.push(`${element.outerHTML.slice(0, 70)} ${Math.round(width)}x${Math.round(height)}`);
		}
		return { over: document.documentElement.scrollWidth - innerWidth, small };
	}, least);

	if (found.over > 0)
		say(where, `${found.over} px wider than the window`);
	for (const small of found.small)
		say(where, `target below ${least} px: ${small}`);
}

/* Pages that load themselves again would go away while they are looked at. */
const still = () => {
	window.setInterval = () => 0;
};

/* As a file of the site: the browser keeps what it compiled, which text sent with each page would cost anew. */
const equip = () => new Promise((done, failed) => {
	document.head.append(Object.assign(document.createElement("script"), { src: "/axe.js", onload: done, onerror: failed }));
});

/* Every sample at one width: all languages and themes, or the one whose turn it is. */
async function lookAt(browser, base, samples, width) {
	for (const theme of themes) {
		const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme: theme });
		const page = await context.newPage();
		let where = "";

		listen(page, () => where);
		await page.addInitScript(still);
		for (const [i, sample] of samples.entries()) {
			for (const lang of langs) {
				if (mode !== "--full" && themes.indexOf(theme) * 3 + langs.indexOf(lang) !== (widths.indexOf(width) + i) % 6)
					continue;
				where = `${sample} ${lang} ${theme} ${width}`;
				await page.goto(`${base}/${lang}/${sample}.html`);
				await page.evaluate(() => document.fonts.ready);
				await page.evaluate(equip);
				await rules(page, where);
				await measures(page, where);
				looked++;
			}
		}
		await context.close();
	}
}

/* ---- first visit: what comes over the wire, compressed as the web server does ---- */

const budget = { fr: 90, ar: 180, en: 90 }, parts = { ".html": 15, ".css": 16, ".js": 14, ".svg": 5 };

async function weigh(browser, base, samples) {
	let heaviest = 0;

	for (const lang of langs) {
		for (const sample of samples) {
			const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
			const page = await context.newPage();
			const coming = [];

			page.on("response", (response) => {
				/* What comes after the page is idle goes down with it. */
				coming.push(response.body().catch(() => Buffer.alloc(0)).then((body) => [response.url(), body]));
			});
			await page.goto(`${base}/${lang}/${sample}.html`, { waitUntil: "networkidle" });
			let sum = 0;
			for (const [url, body] of await Promise.all(coming)) {
				const kind = extname(new URL(url).pathname), size = (kind === ".woff2" ? body : gzipSync(body, { level: 9 })).length / 1000;

				sum += size;
				if (size > (parts[kind] ?? Infinity))
					say(`${sample} ${lang}`, `${url} weighs ${size} kB`);
			}
			heaviest = Math.max(heaviest, sum / budget[lang]);
			if (sum > budget[lang])
				say(`${sample} ${lang}`, `${sum} kB at the first visit`);
			if (coming.length > 10)
				say(`${sample} ${lang}`, `${coming.length} requests at the first visit`);
			await context.close();
		}
	}
	console.log(`heaviest page: ${Math.round(heaviest * 100)} % of its budget`);
}

/* ---- what the script does ---- */

async function expect(what, ok) {
	if (!await ok)
		say("script", what);
}

async function seats(page, base) {
	const value = () => page.evaluate(() => document.activeElement.value);

	await page.goto(`${base}/fr/seats-two.html`);
	await page.focus("#seat-1A");
	await page.keyboard.press("ArrowRight");
	await expect("right of 1A is 1B", await value() === "1B");
	await page.keyboard.press("ArrowDown");
	await expect("below 1B, past a taken seat, is 3B", await value() === "3B");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Space");
	const total = await page.textContent("[data-total]");
	await expect(`two seats cost 1 970 DA, shown: ${total}`, total.replace(/\s/g, " ") === "1 970 DA");
	await page.focus("#seat-1A");
	await page.keyboard.press("Space");
	await expect("a third seat is refused", !(await page.isChecked("#seat-1A")));
	await expect("and said", (await page.textContent("[data-say]")).length > 10);
}

async function sending(page, base, posts) {
	await page.goto(`${base}/fr/passengers-wrong.html`);
	await expect("the summary of errors has the focus", await page.evaluate(() => document.activeElement.id) === "errors");
	posts.length = 0;
	await page.evaluate(() => {
		const button = document.querySelector("form.stack .btn");

		button.click();
		button.click();
	});
	for (let i = 0; i < 50 && !posts.length; i++)
		await page.waitForTimeout(100);
	await page.waitForTimeout(600); /* a second one would follow at once */
	await expect(`sent once, not ${posts.length} times`, posts.length === 1);
	await expect("with its proof", posts[0]?.includes("_csrf="));
}

async function searching(page, base) {
	await page.goto(`${base}/fr/results-unknown.html`);
	await page.click("[data-swap]");
	await expect("places are swapped", await page.inputValue("#from") === "oran" && await page.inputValue("#to") === "Algr");
	await page.fill("#to", "");
	await page.type("#to", "bisk");
	await page.locator("#places option[value=Biskra]").waitFor({ state: "attached", timeout: 5000 }).catch(() => {});
	await expect("suggestions come from the server", await page.locator("#places option[value=Biskra]").count() === 1);
}

async function counting(page, base) {
	await page.goto(`${base}/fr/ticket-held.html`);
	await page.waitForTimeout(1500);
	const left = await page.textContent("[data-until]");
	await expect(`the countdown runs: ${left}`, /^1:5\d$/.test(left));
}

/* Without script nothing that needs one is shown, and forms are whole. */
async function plain(browser, base, samples) {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
	const page = await context.newPage();

	for (const sample of samples) {
		await page.goto(`${base}/fr/${sample}.html`);
		if (await page.locator("[data-swap]:visible, [data-print]:visible").count())
			say(sample, "a button that does nothing without script");
	}
	await page.goto(`${base}/fr/seats-two.html`);
	await page.click("label[for=seat-5A]");
	await expect("a seat can be chosen without script", page.isChecked("#seat-5A"));
	await context.close();
}

const { base, posts, close } = await serve();
const samples = (await readdir(join(rendered, "fr"))).map((name) => name.replace(/\.html$/, "")).filter((name) => !name.endsWith("-txt")).sort();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();

await Promise.all(widths.map((width) => lookAt(browser, base, samples, width)));
await weigh(browser, base, ["home-first", "results-many", "seats-decks", "pay-both", "result-accepted", "ticket-confirmed"]);
listen(page, () => "script");
await seats(page, base);
await sending(page, base, posts);
await searching(page, base);
await counting(page, base);
await plain(browser, base, samples);
await browser.close();
close();
for (const sample of samples)
	console.log(`ok - ${sample}`);
console.log(`# ${samples.length} pages, looked at ${looked} times, ${wrong} faults`);
process.exit(wrong || looked < samples.length ? 1 : 0);
