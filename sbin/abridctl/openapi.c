/*
 * openapi - joins what each program says of itself (--describe) to one OpenAPI description. It is made
 * when Abrid is built and served as a file.
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
