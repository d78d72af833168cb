/* input - query, form and JSON into one tree, the tree through the rules into a struct. */
#include "http/input.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "http/strict.h"

enum { PAIRS = 400, NAME = 64, MEMBERS = 256 };

/* ---- reading ---- */

static void delete_tree(void *tree)
{
	cJSON_Delete(tree);
}

static enum err keep(struct req *r, cJSON *tree)
{
	if (!tree)
		return fail(ERR_MEMORY, "no memory for the input");
	arena_defer(r->work.arena, delete_tree, tree);
	r->tree = tree;
	return OK;
}

/* The member of that name, made when missing; objects and lists alike are cJSON objects here. */
static cJSON *child(cJSON *parent, const char *name)
{
	cJSON *c = cJSON_GetObjectItemCaseSensitive(parent, name);

	if (!c) {
		c = cJSON_CreateObject();
		cJSON_AddItemToObject(parent, name, c);
	}
	return c;
}

/* Puts "a.0.b" = value into the tree; a name sent twice becomes an array. */
static bool put_pair(cJSON *tree, char *name, const char *value)
{
	cJSON *at = tree, *old;
	char *dot;

	while ((dot = strchr(name, '.')) != NULL) {
		*dot = '\0';
		if (!*name)
			return false;
		at = child(at, name);
		if (!cJSON_IsObject(at))
			return false;
		name = dot + 1;
	}
	if (!*name)
		return false;
	old = cJSON_GetObjectItemCaseSensitive(at, name);
	if (!old)
		return cJSON_AddStringToObject(at, name, value) != NULL;
	if (cJSON_IsString(old)) {
		cJSON *list = cJSON_CreateArray();

		cJSON_AddItemToArray(list, cJSON_CreateString(old->valuestring));
		cJSON_AddItemToArray(list, cJSON_CreateString(value));
		return cJSON_ReplaceItemInObjectCaseSensitive(at, name, list);
	}
	return cJSON_IsArray(old) && cJSON_AddItemToArray(old, cJSON_CreateString(value));
}

/* name=value&... into a tree of strings. */
static enum err read_pairs(struct req *r, const char *s, size_t n)
{
	cJSON *tree = cJSON_CreateObject();
	const char *end = s + n;
	size_t pairs = 0;

	TRY(keep(r, tree));
	while (s < end) {
		const char *amp = memchr(s, '&', (size_t)(end - s)), *stop = amp ? amp : end;
		const char *eq = memchr(s, '=', (size_t)(stop - s));
		size_t name_n = (size_t)((eq ? eq : stop) - s);
		char *name = arena_get(r->work.arena, name_n + 1);
		char *value = arena_get(r->work.arena, (size_t)(stop - s) + 1);

		if (stop > s) {
			if (++pairs > PAIRS || name_n == 0 || name_n > NAME ||
			    !strict_decode(s, name_n, name) ||
			    (eq && !strict_decode(eq + 1, (size_t)(stop - eq - 1), value)) ||
			    !put_pair(tree, name, eq ? value : ""))
				return fail(ERR_MALFORMED, "form or query not understood");
		}
		s = stop + (amp != NULL);
	}
	return OK;
}

/* True when an object names a member twice, or has more members than any document of ours. */
static bool ill_formed(const cJSON *node)
{
	int n = 0;

	for (const cJSON *c = node->child; c; c = c->next) {
		if (cJSON_IsObject(node)) {
			if (++n > MEMBERS)
				return true;
			for (const cJSON *o = node->child; o != c; o = o->next)
				if (strcmp(o->string, c->string) == 0)
					return true;
		}
		if (ill_formed(c))
			return true;
	}
	return false;
}

static enum err read_json(struct req *r)
{
	const char *wrong = strict_json(r->body, r->body_n);
	cJSON *tree;

	if (wrong)
		return fail(ERR_MALFORMED, "JSON: %s", wrong);
	tree = cJSON_ParseWithLength(r->body, r->body_n);
	TRY(keep(r, tree));
	if (!cJSON_IsObject(tree))
		return fail(ERR_MALFORMED, "JSON: not an object");
	if (ill_formed(tree))
		return fail(ERR_MALFORMED, "JSON: a name stands twice, or too many members");
	return OK;
}

/* True when the Content-Type names that media type, whatever its parameters. */
static bool type_is(const char *type, const char *wanted)
{
	size_t n = strlen(wanted);

	return type && strncasecmp(type, wanted, n) == 0 &&
	       (type[n] == '\0' || type[n] == ';' || isspace((unsigned char)type[n]));
}

enum err input_read(struct req *r)
{
	const char *type = req_header(r, "Content-Type");

	if (r->method == GET)
		return read_pairs(r, r->query, strlen(r->query));
	if (r->body_n == 0)
		return keep(r, cJSON_CreateObject());
	if (type_is(type, "application/json") && !r->is_page)
		return read_json(r);
	if (type_is(type, "application/x-www-form-urlencoded") && (r->is_page || r->route->lenient))
		return read_pairs(r, r->body, r->body_n);
	return fail(ERR_MEDIA_TYPE, "content type %s", type ? type : "missing");
}

const char *input_text(const struct req *r, const char *name)
{
	const cJSON *c = r->tree ? cJSON_GetObjectItemCaseSensitive(r->tree, name) : NULL;

	return cJSON_IsString(c) ? c->valuestring : NULL;
}

enum err input_of_form(struct req *r, const struct rule *rules)
{
	TRY(input_read(r));
	for (const struct rule *rule = rules; rule->name; rule++) {
		const cJSON *typed = cJSON_GetObjectItemCaseSensitive(r->form_tree, rule->name);

		if (cJSON_IsString(typed) && !cJSON_GetObjectItemCaseSensitive(r->tree, rule->name))
			cJSON_AddStringToObject(r->tree, rule->name, typed->valuestring);
	}
	return input_check(r, rules, &r->in);
}

size_t input_typed(const struct req *r, const char *name, const char **out, size_t max)
{
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(r->form_tree, name), *e;
	size_t n = 0;

	if (cJSON_IsString(c) && max)
		out[n++] = c->valuestring;
	if (cJSON_IsArray(c))
		cJSON_ArrayForEach(e, c) if (cJSON_IsString(e) && n < max) out[n++] = e->valuestring;
	return n;
}

/* ---- checking ---- */

struct check {
	struct req *r;
	bool typed;   /* JSON: numbers are numbers; else all is text */
	bool strict;  /* unknown names are errors */
	enum err first;
};

static void wrong(struct check *c, const char *path, const struct rule *rule, enum err e)
{
	struct req *r = c->r;

	if (r->n_errors < REQ_ERRORS)
		r->errors[r->n_errors++] = (struct input_error){ path, e, rule, NULL };
	if (c->first == OK) {
		c->first = e;
		fail(e, "input %s", path);
		fail_field(path);
	}
}

/* The text of a node when its JSON type fits the rule; NULL when it does not. */
static const char *as_text(struct check *c, const struct rule *rule, const cJSON *node)
{
	if (!c->typed)
		return cJSON_IsString(node) ? node->valuestring : NULL;
	switch (rule->kind) {
	case VALUE_INT:
	case VALUE_COUNT:
		if (!cJSON_IsNumber(node) || node->valuedouble != floor(node->valuedouble) ||
		    fabs(node->valuedouble) > 9007199254740992.0)
			return NULL;
		return arena_printf(c->r->work.arena, "%.0f", node->valuedouble);
	case VALUE_REAL:
		return cJSON_IsNumber(node)
			       ? arena_printf(c->r->work.arena, "%.17g", node->valuedouble)
			       : NULL;
	case VALUE_BOOL:
		return cJSON_IsBool(node) ? (cJSON_IsTrue(node) ? "true" : "false") : NULL;
	default:
		return cJSON_IsString(node) ? node->valuestring : NULL;
	}
}

static void check_members(struct check *c, const struct rule *rules, const cJSON *node,
			  const char *prefix, void *base);

static void check_texts(struct check *c, const struct rule *rule, const cJSON *node,
			const char *path, void *base)
{
	struct arena *a = c->r->work.arena;
	bool one = cJSON_IsString(node) && !c->typed;
	int n = one ? 1 : cJSON_IsArray(node) ? cJSON_GetArraySize(node) : -1;
	const char **list;
	const cJSON *e;
	int i = 0;

	if (n < 0 || n < rule->min || n > rule->max) {
		wrong(c, path, rule, ERR_INPUT);
		return;
	}
	list = arena_get(a, (size_t)(n + 1) * sizeof *list);
	if (one) {
		list[i++] = node->valuestring;
	} else {
		cJSON_ArrayForEach(e, node) list[i++] = cJSON_IsString(e) ? e->valuestring : "";
	}
	for (i = 0; i < n; i++) {
		struct rule each = { .kind = VALUE_TEXT, .need = true, .min = 1, .max = 40 };

		if (!value_parse(a, &each, list[i], &list[i])) {
			wrong(c, path, rule, ERR_INPUT);
			return;
		}
	}
	*(const char ***)((char *)base + rule->at) = list;
	*(size_t *)((char *)base + rule->count_at) = (size_t)n;
}

/* Elements of a list: a JSON array, or form names "list.0.x" that count up without gaps. */
static void check_list(struct check *c, const struct rule *rule, const cJSON *node,
		       const char *path, void *base)
{
	struct arena *a = c->r->work.arena;
	int n = cJSON_IsArray(node) || (!c->typed && cJSON_IsObject(node)) ? cJSON_GetArraySize(node)
									   : -1;
	size_t size = rule_size(rule->sub);
	const cJSON *e;
	char *rows;
	int i = 0;

	if (n < 0 || n < rule->min || n > rule->max) {
		wrong(c, path, rule, ERR_INPUT);
		return;
	}
	rows = arena_get(a, (size_t)n * size + 1);
	cJSON_ArrayForEach(e, node) {
		int at = i++;

		if (!cJSON_IsObject(e) ||
		    (cJSON_IsObject(node) && strcmp(e->string, arena_printf(a, "%d", at)) != 0)) {
			wrong(c, path, rule, ERR_INPUT);
			return;
		}
		check_members(c, rule->sub, e, arena_printf(a, "%s.%d.", path, at),
			      rows + (size_t)at * size);
	}
	*(char **)((char *)base + rule->at) = rows;
	*(size_t *)((char *)base + rule->count_at) = (size_t)n;
}

static void check_object(struct check *c, const struct rule *rule, const cJSON *node,
			 const char *path, void *base)
{
	struct arena *a = c->r->work.arena;
	void *row = arena_get(a, rule_size(rule->sub));

	if (!cJSON_IsObject(node)) {
		wrong(c, path, rule, ERR_INPUT);
		return;
	}
	check_members(c, rule->sub, node, arena_printf(a, "%s.", path), row);
	*(void **)((char *)base + rule->at) = row;
}

static void check_json(struct check *c, const struct rule *rule, const cJSON *node,
		       const char *path, void *base)
{
	int n = cJSON_IsArray(node) ? cJSON_GetArraySize(node) : 0;

	if (!c->typed || (cJSON_IsArray(node) && (n < rule->min || n > rule->max))) {
		wrong(c, path, rule, ERR_INPUT);
		return;
	}
	*(const cJSON **)((char *)base + rule->at) = node;
}

/* Absence: an error when needed, else the default. An empty form field is an absent one. */
static void check_absent(struct check *c, const struct rule *rule, const char *path, void *base)
{
	if (rule->kind == VALUE_DATE)
		*(int32_t *)((char *)base + rule->at) = INT32_MIN;
	if (rule->need)
		wrong(c, path, rule, ERR_MISSING_FIELD);
	else if (rule->dflt && !value_parse(c->r->work.arena, rule, rule->dflt, base))
		wrong(c, path, rule, ERR_INTERNAL);
}

static bool absent(const struct check *c, const struct rule *rule, const cJSON *node)
{
	if (!node || (c->typed && cJSON_IsNull(node) && !rule->need))
		return true;
	return !c->typed && cJSON_IsString(node) && !*node->valuestring;
}

static void check_one(struct check *c, const struct rule *rule, const cJSON *node,
		      const char *path, void *base)
{
	const char *s;

	if (absent(c, rule, node)) {
		check_absent(c, rule, path, base);
		return;
	}
	if (rule->given_at)
		*(bool *)((char *)base + rule->given_at) = true;
	switch (rule->kind) {
	case VALUE_TEXTS:
		check_texts(c, rule, node, path, base);
		return;
	case VALUE_LIST:
		check_list(c, rule, node, path, base);
		return;
	case VALUE_OBJECT:
		check_object(c, rule, node, path, base);
		return;
	case VALUE_JSON:
		check_json(c, rule, node, path, base);
		return;
	default:
		s = as_text(c, rule, node);
		if (!s || !value_parse(c->r->work.arena, rule, s, base))
			wrong(c, path, rule, ERR_INPUT);
	}
}

static bool known(const struct rule *rules, const char *name)
{
	for (; rules->name; rules++)
		if (rules->name[0] != ':' && strcmp(rules->name, name) == 0)
			return true;
	return name[0] == '_' && (strcmp(name, "_csrf") == 0 || strcmp(name, "_key") == 0);
}

static void check_members(struct check *c, const struct rule *rules, const cJSON *node,
			  const char *prefix, void *base)
{
	struct arena *a = c->r->work.arena;

	for (const struct rule *rule = rules; rule->name; rule++)
		if (rule->name[0] != ':')
			check_one(c, rule, cJSON_GetObjectItemCaseSensitive(node, rule->name),
				  arena_printf(a, "%s%s", prefix, rule->name), base);
	if (!c->strict)
		return;
	for (const cJSON *m = node->child; m; m = m->next)
		if (!known(rules, m->string))
			wrong(c, arena_printf(a, "%s%.40s", prefix, m->string), NULL, ERR_UNKNOWN_FIELD);
}

/* Path parameters: a malformed identifier names nothing, so it is not found rather than wrong. */
static enum err check_path(struct req *r, const struct rule *rules, void *base)
{
	for (const struct rule *rule = rules; rule->name; rule++) {
		const char *value = NULL;

		if (rule->name[0] != ':')
			continue;
		for (int i = 0; r->match.name[i]; i++)
			if (strcmp(r->match.name[i], rule->name) == 0)
				value = r->match.value[i];
		if (!value || !str_utf8(value, strlen(value)) ||
		    !value_parse(r->work.arena, rule, value, base))
			return fail(ERR_NOT_FOUND, "path parameter %s", rule->name);
	}
	return OK;
}

enum err input_check(struct req *r, const struct rule *rules, void **in)
{
	const char *type = req_header(r, "Content-Type");
	struct check c = {
		.r = r,
		.typed = r->method != GET && !r->is_page && type_is(type, "application/json"),
		.strict = !r->route->lenient && !(r->is_page && r->method == GET),
	};

	*in = arena_get(r->work.arena, rule_size(rules) + 1);
	TRY(check_path(r, rules, *in));
	check_members(&c, rules, r->tree, "", *in);
	return c.first;
}

enum err input_wrong(struct req *r, const char *name, enum err e)
{
	const struct rule *rule = r->route->input;

	while (rule->name && strcmp(rule->name, name) != 0)
		rule++;
	if (r->n_errors < REQ_ERRORS)
		r->errors[r->n_errors++] =
			(struct input_error){ name, e, rule->name ? rule : NULL, NULL };
	fail(e, "input %s", name);
	fail_field(name);
	return e;
}
