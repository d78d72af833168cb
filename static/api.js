// The explorer of /api/docs: under each operation a form that sends it to this very host and shows what
// came back. Tokens stay in the fields of this page.
const make = (name, attributes = {}, ...children) => {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
	e.append(...children);
	return e;
};

const field = (name, value = '', kind = 'input') => {
	const input = make(kind, { name, spellcheck: 'false', autocomplete: 'off' });
	input.value = value;
	return { input, label: make('label', {}, name, input) };
};

const bearer = field('Access token (Authorization: Bearer)');
const guest = field('X-Booking-Token');

const pretty = (text) => {
	try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
};

// The request of a form: path filled in, query, headers, body.
function request(operation, path, method, inputs, body) {
	const headers = { Accept: 'application/json' };
	const query = new URLSearchParams();
	for (const [parameter, input] of inputs) {
		if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
		else if (parameter.in === 'query' && input.value) query.append(parameter.name, input.value);
		else if (parameter.in === 'header' && input.value) headers[parameter.name] = input.value;
	}
	if (bearer.input.value) headers.Authorization = `Bearer ${bearer.input.value}`;
	if (guest.input.value) headers['X-Booking-Token'] = guest.input.value;
	if (body) headers['Content-Type'] = 'application/json';
	return [path + (String(query) ? `?${query}` : ''), { method: method.toUpperCase(), headers, body: body?.value, redirect: 'manual' }];
}

function explorer(section, operation, resolve) {
	const inputs = (operation.parameters ?? []).map(resolve).map((p) => {
		const fresh = p.name === 'Idempotency-Key' ? crypto.randomUUID?.() ?? String(Math.random()) : p.in === 'query' && !p.required ? '' : p.example;
		return [p, field(p.name, fresh ?? '')];
	});
	const example = operation.requestBody?.content['application/json']?.example;
	const body = example && field('Body', JSON.stringify(example, null, 2), 'textarea');
	const out = make('pre', { 'aria-live': 'polite', hidden: '' });
	const form = make('form', {}, ...inputs.map(([, f]) => f.label), ...(body ? [body.label] : []), make('button', {}, 'Send'), out);
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		out.hidden = false;
		out.textContent = '…';
		try {
			const { path, method } = section.dataset;
			const answer = await fetch(...request(operation, path, method, inputs.map(([p, f]) => [p, f.input]), body?.input));
			const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
			out.textContent = `${answer.status} ${answer.statusText}\n${headers}\n\n${pretty(await answer.text())}`;
		} catch (error) {
			out.textContent = String(error);
		}
	});
	section.append(make('details', {}, make('summary', {}, 'Try it'), form));
}

const description = await (await fetch('/api/openapi.json')).json();
const resolve = (p) => p.$ref ? p.$ref.slice(2).split('/').reduce((at, name) => at[name], description) : p;
document.getElementById('explorer').append(bearer.label, guest.label);
for (const section of document.querySelectorAll('section.op'))
	explorer(section, description.paths[section.dataset.path][section.dataset.method], resolve);
