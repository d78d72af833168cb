// sdk - TypeScript types and a fetch client, made from the description of the API.
//
//   node deploy/sdk.mjs openapi.json > abrid.ts
//
// Each operation becomes a method that takes the parameters of path and query, the body and the key of
// idempotency in one object, and returns the whole envelope; an error of the API is thrown as ApiError.
import { readFileSync } from 'node:fs';

const api = JSON.parse(readFileSync(process.argv[2]));
const resolve = (o) => o.$ref ? o.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : o;
const quoted = (name) => /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);

function type(schema) {
	if (schema.$ref) return schema.$ref.split('/').pop();
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
	if (schema.anyOf) return schema.anyOf.map(type).join(' | ');
	if (schema.allOf) return schema.allOf.map(type).join(' & ');
	return [schema.type].flat().map((t) => {
		switch (t) {
		case 'integer': case 'number': return 'number';
		case 'boolean': case 'string': case 'null': return t;
		case 'array': return `Array<${type(schema.items)}>`;
		case 'object': return object(schema);
		default: return 'unknown';
		}
	}).join(' | ');
}

function object(schema) {
	if (!schema.properties) return 'Record<string, unknown>';
	const needed = new Set(schema.required ?? []);
	return `{ ${Object.entries(schema.properties).map(([name, s]) =>
		`${quoted(name)}${needed.has(name) ? '' : '?'}: ${type(s)}`).join('; ')} }`;
}

function method(path, verb, o) {
	const parameters = (o.parameters ?? []).map(resolve);
	const of = (place) => parameters.filter((p) => p.in === place);
	const body = o.requestBody?.content['application/json']?.schema;
	const key = parameters.some((p) => p.name === 'Idempotency-Key');
	const members = [...of('path'), ...of('query')].map((p) => `${quoted(p.name)}${p.required ? '' : '?'}: ${type(p.schema)}`);
	if (body) members.push(`body${o.requestBody.required ? '' : '?'}: ${type(body)}`);
	if (key) members.push('idempotencyKey: string');
	const good = Object.entries(o.responses).filter(([status]) => status[0] === '2' && status !== '206');
	const media = good.map(([, r]) => Object.entries(r.content ?? {})[0]).filter(Boolean);
	const result = [...new Set(media.map(([name, m]) => name === 'application/json' ? type(m.schema) : 'Response'))].join(' | ') || 'unknown';
	const needs = members.some((m) => !/^[^:]*\?:/.test(m));
	return `	/** ${o.summary}: ${verb.toUpperCase()} ${path}${o.deprecated ? '\n	 * @deprecated' : ''} */
	${o.operationId}(input: { ${members.join('; ')} }${needs ? '' : ' = {}'}): Promise<${result}> {
		return this.send(${JSON.stringify(verb.toUpperCase())}, ${JSON.stringify(path)}, ${JSON.stringify(of('path').map((p) => p.name))}, ${JSON.stringify(of('query').map((p) => p.name))}, input) as Promise<${result}>;
	}`;
}

const schemas = Object.entries(api.components.schemas).map(([name, s]) => `export type ${name} = ${type(s)};`);
const methods = Object.entries(api.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, o]) => method(path, verb, o)));

process.stdout.write(`// Made from the description of the Abrid API ${api.info.version} by deploy/sdk.mjs; do not edit.
/* eslint-disable */

${schemas.join('\n')}

/** An answer of the API that is an error. */
export class ApiError extends globalThis.Error {
	constructor(readonly status: number, readonly code: string, readonly body: unknown) {
		super(\`\${status} \${code}\`);
	}
}

export interface Options {
	/** Where the API is, e.g. "https://www.abrid.dz". */
	base: string;
	/** Access token of auth/login. */
	token?: string;
	/** Token of a booking made without an account. */
	bookingToken?: string;
	language?: 'fr' | 'ar' | 'en';
	fetch?: typeof fetch;
}

type Input = Record<string, unknown> & { body?: unknown; idempotencyKey?: string };

export class Abrid {
	constructor(public options: Options) {}

	private async send(method: string, path: string, inPath: string[], inQuery: string[], input: Input): Promise<unknown> {
		const { base, token, bookingToken, language } = this.options;
		const headers: Record<string, string> = { Accept: 'application/json', 'X-API-Version': '1' };
		const query = new URLSearchParams();
		for (const name of inPath) path = path.replace(\`{\${name}}\`, encodeURIComponent(String(input[name])));
		for (const name of inQuery) if (input[name] !== undefined) query.append(name, String(input[name]));
		if (token) headers.Authorization = \`Bearer \${token}\`;
		if (bookingToken) headers['X-Booking-Token'] = bookingToken;
		if (language) headers['Accept-Language'] = language;
		if (input.idempotencyKey) headers['Idempotency-Key'] = input.idempotencyKey;
		if (input.body !== undefined) headers['Content-Type'] = 'application/json';
		const answer = await (this.options.fetch ?? fetch)(base + path + (String(query) ? \`?\${query}\` : ''),
			{ method, headers, body: input.body === undefined ? undefined : JSON.stringify(input.body) });
		const json = (answer.headers.get('Content-Type') ?? '').startsWith('application/json');
		if (answer.ok) return json ? answer.json() : answer;
		const body = json ? await answer.json() as { error: { code: string } } : null;
		throw new ApiError(answer.status, body?.error.code ?? 'HTTP', body);
	}

${methods.join('\n\n')}
}
`);
