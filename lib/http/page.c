/* page - data of templates. */
#include "http/page.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/id.h"
#include "base/keys.h"
#include "base/str.h"
#include "document/render.h"
#include "http/app.h"
#include "http/reply.h"
#include "http/session.h"

static const char layout[] = "layout.cs", portal[] = "portal.cs";
static const char error_page[] = "site/error.cs";

/* Static files a page names, by content: "/static/app.3f2a9c01.css" is served from app.css. */
static struct asset {
	const char *name, *stem, *kind;
	char url[96];
} assets[] = {
	{ .name = "Asset.css", .stem = "app", .kind = "css" },
	{ .name = "Asset.js", .stem = "app", .kind = "js" },
	{ .name = "Asset.portal", .stem = "portal", .kind = "css" },
	{ .name = "Asset.icons", .stem = "vendor/icons", .kind = "svg" },
};

enum { ASSETS = sizeof assets / sizeof assets[0] };

void page_start(void)
{
	struct arena *a = arena_new((size_t)32 << 20);

	for (size_t i = 0; i < ASSETS; i++) {
		struct asset *s = &assets[i];
		unsigned char hash[ID_HASH];
		size_t n = 0;
		char *data = keys_file(a,
				       arena_printf(a, "%s/%s.%s", conf_text(CONF_DIR_STATIC), s->stem,
						    s->kind),
				       &n);

		if (!data) {
			snprintf(s->url, sizeof s->url, "/static/%s.%s", s->stem, s->kind);
			continue;
		}
		id_hash(data, n, hash);
		snprintf(s->url, sizeof s->url, "/static/%s.%s.%s", s->stem, str_hex(a, hash, 4),
			 s->kind);
	}
	arena_free(a);
}

/* Pages of staff have a frame of their own. */
static const char *layout_of(const char *page)
{
	return str_starts(page, "partner/") || str_starts(page, "admin/") ? portal : layout;
}

bool page_check(const struct route *routes, char *why, size_t size)
{
	for (const struct route *r = routes; r->path; r++)
		if (r->page && (!render_check(layout_of(r->page), r->page, why, size) ||
				!render_check(layout_of(r->page), error_page, why, size)))
			return false;
	return render_check(layout, error_page, why, size);
}

/* The query keys the row knows, as sent, behind first ('?' or nothing); skip leaves one out. */
static void put_query(struct req *r, struct buf *b, const char *first, const char *skip)
{
	for (const struct rule *rule = r->route->input; rule->name; rule++) {
		const cJSON *c = cJSON_GetObjectItemCaseSensitive(r->tree, rule->name);

		if (rule->name[0] == ':' || rule->kind == VALUE_SECRET || !cJSON_IsString(c) ||
		    str_eq(rule->name, skip))
			continue;
		buf_printf(b, "%s%s=", first, rule->name);
		buf_url(b, c->valuestring);
		first = "&";
	}
}

const char *req_filters(struct req *r)
{
	struct buf b;

	buf_init(&b, r->work.arena, 128);
	put_query(r, &b, "", "page");
	return b.len ? b.data : "";
}

const char *page_self(struct req *r, enum lang lang)
{
	struct buf b;

	buf_init(&b, r->work.arena, 128);
	buf_printf(&b, "/%s", lang_code(lang));
	if (strlen(r->path) > 3)
		for (const char *p = r->path + 3; *p;) {
			size_t n = strcspn(p + 1, "/");

			buf_char(&b, '/');
			buf_url(&b, arena_strn(r->work.arena, p + 1, n));
			p += n + 1;
		}
	if (b.len == 3)
		buf_char(&b, '/');
	if (r->route && r->method == GET)
		put_query(r, &b, "?", NULL);
	return b.data;
}

/* A number for "tel:" links: digits and plus only. */
static const char *dialled(struct arena *a, const char *phone)
{
	struct buf b;

	buf_init(&b, a, 24);
	for (; *phone; phone++)
		if (*phone == '+' || (*phone >= '0' && *phone <= '9'))
			buf_char(&b, *phone);
	return b.data;
}

static void set_common(struct req *r, struct view *v)
{
	struct arena *a = r->work.arena;

	view_set(v, "Site.name", conf_text(CONF_SITE_NAME));
	view_set(v, "Site.phone", conf_text(CONF_SITE_PHONE));
	view_set(v, "Site.tel", dialled(a, conf_text(CONF_SITE_PHONE)));
	view_set(v, "Site.base", conf_text(CONF_SITE_BASE_URL));
	view_set(v, "Base", arena_printf(a, "/%s", lang_code(r->work.lang)));
	for (size_t i = 0; i < ASSETS; i++)
		view_set(v, assets[i].name, assets[i].url);
	for (enum lang lang = 0; lang < LANG__COUNT; lang++)
		view_set(v, arena_printf(a, "Self.%s", lang_code(lang)), page_self(r, lang));
	view_set(v, "RequestId", r->work.request_id);
	view_set(v, "Status", arena_printf(a, "%d", r->status));
	if (r->refresh_s)
		view_set(v, "Refresh", arena_printf(a, "%d", r->refresh_s));
	if (r->work.who.user_id) {
		view_set(v, "User.name", r->user_name);
		view_set(v, "User.role", who_role_name(r->work.who.role));
		if (r->work.who.org_id)
			view_set(v, "User.org", r->work.lang == LANG_AR ? r->org_name.ar : r->org_name.fr);
	}
}

static void set_documents(struct req *r, struct view *v)
{
	struct arena *a = r->work.arena;

	for (size_t i = 0; i < r->n_parts; i++) {
		const struct part *p = &r->parts[i];
		const char *name = p->name ? arena_printf(a, "Data.%s", p->name) : "Data";

		if (p->size)
			view_list(v, name, p->fields, p->size, p->row, p->n, r->work.who.role);
		else
			view_fields(v, name, p->fields, p->row, r->work.who.role);
	}
	for (size_t i = 0; i < r->n_facts; i++)
		view_set(v, arena_printf(a, "Fact.%s", r->facts[i].name), r->facts[i].value);
}

/* "Pages.next" and "Pages.previous" are addresses of this list. */
static void set_pages(struct req *r, struct view *v)
{
	const struct pagination *p = &r->pagination;
	struct arena *a = r->work.arena;
	const char *self = page_self(r, r->work.lang), *filters, *glue;
	int64_t pages;

	if (!p->set)
		return;
	pages = (p->total + p->limit - 1) / (p->limit ? p->limit : 1);
	filters = req_filters(r);
	glue = *filters ? "&" : "";
	self = arena_printf(a, "%.*s?%s", (int)strcspn(self, "?"), self, filters);
	view_set(v, "Pages.page", arena_printf(a, "%d", p->page));
	view_set(v, "Pages.pages", arena_printf(a, "%lld", (long long)pages));
	view_set(v, "Pages.total", arena_printf(a, "%lld", (long long)p->total));
	if (p->page < pages)
		view_set(v, "Pages.next", arena_printf(a, "%s%spage=%d", self, glue, p->page + 1));
	if (p->page > 1)
		view_set(v, "Pages.previous", arena_printf(a, "%s%spage=%d", self, glue, p->page - 1));
}

/* What was typed, by rule: names sent by the client never become names here. */
static void set_form(struct req *r, struct view *v, const struct rule *rules, const cJSON *node,
		     const char *name)
{
	struct arena *a = r->work.arena;

	for (; rules->name; rules++) {
		const cJSON *c = cJSON_GetObjectItemCaseSensitive(node, rules->name), *e;
		const char *full = arena_printf(a, "%s.%s", name, rules->name);
		int i = 0;

		if (!c || rules->kind == VALUE_SECRET)
			continue;
		if (cJSON_IsString(c)) {
			view_set(v, full, c->valuestring);
		} else if (rules->kind == VALUE_OBJECT) {
			set_form(r, v, rules->sub, c, full);
		} else {
			cJSON_ArrayForEach(e, c) {
				const char *each = arena_printf(a, "%s.%d", full, i++);

				if (i > 64)
					break;
				if (cJSON_IsString(e))
					view_set(v, each, e->valuestring);
				else if (rules->kind == VALUE_LIST)
					set_form(r, v, rules->sub, e, each);
			}
		}
	}
}

static const char *html_id(struct arena *a, const char *name)
{
	char *id = arena_str(a, name);

	for (char *p = id; *p; p++)
		if (*p == '.')
			*p = '-';
	return id;
}

static void set_errors(struct req *r, struct view *v)
{
	struct arena *a = r->work.arena;

	for (size_t i = 0; i < r->n_errors; i++) {
		const struct input_error *e = &r->errors[i];
		const char *words = reply_error_text(r, e);

		view_set(v, arena_printf(a, "Errors.%zu.text", i), words);
		if (!e->rule)
			continue; /* a field the form does not have */
		view_set(v, arena_printf(a, "Errors.%zu.name", i), e->name);
		view_set(v, arena_printf(a, "Errors.%zu.id", i), html_id(a, e->name));
		view_set(v, arena_printf(a, "Error.%s", e->name), words);
	}
}

/* Pages that may hold a form need the proofs; others stay free of cookies. */
static void set_tokens(struct req *r, struct view *v)
{
	char key[ID_CHARS + 1];

	if (!r->route || r->route->auth == AUTH_OPEN)
		return;
	view_set(v, "Csrf", session_csrf(r));
	id_new(key);
	view_set(v, "Key", key);
}

enum err page_render(struct req *r)
{
	const struct route *row = r->form_again ? route_form(app_routes(r->app), r->route) : r->route;
	struct view *v;

	if (r->redirect || r->sendfile || r->content)
		return OK;
	v = view_new(r->work.arena, r->work.lang);
	set_common(r, v);
	set_documents(r, v);
	set_pages(r, v);
	if (r->form_again)
		set_form(r, v, r->route->input, r->form_tree, "Form");
	set_errors(r, v);
	set_tokens(r, v);
	buf_init(&r->out, r->work.arena, 16384);
	TRY(view_render(v, layout_of(row->page), row->page, &r->out));
	return arena_overflown(r->work.arena) ? fail(ERR_MEMORY, "page too large") : OK;
}

void page_error(struct req *r, enum err e)
{
	struct view *v = view_new(r->work.arena, r->work.lang);
	struct input_error first = { "", e, NULL, NULL };
	/* Staff keep their frame, unless it is the frame they have no right to. */
	bool staff = r->route && r->route->page && e != ERR_FORBIDDEN && r->work.who.user_id &&
		     (r->route->auth == AUTH_PARTNER || r->route->auth == AUTH_ADMIN);

	r->status = err_status(e);
	set_common(r, v);
	view_set(v, "Failure.code", err_code(e));
	view_set(v, "Failure.text", reply_error_text(r, r->n_errors ? &r->errors[0] : &first));
	if (staff)
		set_tokens(r, v);
	buf_init(&r->out, r->work.arena, 8192);
	if (view_render(v, staff ? layout_of(r->route->page) : layout, error_page, &r->out) != OK)
		buf_str(&r->out, text(r->work.lang, "error.internal_error"));
}
