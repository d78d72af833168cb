/* pack - binary form of documents in the cache; native byte order, read by the same machine. */
#include "base/pack.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"

enum { ABSENT = 0xFFFFFFFF, LONGEST_LIST = 100000 };

static uint64_t table_hash(const struct field *fields)
{
	uint64_t h = 14695981039346656037u;

	for (const struct field *f = fields; f->name; f++) {
		for (const char *s = f->name; *s; s++)
			h = (h ^ (unsigned char)*s) * 1099511628211u;
		h = (h ^ (uint64_t)f->kind) * 1099511628211u;
		if (f->sub)
			h = (h ^ table_hash(f->sub)) * 1099511628211u;
	}
	return h;
}

/* ---- out ---- */

static void put_text(struct buf *out, const char *s)
{
	uint32_t n = s ? (uint32_t)strlen(s) : ABSENT;

	buf_put(out, &n, sizeof n);
	if (s)
		buf_put(out, s, n);
}

static void put_row(struct buf *out, const struct field *fields, const void *row);

static void put_rows(struct buf *out, const struct field *fields, size_t size, const void *rows,
		     size_t n)
{
	uint32_t count = (uint32_t)n;

	buf_put(out, &count, sizeof count);
	for (size_t i = 0; i < n; i++)
		put_row(out, fields, (const char *)rows + i * size);
}

static void put_words(struct buf *out, const char *const *list)
{
	uint32_t n = 0;

	while (list && list[n])
		n++;
	buf_put(out, &n, sizeof n);
	for (uint32_t i = 0; i < n; i++)
		put_text(out, list[i]);
}

/* Bytes of a plain number in the struct; 0 for kinds that are not. */
static size_t width(enum field_kind kind)
{
	switch (kind) {
	case FIELD_INT:
	case FIELD_ID:
	case FIELD_MONEY:
	case FIELD_TIME:
	case FIELD_MS:
		return sizeof(int64_t);
	case FIELD_COUNT:
	case FIELD_MINUTES:
	case FIELD_DATE:
		return sizeof(int32_t);
	case FIELD_REAL:
		return sizeof(double);
	case FIELD_BOOL:
		return sizeof(bool);
	default:
		return 0;
	}
}

static void put_field(struct buf *out, const struct field *f, const void *row)
{
	const void *p = field_at(f, row);
	const struct names *names = p;
	const void *maybe;

	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_ENUM:
	case FIELD_PUBLIC:
		put_text(out, *(const char *const *)p);
		break;
	case FIELD_WORDS:
		put_words(out, *(const char *const *const *)p);
		break;
	case FIELD_NAMES:
		put_text(out, names->fr);
		put_text(out, names->ar);
		put_text(out, names->en);
		break;
	case FIELD_BYTES:
		buf_put(out, *(const unsigned char *const *)p, ID_HASH);
		break;
	case FIELD_ONE:
		put_row(out, f->sub, p);
		break;
	case FIELD_MAYBE:
		maybe = *(const void *const *)p;
		buf_char(out, maybe ? 1 : 0);
		if (maybe)
			put_row(out, f->sub, maybe);
		break;
	case FIELD_LIST:
		put_rows(out, f->sub, f->size, *(const void *const *)p,
			 *(const size_t *)((const char *)row + f->count_at));
		break;
	default:
		buf_put(out, p, width(f->kind));
	}
}

static void put_row(struct buf *out, const struct field *fields, const void *row)
{
	for (const struct field *f = fields; f->name; f++)
		put_field(out, f, row);
}

void pack(struct buf *out, const struct field *fields, const void *row)
{
	uint64_t h = table_hash(fields);

	buf_put(out, &h, sizeof h);
	put_row(out, fields, row);
}

void pack_list(struct buf *out, const struct field *fields, size_t size, const void *rows, size_t n)
{
	uint64_t h = table_hash(fields);

	buf_put(out, &h, sizeof h);
	put_rows(out, fields, size, rows, n);
}

/* ---- in ---- */

struct reader {
	struct arena *arena;
	const char *at, *end;
};

static bool take(struct reader *r, void *out, size_t n)
{
	if ((size_t)(r->end - r->at) < n)
		return false;
	memcpy(out, r->at, n);
	r->at += n;
	return true;
}

static bool take_text(struct reader *r, const char **out)
{
	uint32_t n;

	if (!take(r, &n, sizeof n))
		return false;
	*out = NULL;
	if (n == ABSENT)
		return true;
	if ((size_t)(r->end - r->at) < n)
		return false;
	*out = arena_strn(r->arena, r->at, n);
	r->at += n;
	return true;
}

static bool take_row(struct reader *r, const struct field *fields, void *row);

static bool take_rows(struct reader *r, const struct field *fields, size_t size, void *rows,
		      size_t *n)
{
	uint32_t count;
	char *array;

	if (!take(r, &count, sizeof count) || count > LONGEST_LIST)
		return false;
	array = arena_get(r->arena, count * size + 1);
	for (uint32_t i = 0; i < count; i++)
		if (!take_row(r, fields, array + i * size))
			return false;
	*(char **)rows = array;
	*n = count;
	return true;
}

static bool take_words(struct reader *r, const char *const **out)
{
	const char **list;
	uint32_t n;

	if (!take(r, &n, sizeof n) || n > LONGEST_LIST)
		return false;
	list = arena_get(r->arena, (n + 1) * sizeof *list);
	for (uint32_t i = 0; i < n; i++)
		if (!take_text(r, &list[i]))
			return false;
	*out = list;
	return true;
}

static bool take_maybe(struct reader *r, const struct field *f, void **out)
{
	char there;

	if (!take(r, &there, 1))
		return false;
	*out = there ? arena_get(r->arena, f->size) : NULL;
	return !there || take_row(r, f->sub, *out);
}

static bool take_field(struct reader *r, const struct field *f, void *row)
{
	void *p = (char *)row + f->at;
	struct names *names = p;

	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_ENUM:
	case FIELD_PUBLIC:
		return take_text(r, p);
	case FIELD_WORDS:
		return take_words(r, p);
	case FIELD_NAMES:
		return take_text(r, &names->fr) && take_text(r, &names->ar) && take_text(r, &names->en);
	case FIELD_BYTES:
		*(void **)p = arena_get(r->arena, ID_HASH);
		return take(r, *(void **)p, ID_HASH);
	case FIELD_ONE:
		return take_row(r, f->sub, p);
	case FIELD_MAYBE:
		return take_maybe(r, f, p);
	case FIELD_LIST:
		return take_rows(r, f->sub, f->size, p, (size_t *)((char *)row + f->count_at));
	default:
		return take(r, p, width(f->kind));
	}
}

static bool take_row(struct reader *r, const struct field *fields, void *row)
{
	for (const struct field *f = fields; f->name; f++)
		if (!take_field(r, f, row))
			return false;
	return true;
}

static bool open_reader(struct reader *r, struct arena *a, const struct field *fields,
			const char *data, size_t n)
{
	uint64_t h;

	*r = (struct reader){ a, data, data + n };
	return data && take(r, &h, sizeof h) && h == table_hash(fields);
}

bool unpack(struct arena *a, const struct field *fields, const char *data, size_t n, void *row)
{
	struct reader r;

	return open_reader(&r, a, fields, data, n) && take_row(&r, fields, row) && r.at == r.end;
}

bool unpack_list(struct arena *a, const struct field *fields, size_t size, const char *data,
		 size_t bytes, void *rows, size_t *n)
{
	struct reader r;

	return open_reader(&r, a, fields, data, bytes) && take_rows(&r, fields, size, rows, n) &&
	       r.at == r.end;
}
