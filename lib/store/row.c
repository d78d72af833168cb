/* row - values to and from PostgreSQL text format. */
#include "store/row.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"
#include "base/when.h"
#include "store/db.h"

enum { COLUMNS = 128 };

/* A leaf field with its place in the struct and its column in this result. */
struct leaf {
	const struct field *field;
	size_t at;
	int column; /* of NAMES: the French one; the others follow */
	int more[2];
};

struct plan {
	struct leaf leaf[COLUMNS];
	size_t n;
};

static enum err column_of(const PGresult *res, struct arena *a, const char *prefix,
			  const char *name, const char *suffix, int *out)
{
	char *full = arena_printf(a, "%s%s%s", prefix, name, suffix);

	*out = PQfnumber(res, full);
	return *out < 0 ? fail(ERR_INTERNAL, "statement has no column %s", full) : OK;
}

static enum err make_plan(struct plan *plan, struct arena *a, const PGresult *res,
			  const struct field *fields, size_t base, const char *prefix)
{
	for (const struct field *f = fields; f->name; f++) {
		struct leaf *leaf;

		if (!f->column)
			continue;
		if (f->kind == FIELD_ONE) {
			TRY(make_plan(plan, a, res, f->sub, base + f->at,
				      arena_printf(a, "%s%s", prefix, f->column)));
			continue;
		}
		assert(plan->n < COLUMNS && f->kind != FIELD_LIST && f->kind != FIELD_MAYBE);
		leaf = &plan->leaf[plan->n++];
		leaf->field = f;
		leaf->at = base + f->at;
		if (f->kind == FIELD_NAMES) {
			TRY(column_of(res, a, prefix, f->column, "_fr", &leaf->column));
			TRY(column_of(res, a, prefix, f->column, "_ar", &leaf->more[0]));
			TRY(column_of(res, a, prefix, f->column, "_en", &leaf->more[1]));
		} else {
			TRY(column_of(res, a, prefix, f->column, "", &leaf->column));
		}
	}
	return OK;
}

static const char *value(const PGresult *res, int row, int column)
{
	return PQgetisnull(res, row, column) ? NULL : PQgetvalue(res, row, column);
}

/* "{wifi,ac}" to a NULL-terminated list. Codes hold no commas or quotes; anything else is a bug. */
static const char *const *words(struct arena *a, const char *s)
{
	size_t n = 2;
	const char **list;
	char *copy;

	if (!s || s[0] != '{' || strchr(s, '"'))
		return NULL;
	for (const char *p = s; *p; p++)
		n += *p == ',';
	list = arena_get(a, n * sizeof *list);
	copy = arena_strn(a, s + 1, strlen(s) - 2);
	n = 0;
	for (char *save, *p = strtok_r(copy, ",", &save); p; p = strtok_r(NULL, ",", &save))
		list[n++] = p;
	return list;
}

static const unsigned char *bytes(struct arena *a, const char *s)
{
	size_t n = s && s[0] == '\\' && s[1] == 'x' ? (strlen(s) - 2) / 2 : 0;
	unsigned char *out = arena_get(a, n + 1);

	return s && str_unhex(s + 2, out, n) ? out : NULL;
}

static const char *public_id(struct arena *a, const char *s)
{
	char out[ID_CHARS + 1];

	return s && id_from_uuid(s, out) ? arena_str(a, out) : NULL;
}

static void set_number(const struct field *f, void *at, const char *s)
{
	switch (f->kind) {
	case FIELD_COUNT:
	case FIELD_MINUTES:
		*(int *)at = s ? atoi(s) : 0;
		break;
	case FIELD_REAL:
		*(double *)at = s ? strtod(s, NULL) : 0;
		break;
	case FIELD_BOOL:
		*(bool *)at = s && *s == 't';
		break;
	case FIELD_MONEY:
		*(int64_t *)at = s ? strtoll(s, NULL, 10) : MONEY_NONE;
		break;
	case FIELD_TIME:
	case FIELD_MS:
		if (!s || !when_parse_pg(s, at))
			*(int64_t *)at = WHEN_NONE;
		break;
	case FIELD_DATE:
		if (!s || !when_parse_date(s, at))
			*(int32_t *)at = WHEN_NO_DATE;
		break;
	default: /* INT, ID */
		*(int64_t *)at = s ? strtoll(s, NULL, 10) : 0;
	}
}

static void set(struct arena *a, const struct leaf *leaf, const PGresult *res, int row, void *at)
{
	const char *s = value(res, row, leaf->column);

	switch (leaf->field->kind) {
	case FIELD_TEXT:
	case FIELD_ENUM:
		*(const char **)at = s;
		break;
	case FIELD_PUBLIC:
		*(const char **)at = public_id(a, s);
		break;
	case FIELD_WORDS:
		*(const char *const **)at = words(a, s);
		break;
	case FIELD_BYTES:
		*(const unsigned char **)at = bytes(a, s);
		break;
	case FIELD_NAMES:
		((struct names *)at)->fr = s;
		((struct names *)at)->ar = value(res, row, leaf->more[0]);
		((struct names *)at)->en = value(res, row, leaf->more[1]);
		break;
	default:
		set_number(leaf->field, at, s);
	}
}

static void load(struct arena *a, const struct plan *plan, const PGresult *res, int row, char *out)
{
	for (size_t i = 0; i < plan->n; i++)
		set(a, &plan->leaf[i], res, row, out + plan->leaf[i].at);
}

enum err row_load_one(struct arena *a, const PGresult *res, const struct field *fields, void *row)
{
	struct plan plan = { .n = 0 };

	TRY(make_plan(&plan, a, res, fields, 0, ""));
	load(a, &plan, res, 0, row);
	return OK;
}

enum err row_load_all(struct arena *a, const PGresult *res, const struct field *fields, size_t size,
		      void *out, size_t *n)
{
	struct plan plan = { .n = 0 };
	int rows = PQntuples(res);
	char *array = arena_get(a, (size_t)rows * size + 1);

	TRY(make_plan(&plan, a, res, fields, 0, ""));
	for (int i = 0; i < rows && !arena_overflown(a); i++)
		load(a, &plan, res, i, array + (size_t)i * size);
	*(char **)out = array;
	*n = arena_overflown(a) ? 0 : (size_t)rows;
	return OK;
}

/* ---- parameters ---- */

static const char *array_of_ints(struct arena *a, const int64_t *v, size_t n)
{
	struct buf b;

	buf_init(&b, a, 2 + n * 8);
	buf_char(&b, '{');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(&b, ',');
		buf_int(&b, v[i]);
	}
	buf_char(&b, '}');
	return b.data;
}

static const char *array_of_texts(struct arena *a, const char *const *v, size_t n)
{
	struct buf b;

	buf_init(&b, a, 2 + n * 16);
	buf_char(&b, '{');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(&b, ',');
		if (!v[i]) {
			buf_str(&b, "NULL");
			continue;
		}
		buf_char(&b, '"');
		for (const char *s = v[i]; *s; s++) {
			if (*s == '"' || *s == '\\')
				buf_char(&b, '\\');
			buf_char(&b, *s);
		}
		buf_char(&b, '"');
	}
	buf_char(&b, '}');
	return b.data;
}

static const char *instant(struct arena *a, int64_t t)
{
	struct civil c = when_utc(t);
	int64_t micros = t % WHEN_SECOND;

	return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d.%06d+00", c.year, c.month, c.day,
			    c.hour, c.minute, c.second,
			    (int)(micros < 0 ? micros + WHEN_SECOND : micros));
}

const char *row_param(struct arena *a, const struct param *p)
{
	char uuid[ID_UUID_CHARS + 1];

	switch (p->kind) {
	case PARAM_NULL:
		return NULL;
	case PARAM_INT:
		return arena_printf(a, "%lld", (long long)p->number);
	case PARAM_TEXT:
		return p->p;
	case PARAM_BOOL:
		return p->number ? "t" : "f";
	case PARAM_TIME:
		return p->number == WHEN_NONE ? NULL : instant(a, p->number);
	case PARAM_DATE:
		return p->number == WHEN_NO_DATE ? NULL : when_iso_date(a, (int32_t)p->number);
	case PARAM_REAL:
		return arena_printf(a, "%.9g", p->real);
	case PARAM_BYTES:
		return p->p ? arena_printf(a, "\\x%s", str_hex(a, p->p, p->n)) : NULL;
	case PARAM_PUBLIC:
		return p->p && id_to_uuid(p->p, uuid) ? arena_str(a, uuid) : NULL;
	case PARAM_INTS:
		return array_of_ints(a, p->p, p->n);
	case PARAM_TEXTS:
		return array_of_texts(a, p->p, p->n);
	}
	return NULL;
}

struct param p_null(void)
{
	return (struct param){ .kind = PARAM_NULL };
}

struct param p_int(int64_t v)
{
	return (struct param){ .kind = PARAM_INT, .number = v };
}

struct param p_text(const char *s)
{
	return (struct param){ .kind = s ? PARAM_TEXT : PARAM_NULL, .p = s };
}

struct param p_bool(bool v)
{
	return (struct param){ .kind = PARAM_BOOL, .number = v };
}

struct param p_time(int64_t t)
{
	return (struct param){ .kind = PARAM_TIME, .number = t };
}

struct param p_date(int32_t d)
{
	return (struct param){ .kind = PARAM_DATE, .number = d };
}

struct param p_real(double v)
{
	return (struct param){ .kind = PARAM_REAL, .real = v };
}

struct param p_bytes(const void *p, size_t n)
{
	return (struct param){ .kind = p ? PARAM_BYTES : PARAM_NULL, .p = p, .n = n };
}

struct param p_public(const char *id)
{
	return (struct param){ .kind = id ? PARAM_PUBLIC : PARAM_NULL, .p = id };
}

struct param p_ints(const int64_t *v, size_t n)
{
	return (struct param){ .kind = PARAM_INTS, .p = v, .n = n };
}

struct param p_ages(struct arena *a, const int64_t *v, size_t n)
{
	const char **texts = arena_get(a, (n + 1) * sizeof *texts);

	for (size_t i = 0; i < n; i++)
		texts[i] = v[i] < 0 ? NULL : arena_printf(a, "%lld", (long long)v[i]);
	return p_texts(texts, n);
}

struct param p_texts(const char *const *v, size_t n)
{
	return (struct param){ .kind = PARAM_TEXTS, .p = v, .n = n };
}

struct param p_person(const struct work *w)
{
	return w->who.user_id ? p_int(w->who.user_id) : p_null();
}

struct param p_guest(const struct work *w)
{
	return p_bytes(w->who.has_guest ? w->who.guest_hash : NULL, ID_HASH);
}
