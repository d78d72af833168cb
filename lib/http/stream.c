/* stream - cursor to client. */
#include "http/stream.h"

#include "base/arena.h"
#include "base/log.h"
#include "document/csv.h"
#include "http/reply.h"
#include "http/transport.h"
#include "store/db.h"

enum { BATCH = 400, MEMORY = 4 << 20 };

struct total {
	int64_t total, most;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

static const struct field limit_fields[] = {
	{ "rows", F_INT, AT(total, total) },
	{ "most", F_INT, AT(total, most) },
	{ 0 },
};

static enum err count(struct req *r, const struct db_sheet *s)
{
	struct total *t = arena_get(r->work.arena, sizeof *t);

	TRY(db_one(&r->work, s->count, s->count_with, total_fields, t));
	t->most = STREAM_MOST;
	if (t->total <= STREAM_MOST)
		return OK;
	fail(ERR_EXPORT, "%lld rows", (long long)t->total);
	fail_detail(limit_fields, t);
	return ERR_EXPORT;
}

/* Headers and column names, once the first rows are here. */
static void begin(struct req *r, const char *filename, const struct db_sheet *s, const struct csv *csv)
{
	reply_header(r, "Content-Disposition",
		     arena_printf(r->work.arena, "attachment; filename=\"%s\"", filename));
	reply_open(r);
	if (csv->words) /* spreadsheets take the file for UTF-8 then */
		buf_str(csv->out, "\xEF\xBB\xBF");
	csv_head(csv, s->fields);
}

static enum err send_batch(struct req *r, struct work *w, const char *filename,
			   const struct db_sheet *s, size_t *n)
{
	struct buf out;
	struct csv csv = { &out, w->lang, r->is_page, w->who.role };
	const char *rows;

	TRY(db_cursor_next(w, BATCH, s->fields, s->size, &rows, n));
	buf_init(&out, w->arena, 65536);
	if (!r->sent)
		begin(r, filename, s, &csv);
	for (size_t i = 0; i < *n; i++)
		csv_row(&csv, s->fields, rows + i * s->size);
	if (arena_overflown(w->arena))
		return fail(ERR_MEMORY, "rows too large");
	if (!r->head)
		transport_write(r->transport, out.data, out.len);
	arena_reset(w->arena);
	return OK;
}

enum err stream_csv(struct req *r, const char *filename, const struct db_sheet *s)
{
	struct work part = r->work;
	enum err e = count(r, s);
	size_t n = 0;

	if (e != OK)
		return e;
	part.arena = arena_new(MEMORY);
	db_cursor(&part, s->rows, s->rows_with);
	do
		e = send_batch(r, &part, filename, s, &n);
	while (e == OK && n == BATCH && !r->head);
	db_rollback(&part);
	if (e != OK && r->sent) {
		transport_cut(r->transport);
		r->status = err_status(e); /* for the log and the counters: the client saw 200 */
	}
	arena_free(part.arena);
	return e;
}
