/* schema - from tables to JSON Schema. */
#include "http/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

#define PUBLIC "0123456789abcdefghjkmnpqrs"
#define INSTANT "2026-12-24T06:30:00Z"
#define DAY "2026-12-24"

enum { INSTANT_MS = 1798093800 };

static void number(struct jw *w, const char *key, int64_t value)
{
	jw_key(w, key);
	jw_int(w, value);
}

/* "type": one, or one and null. */
static void type(struct jw *w, const char *name, bool nullable)
{
	jw_key(w, "type");
	if (!nullable) {
		jw_text(w, name);
		return;
	}
	jw_array(w);
	jw_text(w, name);
	jw_text(w, "null");
	jw_end(w);
}

static void prefixed(struct jw *w, const char *prefix, bool random)
{
	jw_pair(w, "pattern", arena_printf(w->out->arena, "^%s_%s$", prefix,
					random ? "[0-7][0-9a-hjkmnp-tv-z]{25}" : "[1-9][0-9]{0,18}"));
}

static const char *prefixed_example(struct jw *w, const char *prefix, bool random)
{
	return arena_printf(w->out->arena, "%s_%s", prefix, random ? PUBLIC : "12");
}

/* ---- what comes in ---- */

static void bounds(struct jw *w, const char *least, const char *most, const struct rule *rule)
{
	if (rule->min || rule->max)
		number(w, least, rule->min);
	if (rule->max)
		number(w, most, rule->max);
}

static void list_bounds(struct jw *w, const struct rule *rule)
{
	type(w, "array", false);
	bounds(w, "minItems", "maxItems", rule);
	jw_key(w, "items");
}

static void put_default(struct jw *w, const struct rule *rule)
{
	if (!rule->dflt)
		return;
	jw_key(w, "default");
	if (rule->kind == VALUE_INT || rule->kind == VALUE_COUNT || rule->kind == VALUE_BOOL)
		jw_raw(w, strcmp(rule->dflt, "1") == 0 && rule->kind == VALUE_BOOL ? "true" : rule->dflt);
	else
		jw_text(w, rule->dflt);
}

static void enumerate(struct jw *w, const char *const *words)
{
	jw_key(w, "enum");
	jw_array(w);
	for (; *words; words++)
		jw_text(w, *words);
	jw_end(w);
}

/* Kinds that are texts of some form. */
static void text_rule(struct jw *w, const struct rule *rule)
{
	type(w, "string", false);
	switch (rule->kind) {
	case VALUE_TEXT:
	case VALUE_SECRET:
		bounds(w, "minLength", "maxLength", rule);
		break;
	case VALUE_ID:
	case VALUE_PUBLIC:
		prefixed(w, rule->prefix, rule->kind == VALUE_PUBLIC);
		break;
	case VALUE_TOKEN:
		jw_pair(w, "pattern", "^[0-7][0-9a-hjkmnp-tv-z]{25}$");
		break;
	case VALUE_REF:
		jw_pair(w, "pattern", "^[2-9A-HJ-NP-Za-hj-np-z]{6}$");
		break;
	case VALUE_DATE:
		jw_pair(w, "format", "date");
		break;
	case VALUE_EMAIL:
		jw_pair(w, "format", "email");
		number(w, "maxLength", 254);
		break;
	case VALUE_PHONE:
		number(w, "maxLength", 40);
		break;
	case VALUE_ENUM:
		enumerate(w, rule->oneof);
		break;
	default:
		break;
	}
}

void schema_rule(struct jw *w, const struct rule *rule)
{
	if (rule->kind == VALUE_OBJECT) {
		schema_rules(w, rule->sub);
		return;
	}
	jw_object(w);
	switch (rule->kind) {
	case VALUE_INT:
	case VALUE_COUNT:
	case VALUE_REAL:
		type(w, rule->kind == VALUE_REAL ? "number" : "integer", false);
		bounds(w, "minimum", "maximum", rule);
		break;
	case VALUE_BOOL:
		type(w, "boolean", false);
		break;
	case VALUE_TEXTS:
		list_bounds(w, rule);
		jw_raw(w, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":40}");
		break;
	case VALUE_LIST:
		list_bounds(w, rule);
		schema_rules(w, rule->sub);
		break;
	case VALUE_JSON:
		break;
	default:
		text_rule(w, rule);
	}
	put_default(w, rule);
	if (rule->help)
		jw_pair(w, "description", rule->help);
	jw_end(w);
}

void schema_rules(struct jw *w, const struct rule *rules)
{
	bool needs = false;

	jw_object(w);
	type(w, "object", false);
	jw_key(w, "additionalProperties");
	jw_bool(w, false);
	jw_key(w, "properties");
	jw_object(w);
	for (const struct rule *rule = rules; rule->name; rule++) {
		if (rule->name[0] == ':')
			continue;
		needs = needs || rule->need;
		jw_key(w, rule->name);
		schema_rule(w, rule);
	}
	jw_end(w);
	if (needs) {
		jw_key(w, "required");
		jw_array(w);
		for (const struct rule *rule = rules; rule->name; rule++)
			if (rule->need && rule->name[0] != ':')
				jw_text(w, rule->name);
		jw_end(w);
	}
	jw_end(w);
}

/* Letters that fill the shortest text the rule takes, and no more than the longest. */
static const char *text_example(struct jw *w, const struct rule *rule)
{
	static const char words[] = "Tizi Ouzou";
	size_t least = rule->min > 0 ? (size_t)rule->min : 1, n = sizeof words - 1;
	char *s;

	if (strcmp(rule->name, "time") == 0) /* no letters at all */
		return "07:30";
	if (rule->max && (size_t)rule->max < n)
		n = (size_t)rule->max;
	if (n >= least && words[n - 1] != ' ')
		return arena_strn(w->out->arena, words, n);
	s = arena_get(w->out->arena, least + 1);
	memset(s, '0', least);
	return s;
}

void schema_rule_example(struct jw *w, const struct rule *rule)
{
	static const char *const texts[] = {
		[VALUE_TOKEN] = PUBLIC,	  [VALUE_REF] = "K7M2QP",	    [VALUE_DATE] = DAY,
		[VALUE_PHONE] = "+213550123456", [VALUE_EMAIL] = "amina@example.dz",
	};

	switch (rule->kind) {
	case VALUE_INT:
	case VALUE_COUNT:
	case VALUE_REAL:
		jw_int(w, rule->dflt ? strtol(rule->dflt, NULL, 10) : rule->min > 0 || rule->max < 1 ? rule->min : 1);
		break;
	case VALUE_BOOL:
		jw_bool(w, true);
		break;
	case VALUE_TEXT:
	case VALUE_SECRET:
		jw_text(w, text_example(w, rule));
		break;
	case VALUE_ID:
	case VALUE_PUBLIC:
		jw_text(w, prefixed_example(w, rule->prefix, rule->kind == VALUE_PUBLIC));
		break;
	case VALUE_ENUM:
		jw_text(w, rule->dflt ? rule->dflt : rule->oneof[0]);
		break;
	case VALUE_TEXTS:
		jw_array(w);
		jw_text(w, "1A");
		jw_end(w);
		break;
	case VALUE_LIST:
		jw_array(w);
		schema_rules_example(w, rule->sub);
		jw_end(w);
		break;
	case VALUE_OBJECT:
		schema_rules_example(w, rule->sub);
		break;
	case VALUE_JSON:
		jw_null(w);
		break;
	default:
		jw_text(w, texts[rule->kind]);
	}
}

void schema_rules_example(struct jw *w, const struct rule *rules)
{
	jw_object(w);
	for (const struct rule *rule = rules; rule->name; rule++) {
		if (rule->name[0] == ':' || rule->kind == VALUE_JSON)
			continue;
		jw_key(w, rule->name);
		schema_rule_example(w, rule);
	}
	jw_end(w);
}

/* ---- what goes out ---- */

static void sub_object(struct jw *w, const struct field *fields, bool nullable)
{
	type(w, "object", nullable);
	schema_fields(w, fields);
}

static void field_schema(struct jw *w, const struct field *f)
{
	bool nullable = strcmp(f->name, "id") != 0;

	jw_object(w);
	switch (f->kind) {
	case FIELD_INT:
	case FIELD_COUNT:
	case FIELD_MINUTES:
	case FIELD_MS:
		type(w, "integer", f->kind == FIELD_MS);
		break;
	case FIELD_REAL:
		type(w, "number", true);
		break;
	case FIELD_BOOL:
		type(w, "boolean", false);
		break;
	case FIELD_ID:
	case FIELD_PUBLIC:
		type(w, "string", nullable);
		prefixed(w, f->prefix, f->kind == FIELD_PUBLIC);
		break;
	case FIELD_TIME:
	case FIELD_DATE:
		type(w, "string", true);
		jw_pair(w, "format", f->kind == FIELD_TIME ? "date-time" : "date");
		break;
	case FIELD_WORDS:
		type(w, "array", false);
		jw_key(w, "items");
		jw_raw(w, "{\"type\":\"string\"}");
		break;
	case FIELD_MONEY:
		jw_key(w, "anyOf");
		jw_raw(w, "[{\"$ref\":\"#/components/schemas/Money\"},{\"type\":\"null\"}]");
		break;
	case FIELD_NAMES:
		jw_key(w, "allOf");
		jw_raw(w, "[{\"$ref\":\"#/components/schemas/Names\"}]");
		break;
	case FIELD_ONE:
	case FIELD_MAYBE:
		sub_object(w, f->sub, f->kind == FIELD_MAYBE);
		break;
	case FIELD_LIST:
		type(w, "array", false);
		jw_key(w, "items");
		jw_object(w);
		sub_object(w, f->sub, false);
		jw_end(w);
		break;
	default:
		type(w, "string", true);
	}
	if (f->help)
		jw_pair(w, "description", f->help);
	jw_end(w);
}

static bool shown(const struct field *f)
{
	return f->kind != FIELD_BYTES && !(f->see & SEE_NONE);
}

void schema_properties(struct jw *w, const struct field *fields)
{
	for (const struct field *f = fields; f->name; f++) {
		if (!shown(f))
			continue;
		jw_key(w, f->name);
		field_schema(w, f);
	}
}

/* What only some roles see may be missing. */
void schema_required(struct jw *w, const struct field *fields)
{
	for (const struct field *f = fields; f->name; f++)
		if (shown(f) && f->see == 0)
			jw_text(w, f->name);
}

void schema_fields(struct jw *w, const struct field *fields)
{
	jw_key(w, "properties");
	jw_object(w);
	schema_properties(w, fields);
	jw_end(w);
	jw_key(w, "required");
	jw_array(w);
	schema_required(w, fields);
	jw_end(w);
}

static void field_example(struct jw *w, const struct field *f)
{
	switch (f->kind) {
	case FIELD_INT:
	case FIELD_COUNT:
	case FIELD_MINUTES:
	case FIELD_REAL:
		jw_int(w, 4);
		break;
	case FIELD_MS:
		jw_int(w, (int64_t)INSTANT_MS * 1000);
		break;
	case FIELD_BOOL:
		jw_bool(w, true);
		break;
	case FIELD_ID:
	case FIELD_PUBLIC:
		jw_text(w, prefixed_example(w, f->prefix, f->kind == FIELD_PUBLIC));
		break;
	case FIELD_TIME:
		jw_text(w, INSTANT);
		break;
	case FIELD_DATE:
		jw_text(w, DAY);
		break;
	case FIELD_WORDS:
		jw_array(w);
		jw_end(w);
		break;
	case FIELD_MONEY:
		jw_raw(w, "{\"amount\":77000,\"currency\":\"DZD\"}");
		break;
	case FIELD_NAMES:
		jw_raw(w, "{\"fr\":\"Oran\",\"ar\":\"وهران\",\"en\":\"Oran\"}");
		break;
	case FIELD_ONE:
	case FIELD_MAYBE:
		jw_object(w);
		schema_fields_example(w, f->sub);
		jw_end(w);
		break;
	case FIELD_LIST:
		jw_array(w);
		jw_object(w);
		schema_fields_example(w, f->sub);
		jw_end(w);
		jw_end(w);
		break;
	default:
		jw_text(w, f->name);
	}
}

void schema_fields_example(struct jw *w, const struct field *fields)
{
	for (const struct field *f = fields; f->name; f++) {
		if (!shown(f))
			continue;
		jw_key(w, f->name);
		field_example(w, f);
	}
}
