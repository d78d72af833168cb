/* settings - what a test may change of a provider's behaviour. */
#include "settings.h"

#include "control.h"
#include "jw.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>

static void set_number(const struct setting *s, int64_t value)
{
	*(int64_t *)s->at = value;
}

static void set_text(const struct setting *s, const char *text)
{
	char **at = s->at;

	free(*at);
	*at = mem_text(text);
}

void settings_reset(const struct setting *table)
{
	const struct setting *s;

	for (s = table; s->name; s++) {
		if (s->kind == SET_TEXT)
			set_text(s, s->usual_text);
		else
			set_number(s, s->usual);
	}
}

static int64_t word_index(const struct setting *s, const char *word)
{
	int64_t i;

	for (i = 0; s->words[i]; i++)
		if (!strcmp(s->words[i], word))
			return i;
	return -1;
}

static bool fits(const struct setting *s, const cJSON *v)
{
	switch (s->kind) {
	case SET_BOOL:
		return cJSON_IsBool(v);
	case SET_INT:
		return cJSON_IsNumber(v) && v->valuedouble >= (double)s->least &&
		    v->valuedouble <= (double)s->most;
	case SET_WORD:
		return cJSON_IsString(v) && word_index(s, v->valuestring) >= 0;
	case SET_TEXT:
		return cJSON_IsString(v) || cJSON_IsNull(v);
	}
	return false;
}

static void apply(const struct setting *s, const cJSON *v)
{
	switch (s->kind) {
	case SET_BOOL:
		set_number(s, cJSON_IsTrue(v));
		break;
	case SET_INT:
		set_number(s, (int64_t)v->valuedouble);
		break;
	case SET_WORD:
		set_number(s, word_index(s, v->valuestring));
		break;
	case SET_TEXT:
		set_text(s, cJSON_IsNull(v) ? NULL : v->valuestring);
		break;
	}
}

static const struct setting *find(const struct setting *table, const char *name)
{
	while (table->name && strcmp(table->name, name))
		table++;
	return table->name ? table : NULL;
}

static void show(const struct setting *table, struct http_reply *r)
{
	struct jw j = { .out = &r->body };
	const struct setting *s;
	int64_t n;

	r->type = "application/json";
	jw_open(&j, '{');
	for (s = table; s->name; s++) {
		n = s->kind == SET_TEXT ? 0 : *(int64_t *)s->at;
		if (s->kind == SET_TEXT)
			jw_put_text(&j, s->name, *(char **)s->at);
		else if (s->kind == SET_WORD)
			jw_put_text(&j, s->name, s->words[n]);
		else if (s->kind == SET_BOOL)
			jw_put_bool(&j, s->name, n);
		else
			jw_put_int(&j, s->name, n);
	}
	jw_close(&j, '}');
}

void settings_serve(const struct setting *table, struct call *c)
{
	const struct setting *s;
	cJSON *body, *v;

	if (strcmp(c->request->method, "GET")) {
		body = control_body(c);
		if (!body)
			return;
		cJSON_ArrayForEach(v, body) {
			s = find(table, v->string);
			if (!s || !fits(s, v)) {
				control_fail(c, 400, "no such %s: %s", s ? "value for" : "setting",
				    v->string);
				cJSON_Delete(body);
				return;
			}
		}
		cJSON_ArrayForEach(v, body)
			apply(find(table, v->string), v);
		cJSON_Delete(body);
	}
	show(table, c->reply);
}
