/* reply - envelope, headers, sending. */
#include "http/reply.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "base/when.h"
#include "http/cors.h"
#include "http/edge.h"
#include "http/transport.h"

enum { ETAG_BYTES = 12 };

void put(struct req *r, const char *name, const struct field *fields, const void *row)
{
	if (r->n_parts < REQ_PARTS)
		r->parts[r->n_parts++] = (struct part){ name, fields, row, 1, 0, false };
}

void put_list(struct req *r, const char *name, const struct field *fields, size_t size,
	      const void *rows, size_t n)
{
	if (r->n_parts < REQ_PARTS)
		r->parts[r->n_parts++] = (struct part){ name, fields, rows, n, size, false };
}

void put_beside(struct req *r, const char *name, const struct field *fields, const void *row)
{
	if (r->n_parts < REQ_PARTS)
		r->parts[r->n_parts++] = (struct part){ name, fields, row, 1, 0, true };
}

void put_fact(struct req *r, const char *name, const char *value)
{
	if (r->n_facts < REQ_FACTS)
		r->facts[r->n_facts++] = (struct fact){ name, value };
}

void put_words(struct req *r, const char *name, const char *member, const char *const *texts)
{
	struct field *fields = arena_get(r->work.arena, 2 * sizeof *fields);
	size_t n = 0;

	while (texts[n])
		n++;
	fields[0] = (struct field){ member, F_TEXT, .at = 0 };
	put_list(r, name, fields, sizeof *texts, texts, n);
}

void put_pagination(struct req *r, int page, int limit, int64_t total)
{
	r->pagination = (struct pagination){ .set = true, .page = page, .limit = limit, .total = total };
}

enum err reply(struct req *r, int status)
{
	r->status = status;
	return OK;
}

enum err reply_redirect(struct req *r, const char *where)
{
	r->status = 303;
	r->redirect = where;
	return OK;
}

/* The validator covers what the client asked for, not the meta of this delivery. */
static void set_etag(struct req *r, size_t from)
{
	unsigned char hash[ID_HASH];

	if (r->is_page || r->method != GET || r->status != 200 || r->route->cache.seconds < 0)
		return;
	id_hash(r->out.data + from, r->out.len - from, hash);
	reply_header(r, "ETag",
		     arena_printf(r->work.arena, "\"%s\"", str_hex(r->work.arena, hash, ETAG_BYTES)));
}

enum err reply_bytes(struct req *r, const char *data, size_t n)
{
	r->status = 200;
	r->content = r->route->content;
	buf_init(&r->out, r->work.arena, n);
	buf_put(&r->out, data, n);
	set_etag(r, 0);
	return OK;
}

enum err reply_file(struct req *r, const char *path, const char *filename)
{
	r->status = 200;
	r->content = r->route->content;
	r->sendfile = path;
	reply_header(r, "Content-Disposition",
		     arena_printf(r->work.arena, "inline; filename=\"%s\"", filename));
	return OK;
}

void reply_header(struct req *r, const char *name, const char *value)
{
	if (r->n_headers < REQ_HEADERS)
		r->headers[r->n_headers++] = (struct header){ name, value };
}

void reply_reset(struct req *r)
{
	r->status = 0;
	r->n_parts = r->n_facts = r->n_headers = 0;
	r->pagination.set = false;
	r->redirect = r->sendfile = r->content = NULL;
	r->refresh_s = 0;
	r->out.data = NULL;
	r->out.len = 0;
}

static void put_meta(struct req *r, struct jw *w)
{
	jw_key(w, "meta");
	jw_object(w);
	jw_key(w, "timestamp");
	jw_text(w, when_iso(r->work.arena, r->work.now / WHEN_SECOND * WHEN_SECOND));
	jw_key(w, "requestId");
	jw_text(w, r->work.request_id);
	jw_end(w);
}

static void put_elements(struct req *r, struct jw *w, const struct part *p)
{
	jw_array(w);
	for (size_t i = 0; i < p->n; i++) {
		jw_object(w);
		field_json(w, p->fields, (const char *)p->row + i * p->size, r->work.who.role);
		jw_end(w);
	}
	jw_end(w);
}

static void put_part(struct req *r, struct jw *w, const struct part *p)
{
	if (p->name)
		jw_key(w, p->name);
	if (p->size) {
		put_elements(r, w, p);
		return;
	}
	if (p->name)
		jw_object(w);
	field_json(w, p->fields, p->row, r->work.who.role);
	if (p->name)
		jw_end(w);
}

/* A nameless list is data itself; everything else is a member of it, or stands beside it. */
static void put_data(struct req *r, struct jw *w)
{
	bool list = r->n_parts && !r->parts[0].name && r->parts[0].size;

	jw_key(w, "data");
	if (list) {
		put_elements(r, w, &r->parts[0]);
	} else {
		jw_object(w);
		for (size_t i = 0; i < r->n_parts; i++)
			if (!r->parts[i].beside)
				put_part(r, w, &r->parts[i]);
		jw_end(w);
	}
	for (size_t i = 0; i < r->n_parts; i++)
		if (r->parts[i].beside)
			put_part(r, w, &r->parts[i]);
}

static void put_pages(struct req *r, struct jw *w)
{
	const struct pagination *p = &r->pagination;
	int64_t pages = (p->total + p->limit - 1) / (p->limit ? p->limit : 1);

	jw_key(w, "pagination");
	jw_object(w);
	jw_key(w, "page");
	jw_int(w, p->page);
	jw_key(w, "limit");
	jw_int(w, p->limit);
	jw_key(w, "total");
	jw_int(w, p->total);
	jw_key(w, "totalPages");
	jw_int(w, pages);
	jw_key(w, "hasNext");
	jw_bool(w, p->by_cursor ? p->next_cursor != NULL : p->page < pages);
	jw_key(w, "hasPrevious");
	jw_bool(w, p->by_cursor || p->page > 1);
	if (p->estimate) {
		jw_key(w, "totalIsEstimate");
		jw_bool(w, true);
	}
	if (p->next_cursor) {
		jw_key(w, "nextCursor");
		jw_text(w, p->next_cursor);
	}
	jw_end(w);
}

enum err reply_json(struct req *r)
{
	struct jw w;
	size_t from;

	if (r->redirect || r->sendfile || r->content)
		return OK;
	buf_init(&r->out, r->work.arena, 2048);
	jw_start(&w, &r->out);
	jw_object(&w);
	jw_key(&w, "success");
	jw_bool(&w, true);
	from = r->out.len;
	put_data(r, &w);
	if (r->pagination.set)
		put_pages(r, &w);
	set_etag(r, from);
	put_meta(r, &w);
	jw_end(&w);
	return arena_overflown(r->work.arena) ? fail(ERR_MEMORY, "reply too large") : OK;
}

static const char *lower_code(struct req *r, enum err e)
{
	char *s = arena_printf(r->work.arena, "error.%s", err_code(e));

	for (char *p = s + 6; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return s;
}

static const char *kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		"int", "int", "real", "bool", "text", "secret", "id", "id", "id", "ref", "date",
		"phone", "email", "enum", "list", "object", "list", "object",
	};

	return names[kind];
}

/* Most special words first: of this field when missing, of this field, of the kind, of the code. */
const char *reply_error_text(struct req *r, const struct input_error *e)
{
	struct arena *a = r->work.arena;
	const char *last = strrchr(e->name, '.');
	const char *keys[4] = {
		arena_printf(a, "wrong.%s_missing", last ? last + 1 : e->name),
		arena_printf(a, "wrong.%s", last ? last + 1 : e->name),
		e->rule ? arena_printf(a, "rule.%s", kind_name(e->rule->kind)) : "",
		lower_code(r, e->err),
	};
	struct text_arg args[] = {
		{ "min", arena_printf(a, "%lld", e->rule ? (long long)e->rule->min : 0LL) },
		{ "max", arena_printf(a, "%lld", e->rule ? (long long)e->rule->max : 0LL) },
		{ "about", e->about ? e->about : fail_note()->about },
		{ 0 },
	};

	if (e->err != ERR_INPUT && e->err != ERR_MISSING_FIELD)
		return text_format(a, r->work.lang, keys[3], args);
	for (int i = e->err == ERR_MISSING_FIELD ? 0 : 1; i < 4; i++)
		if (text_has(r->work.lang, keys[i]))
			return text_format(a, r->work.lang, keys[i], args);
	return text(r->work.lang, keys[3]);
}

static void put_details(struct req *r, struct jw *w)
{
	const struct failure *note = fail_note();

	jw_key(w, "details");
	jw_object(w);
	if (r->n_errors) {
		jw_key(w, "fields");
		jw_array(w);
		for (size_t i = 0; i < r->n_errors; i++) {
			jw_object(w);
			jw_key(w, "field");
			jw_text(w, r->errors[i].name);
			jw_key(w, "code");
			jw_text(w, err_code(r->errors[i].err));
			jw_key(w, "message");
			jw_text(w, reply_error_text(r, &r->errors[i]));
			jw_end(w);
		}
		jw_end(w);
	}
	if (note->detail_fields)
		field_json(w, note->detail_fields, note->detail, r->work.who.role);
	jw_end(w);
}

void reply_error_json(struct req *r, enum err e)
{
	const struct failure *note = fail_note();
	struct jw w;

	r->status = err_status(e);
	buf_init(&r->out, r->work.arena, 512);
	jw_start(&w, &r->out);
	jw_object(&w);
	jw_key(&w, "success");
	jw_bool(&w, false);
	jw_key(&w, "error");
	jw_object(&w);
	jw_key(&w, "code");
	jw_text(&w, err_code(e));
	jw_key(&w, "message");
	jw_text(&w, reply_error_text(r, r->n_errors && r->errors[0].err == e
						 ? &r->errors[0]
						 : &(struct input_error){ .name = "", .err = e }));
	put_details(r, &w);
	if (note->field[0]) {
		jw_key(&w, "field");
		jw_text(&w, note->field);
	}
	jw_end(&w);
	put_meta(r, &w);
	jw_end(&w);
}

static const char *cache_control(const struct req *r)
{
	const struct cache_policy *c = r->route ? &r->route->cache : NULL;

	if (!c || c->seconds < 0 || r->status >= 400)
		return "no-store";
	if (c->seconds == 0)
		return "private, no-cache";
	return arena_printf(r->work.arena, "%s, max-age=%d", c->shared ? "public" : "private",
			    c->seconds);
}

static bool unchanged(const struct req *r)
{
	const char *given = req_header(r, "If-None-Match");

	for (size_t i = 0; given && i < r->n_headers; i++)
		if (strcmp(r->headers[i].name, "ETag") == 0)
			return strstr(given, r->headers[i].value) != NULL || strcmp(given, "*") == 0;
	return false;
}

static const char *content_type(const struct req *r)
{
	if (r->content)
		return r->content;
	return r->is_page ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
}

/* A value with a control character in it would end its line and start another: it is left out. */
static void put_header(struct buf *head, const char *name, const char *value)
{
	for (const char *p = value; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7F) {
			log_say(LOG_ERROR, "header", "%s: %s", name, value);
			return;
		}
	}
	buf_printf(head, "%s: %s\r\n", name, value);
}

/* The version that answered, and until when it does. */
static void put_version(struct req *r, struct buf *head)
{
	buf_printf(head, "X-API-Version: %d\r\n", route_version(r->path));
	if (!r->route || !r->route->sunset)
		return;
	buf_str(head, "X-API-Deprecated: true\r\n");
	put_header(head, "X-API-Sunset-Date", r->route->sunset);
}

/* Returns what was sent. */
static const char *send_head(struct req *r, bool not_modified)
{
	struct buf head;

	buf_init(&head, r->work.arena, 1024);
	buf_printf(&head, "Status: %d\r\n", r->status);
	if (r->redirect)
		put_header(&head, "Location", r->redirect);
	else if (!not_modified)
		put_header(&head, "Content-Type", content_type(r));
	put_header(&head, "Cache-Control", cache_control(r));
	put_header(&head, "X-Request-Id", r->work.request_id);
	if (!r->is_page)
		put_version(r, &head);
	cors_put(r, &head);
	if (r->replayed)
		buf_str(&head, "Idempotent-Replayed: true\r\n");
	if (r->sendfile)
		put_header(&head, "X-Sendfile", r->sendfile);
	for (size_t i = 0; i < r->n_headers; i++)
		put_header(&head, r->headers[i].name, r->headers[i].value);
	buf_str(&head, "\r\n");
	transport_write(r->transport, head.data, head.len);
	return head.data;
}

void reply_open(struct req *r)
{
	r->status = 200;
	r->content = r->route->content;
	r->sent = true;
	send_head(r, false);
}

void reply_send(struct req *r)
{
	bool not_modified = r->status == 200 && unchanged(r);
	const char *head;

	if (not_modified)
		r->status = 304;
	head = send_head(r, not_modified);
	if (!r->head && !not_modified && !r->redirect && r->out.len)
		transport_write(r->transport, r->out.data, r->out.len);
	edge_keep(r, head);
}
