/* csv - cells and records. */
#include "document/csv.h"

#include <string.h>

#include "base/arena.h"
#include "base/when.h"

/* What spreadsheets skip before they look for a formula: blanks, byte order mark, zero-width space. */
static const char *skipped(const char *s)
{
	for (;;) {
		if (*s == ' ')
			s++;
		else if (strncmp(s, "\xEF\xBB\xBF", 3) == 0 || strncmp(s, "\xE2\x80\x8B", 3) == 0 ||
			 strncmp(s, "\xC2\xA0", 2) == 0)
			s += (unsigned char)*s >= 0xE0 ? 3 : 2;
		else
			return s;
	}
}

/* Begins a formula, in ASCII or in the full-width forms some programs fold to it. */
static bool formula(const char *s)
{
	static const char *const wide[] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
					    NULL };

	if (*s == '\'')
		return true;
	s = skipped(s);
	for (int i = 0; wide[i]; i++)
		if (strncmp(s, wide[i], 3) == 0)
			return true;
	return *s && strchr("=+-@\t\r\n", *s) != NULL;
}

void csv_text(struct buf *out, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	bool quote = n && (s[strcspn(s, ",\"\r\n")] || s[0] == ' ' || s[n - 1] == ' ');

	if (!n)
		return;
	if (quote)
		buf_char(out, '"');
	if (formula(s))
		buf_char(out, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_char(out, '"');
		buf_char(out, *s);
	}
	if (quote)
		buf_char(out, '"');
}

static void put_money(const struct csv *c, int64_t amount)
{
	if (amount != MONEY_NONE)
		buf_printf(c->out, "%s%lld.%02lld", amount < 0 ? "-" : "",
			   (long long)(amount < 0 ? -amount : amount) / 100,
			   (long long)(amount < 0 ? -amount : amount) % 100);
}

static void put_time(const struct csv *c, int64_t t)
{
	struct civil at;

	if (t == WHEN_NONE)
		return;
	at = when_local(t);
	buf_printf(c->out, "%04d-%02d-%02d %02d:%02d", at.year, at.month, at.day, at.hour, at.minute);
}

static void put_code(const struct csv *c, const char *group, const char *code)
{
	if (code && c->words)
		code = text(c->lang, arena_printf(c->out->arena, "%s.%s", group, code));
	csv_text(c->out, code);
}

static void put_words(const struct csv *c, const char *group, const char *const *list)
{
	for (int i = 0; list && list[i]; i++) {
		if (i)
			buf_char(c->out, ' ');
		put_code(c, group, list[i]);
	}
}

static void put_names(const struct csv *c, const struct names *n)
{
	csv_text(c->out, c->lang == LANG_AR ? n->ar : c->lang == LANG_EN ? n->en : n->fr);
}

static void put_number(const struct csv *c, const struct field *f, const void *p)
{
	struct buf *out = c->out;

	switch (f->kind) {
	case FIELD_INT:
		buf_int(out, *(const int64_t *)p);
		break;
	case FIELD_REAL:
		buf_printf(out, "%.9g", *(const double *)p);
		break;
	case FIELD_BOOL:
		buf_char(out, *(const bool *)p ? '1' : '0');
		break;
	case FIELD_ID:
		if (*(const int64_t *)p)
			buf_printf(out, "%s_%lld", f->prefix, (long long)*(const int64_t *)p);
		break;
	default:
		buf_int(out, *(const int *)p);
	}
}

static void put_cell(const struct csv *c, const struct field *f, const void *p)
{
	const char *s = NULL;

	switch (f->kind) {
	case FIELD_TEXT:
		csv_text(c->out, *(const char *const *)p);
		break;
	case FIELD_ENUM:
		put_code(c, f->prefix, *(const char *const *)p);
		break;
	case FIELD_WORDS:
		put_words(c, f->prefix, *(const char *const *const *)p);
		break;
	case FIELD_PUBLIC:
		s = *(const char *const *)p;
		if (s)
			buf_printf(c->out, "%s_%s", f->prefix, s);
		break;
	case FIELD_MONEY:
		put_money(c, *(const int64_t *)p);
		break;
	case FIELD_TIME:
		put_time(c, *(const int64_t *)p);
		break;
	case FIELD_DATE:
		if (*(const int32_t *)p != WHEN_NO_DATE)
			buf_str(c->out, when_iso_date(c->out->arena, *(const int32_t *)p));
		break;
	case FIELD_NAMES:
		put_names(c, p);
		break;
	default:
		put_number(c, f, p);
	}
}

static bool shown(const struct csv *c, const struct field *f)
{
	return field_seen(f, c->role) && f->kind != FIELD_LIST && f->kind != FIELD_MAYBE;
}

static void head_cells(const struct csv *c, const struct field *fields, bool *first)
{
	for (const struct field *f = fields; f->name; f++) {
		const char *key = arena_printf(c->out->arena, "column.%s", f->name);

		if (!shown(c, f))
			continue;
		if (f->kind == FIELD_ONE) {
			head_cells(c, f->sub, first);
			continue;
		}
		if (!*first)
			buf_char(c->out, ',');
		*first = false;
		csv_text(c->out, c->words && text_has(c->lang, key) ? text(c->lang, key) : f->name);
	}
}

static void row_cells(const struct csv *c, const struct field *fields, const void *row, bool *first)
{
	for (const struct field *f = fields; f->name; f++) {
		if (!shown(c, f))
			continue;
		if (f->kind == FIELD_ONE) {
			row_cells(c, f->sub, field_at(f, row), first);
			continue;
		}
		if (!*first)
			buf_char(c->out, ',');
		*first = false;
		put_cell(c, f, field_at(f, row));
	}
}

void csv_head(const struct csv *c, const struct field *fields)
{
	bool first = true;

	head_cells(c, fields, &first);
	buf_str(c->out, "\r\n");
}

void csv_row(const struct csv *c, const struct field *fields, const void *row)
{
	bool first = true;

	row_cells(c, fields, row, &first);
	buf_str(c->out, "\r\n");
}
