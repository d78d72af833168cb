/*
 * openapi - joins what each program says of itself (--describe) to one OpenAPI description, and makes
 * the reference page from it. Both are made when Abrid is built and served as files.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abridctl.h"

enum { LONGEST = 16 << 20 };

static cJSON *read_json(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = f ? malloc(LONGEST) : NULL;
	size_t n = text ? fread(text, 1, LONGEST - 1, f) : 0;
	cJSON *tree = NULL;

	if (f)
		fclose(f);
	if (text) {
		text[n] = '\0';
		tree = cJSON_ParseWithLength(text, n);
	}
	free(text);
	if (!tree)
		fprintf(stderr, "abridctl: %s: no JSON\n", path);
	return tree;
}

static cJSON *member(cJSON *object, const char *name)
{
	cJSON *m = cJSON_GetObjectItemCaseSensitive(object, name);

	return m ? m : cJSON_AddObjectToObject(object, name);
}

/* Moves the members of from; one that is there already must be the same. */
static bool take(cJSON *to, cJSON *from, const char *what)
{
	cJSON *m;

	while (from && (m = from->child) != NULL) {
		cJSON *old = cJSON_GetObjectItemCaseSensitive(to, m->string);

		cJSON_DetachItemViaPointer(from, m);
		if (!old) {
			cJSON_AddItemToObject(to, m->string, m);
			continue;
		}
		if (!cJSON_Compare(old, m, 1)) {
			fprintf(stderr, "abridctl: %s %s has two descriptions\n", what, m->string);
			cJSON_Delete(m);
			return false;
		}
		cJSON_Delete(m);
	}
	return true;
}

/* Paths are joined by method: two programs may serve one path. */
static bool take_paths(cJSON *to, cJSON *from)
{
	cJSON *path;

	cJSON_ArrayForEach(path, from)
		if (!take(member(to, path->string), path, path->string))
			return false;
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(cJSON *const *)a)->string, (*(cJSON *const *)b)->string);
}

/* In order of their names, so that the file only changes where the rows do. */
static void sort(cJSON *object)
{
	size_t n = (size_t)cJSON_GetArraySize(object);
	cJSON **list = calloc(n + 1, sizeof(cJSON *));

	if (!list)
		abort();
	for (size_t i = 0; i < n; i++)
		list[i] = cJSON_DetachItemFromArray(object, 0);
	qsort(list, n, sizeof(cJSON *), by_name);
	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(object, list[i]);
	free(list);
}

int openapi_join(int argc, char **argv)
{
	cJSON *head = argc > 1 ? read_json(argv[0]) : NULL, *paths, *schemas, *examples;
	char *text;

	if (!head)
		return EXIT_USAGE;
	paths = member(head, "paths");
	schemas = member(member(head, "components"), "schemas");
	examples = member(member(head, "components"), "examples");
	for (int i = 1; i < argc; i++) {
		cJSON *part = read_json(argv[i]);
		bool ok = part && take_paths(paths, cJSON_GetObjectItemCaseSensitive(part, "paths")) &&
			  take(schemas, cJSON_GetObjectItemCaseSensitive(part, "schemas"), "schema") &&
			  take(examples, cJSON_GetObjectItemCaseSensitive(part, "examples"), "example");

		cJSON_Delete(part);
		if (!ok)
			return EXIT_CONFLICT;
	}
	sort(paths);
	sort(schemas);
	text = cJSON_PrintUnformatted(head);
	puts(text);
	free(text);
	cJSON_Delete(head);
	return EXIT_OK;
}

/* ---- the page ---- */

static const char *text_of(const cJSON *object, const char *name)
{
	const cJSON *m = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsString(m) ? m->valuestring : "";
}

static void put(const char *s)
{
	for (; *s; s++) {
		if (*s == '<')
			fputs("&lt;", stdout);
		else if (*s == '>')
			fputs("&gt;", stdout);
		else if (*s == '&')
			fputs("&amp;", stdout);
		else if (*s == '"')
			fputs("&quot;", stdout);
		else
			putchar(*s);
	}
}

static void put_json(const cJSON *value)
{
	char *text = cJSON_Print(value);

	fputs("<pre>", stdout);
	put(text);
	fputs("</pre>\n", stdout);
	free(text);
}

static void put_parameters(const cJSON *operation)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(operation, "parameters"), *p;
	bool open = false;

	cJSON_ArrayForEach(p, list) {
		char *schema;

		if (!*text_of(p, "name"))
			continue;
		if (!open)
			fputs("<table><tr><th>parameter<th>in<th>value<th>\n", stdout);
		open = true;
		schema = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(p, "schema"));
		fputs("<tr><td><code>", stdout);
		put(text_of(p, "name"));
		fputs(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(p, "required")) ? "</code> *<td>" : "</code><td>", stdout);
		put(text_of(p, "in"));
		fputs("<td><code>", stdout);
		put(schema);
		fputs("</code><td>", stdout);
		put(text_of(p, "description"));
		putchar('\n');
		free(schema);
	}
	if (open)
		fputs("</table>\n", stdout);
}

/* The example of whatever media type the content has. */
static void put_content(const cJSON *holder)
{
	const cJSON *content = cJSON_GetObjectItemCaseSensitive(holder, "content"), *type, *example;

	cJSON_ArrayForEach(type, content) {
		example = cJSON_GetObjectItemCaseSensitive(type, "example");
		fputs("<p><code>", stdout);
		put(type->string);
		fputs("</code></p>\n", stdout);
		if (example)
			put_json(example);
	}
}

static void put_responses(const cJSON *operation)
{
	const cJSON *responses = cJSON_GetObjectItemCaseSensitive(operation, "responses"), *one;

	cJSON_ArrayForEach(one, responses) {
		bool good = one->string[0] == '2';

		fputs(good ? "<details><summary><b>" : "<p><b>", stdout);
		put(one->string);
		fputs("</b> ", stdout);
		put(text_of(one, "description"));
		fputs(good ? "</summary>\n" : "</p>\n", stdout);
		if (good) {
			put_content(one);
			fputs("</details>\n", stdout);
		}
	}
}

static void put_operation(const char *path, const cJSON *operation)
{
	const cJSON *body = cJSON_GetObjectItemCaseSensitive(operation, "requestBody");

	fputs("<section class=\"op\" id=\"", stdout);
	put(text_of(operation, "operationId"));
	fputs("\" data-method=\"", stdout);
	put(operation->string);
	fputs("\" data-path=\"", stdout);
	put(path);
	fputs("\">\n<h3><code class=\"verb\">", stdout);
	put(operation->string);
	fputs("</code> <code>", stdout);
	put(path);
	fputs("</code></h3>\n<p>", stdout);
	put(text_of(operation, "summary"));
	fputs(". Permission <code>", stdout);
	put(text_of(operation, "x-permission"));
	fputs("</code>.</p>\n", stdout);
	put_parameters(operation);
	if (body) {
		fputs("<details open><summary>Body</summary>\n", stdout);
		put_content(body);
		fputs("</details>\n", stdout);
	}
	put_responses(operation);
	fputs("</section>\n", stdout);
}

static void put_index(const cJSON *paths)
{
	const cJSON *path, *operation;

	fputs("<nav aria-label=\"Operations\"><ul>\n", stdout);
	cJSON_ArrayForEach(path, paths) cJSON_ArrayForEach(operation, path) {
		fputs("<li><a href=\"#", stdout);
		put(text_of(operation, "operationId"));
		fputs("\"><code class=\"verb\">", stdout);
		put(operation->string);
		fputs("</code> ", stdout);
		put(path->string);
		fputs("</a>\n", stdout);
	}
	fputs("</ul></nav>\n", stdout);
}

/* The reference: whole without scripts; the script adds a form to each operation. */
int openapi_page(int argc, char **argv)
{
	cJSON *all = argc == 1 ? read_json(argv[0]) : NULL, *paths;
	const cJSON *path, *operation;

	if (!all)
		return EXIT_USAGE;
	paths = cJSON_GetObjectItemCaseSensitive(all, "paths");
	fputs("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Abrid API</title>\n"
	      "<link rel=\"stylesheet\" href=\"/static/api.css\">\n<script type=\"module\" src=\"/static/api.js\"></script>\n"
	      "</head>\n<body>\n<header><h1>Abrid API</h1>\n"
	      "<p><a href=\"/api/openapi.json\">openapi.json</a></p></header>\n", stdout);
	put_index(paths);
	fputs("<main>\n<p class=\"about\">", stdout);
	put(text_of(cJSON_GetObjectItemCaseSensitive(all, "info"), "description"));
	fputs("</p>\n<div id=\"explorer\"></div>\n", stdout);
	cJSON_ArrayForEach(path, paths) cJSON_ArrayForEach(operation, path)
		put_operation(path->string, operation);
	fputs("</main>\n</body>\n</html>\n", stdout);
	cJSON_Delete(all);
	return EXIT_OK;
}
