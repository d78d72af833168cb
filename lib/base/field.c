/* field - JSON view of a document described by a field table. */
#include "base/field.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/when.h"

const void *field_at(const struct field *f, const void *row)
{
	return (const char *)row + f->at;
}

int field_seen(const struct field *f, unsigned role)
{
	return f->kind != FIELD_BYTES && (f->see == 0 || (f->see & role) != 0);
}

static const char *text_at(const void *p)
{
	return *(const char *const *)p;
}

static void put_names(struct jw *w, const struct names *n)
{
	jw_object(w);
	jw_key(w, "fr");
	jw_text(w, n->fr);
	jw_key(w, "ar");
	jw_text(w, n->ar);
	jw_key(w, "en");
	jw_text(w, n->en);
	jw_end(w);
}

static void put_money(struct jw *w, int64_t amount)
{
	if (amount == MONEY_NONE) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_key(w, "amount");
	jw_int(w, amount);
	jw_key(w, "currency");
	jw_text(w, "DZD");
	jw_end(w);
}

static void put_list(struct jw *w, const struct field *f, const void *row, unsigned role)
{
	const char *element = *(const char *const *)field_at(f, row);
	size_t n = *(const size_t *)((const char *)row + f->count_at);

	jw_array(w);
	for (size_t i = 0; i < n; i++, element += f->size) {
		jw_object(w);
		field_json(w, f->sub, element, role);
		jw_end(w);
	}
	jw_end(w);
}

static void put_struct(struct jw *w, const struct field *f, const void *p, unsigned role)
{
	if (!p) {
		jw_null(w);
		return;
	}
	jw_object(w);
	field_json(w, f->sub, p, role);
	jw_end(w);
}

static void put_words(struct jw *w, const char *const *words)
{
	jw_array(w);
	for (; words && *words; words++)
		jw_text(w, *words);
	jw_end(w);
}

/* Identifiers and instants are short texts: built beside the output in its arena. */
static void put_derived(struct jw *w, const struct field *f, const void *p)
{
	struct arena *a = w->out->arena;

	switch (f->kind) {
	case FIELD_ID:
		jw_text(w, *(const int64_t *)p ? arena_printf(a, "%s_%lld", f->prefix,
							      (long long)*(const int64_t *)p)
					       : NULL);
		break;
	case FIELD_PUBLIC:
		jw_text(w, text_at(p) ? arena_printf(a, "%s_%s", f->prefix, text_at(p)) : NULL);
		break;
	case FIELD_TIME:
		jw_text(w, *(const int64_t *)p == WHEN_NONE ? NULL : when_iso(a, *(const int64_t *)p));
		break;
	default:
		jw_text(w, *(const int32_t *)p == WHEN_NO_DATE ? NULL
							       : when_iso_date(a, *(const int32_t *)p));
	}
}

static void put_value(struct jw *w, const struct field *f, const void *row, unsigned role)
{
	const void *p = field_at(f, row);

	switch (f->kind) {
	case FIELD_INT:
		jw_int(w, *(const int64_t *)p);
		break;
	case FIELD_COUNT:
	case FIELD_MINUTES:
		jw_int(w, *(const int *)p);
		break;
	case FIELD_REAL:
		jw_real(w, *(const double *)p);
		break;
	case FIELD_BOOL:
		jw_bool(w, *(const bool *)p);
		break;
	case FIELD_MS:
		if (*(const int64_t *)p == WHEN_NONE)
			jw_null(w);
		else
			jw_int(w, *(const int64_t *)p / (WHEN_SECOND / 1000));
		break;
	case FIELD_TEXT:
	case FIELD_ENUM:
		jw_text(w, text_at(p));
		break;
	case FIELD_WORDS:
		put_words(w, *(const char *const *const *)p);
		break;
	case FIELD_MONEY:
		put_money(w, *(const int64_t *)p);
		break;
	case FIELD_NAMES:
		put_names(w, p);
		break;
	case FIELD_ONE:
		put_struct(w, f, p, role);
		break;
	case FIELD_MAYBE:
		put_struct(w, f, *(const void *const *)p, role);
		break;
	case FIELD_LIST:
		put_list(w, f, row, role);
		break;
	default:
		put_derived(w, f, p);
	}
}

void field_json(struct jw *w, const struct field *fields, const void *row, unsigned role)
{
	for (const struct field *f = fields; f->name; f++) {
		if (!field_seen(f, role))
			continue;
		jw_key(w, f->name);
		put_value(w, f, row, role);
	}
}
