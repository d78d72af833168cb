// api-page - the reference of the API as one page, from its description: whole without scripts; static/api.js
// adds a form to each operation.
//
//   node deploy/api-page.mjs openapi.json [PAGE.md...] > api.html
//
// Pages of docs/ beside it say what no description of HTTP can: streams, trackers.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const api = JSON.parse(readFileSync(process.argv[2]));
const text = (s) => String(s ?? '').replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const code = (s) => `<code>${text(s)}</code>`;
const json = (v) => `<pre tabindex="0">${text(JSON.stringify(v, null, 2))}</pre>`;
const resolve = (o) => o.$ref ? o.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : o;
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));

// What a value may be, in a few words.
function value(schema) {
	const { type, description, default: preset, ...rest } = schema;
	const parts = [[type].flat().join(' or ')];
	if (rest.enum) parts.push(rest.enum.join(' | '));
	if (rest.format) parts.push(rest.format);
	if (rest.pattern) parts.push(rest.pattern);
	if (rest.minimum !== undefined) parts.push(`${rest.minimum} to ${rest.maximum}`);
	if (rest.maxLength) parts.push(`${rest.minLength ?? 0} to ${rest.maxLength} characters`);
	if (rest.maxItems) parts.push(`${rest.minItems ?? 0} to ${rest.maxItems} elements`);
	if (preset !== undefined) parts.push(`else ${preset}`);
	return parts.join(', ');
}

const parameters = (list) => list.length ? `<table><tr><th>name<th>in<th>value<th>
${list.map((p) => `<tr><td>${code(p.name)}${p.required ? ' *' : ''}<td>${text(p.in)}<td>${text(value(p.schema))}<td>${text(p.description)}`).join('\n')}</table>\n` : '';

const content = (holder) => Object.entries(holder.content ?? {}).map(([type, media]) =>
	`<p>${code(type)}</p>\n${media.example ? json(media.example) : ''}`).join('\n');

const answer = ([status, one]) => {
	const words = one['x-error-codes']?.map(code).join(', ') ?? text(one.description);
	const inside = status[0] === '2' ? content(one) : '';
	return inside ? `<details><summary><b>${status}</b> ${words}</summary>\n${inside}</details>` : `<p><b>${status}</b> ${words}</p>`;
};

const operation = (o) => `<section class="op" id="${text(o.operationId)}" data-method="${o.method}" data-path="${text(o.path)}">
<h3><code class="verb">${o.method}</code> ${code(o.path)}</h3>
<p>${text(o.summary)}. Permission ${code(o['x-permission'])}, ${o['x-rate-limit'].requests} requests in ${o['x-rate-limit'].seconds} s.${o.deprecated ? ' <strong>Deprecated</strong>.' : ''}</p>
${parameters((o.parameters ?? []).map(resolve))}${o.requestBody ? `<details open><summary>Body</summary>\n${content(o.requestBody)}</details>\n` : ''}${Object.entries(o.responses).map(answer).join('\n')}
</section>`;

// A page of docs/ as HTML. What it may hold: headings, paragraphs, tables, lists of one level, blocks indented by four,
// `code`, **strong**, links.
const inline = (line) => text(line).replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
	.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, words, to) => /^https:/.test(to) ? `<a href="${to}">${words}</a>` : words);
const cells = (row, tag) => `<tr>${row.replace(/^\||\|$/g, '').split('|').map((c) => `<${tag}>${inline(c.trim())}`).join('')}`;
function block(lines) {
	const heading = /^(#+) (.*)/.exec(lines[0]);
	if (heading) return `<h${heading[1].length + 1}>${inline(heading[2])}</h${heading[1].length + 1}>`;
	if (lines[0].startsWith('    ')) return `<pre tabindex="0">${text(lines.map((l) => l.slice(4)).join('\n'))}</pre>`;
	if (lines[0].startsWith('|')) return `<table>${cells(lines[0], 'th')}\n${lines.slice(2).map((l) => cells(l, 'td')).join('\n')}</table>`;
	if (lines[0].startsWith('- '))
		return `<ul>${lines.join('\n').slice(2).split('\n- ').map((l) => `<li>${inline(l.replace(/\n\s*/g, ' '))}`).join('\n')}</ul>`;
	return `<p>${inline(lines.join(' '))}</p>`;
}
const pages = process.argv.slice(3).map((path) => ({ id: basename(path, '.md'),
	blocks: readFileSync(path, 'utf8').trim().split(/\n\n+/).map((b) => b.split('\n')) }));
const title = (page) => page.blocks[0][0].replace(/^# /, '');

process.stdout.write(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(api.info.title)}</title>
<link rel="stylesheet" href="/static/api.css">
<script type="module" src="/static/api.js"></script>
</head>
<body>
<header><h1>${text(api.info.title)}</h1><p><a href="/api/openapi.json">openapi.json</a>, OpenAPI ${text(api.openapi)}</p></header>
<nav aria-label="Operations"><ul>
${pages.map((p) => `<li><a href="#${p.id}">${text(title(p))}</a>`).join('\n')}
${operations.map((o) => `<li><a href="#${text(o.operationId)}"><code class="verb">${o.method}</code> ${text(o.path)}</a>`).join('\n')}
</ul></nav>
<main>
<p class="about">${text(api.info.description)}</p>
<div id="explorer"></div>
${operations.map(operation).join('\n')}
${pages.map((p) => `<section class="page" id="${p.id}">\n${p.blocks.map(block).join('\n')}\n</section>`).join('\n')}
</main>
</body>
</html>
`);
