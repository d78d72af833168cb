/*
 * render - ClearSilver behind five functions.
 *
 * Per kind of field a page gets, under the field's name:
 *   money    "1 200 DA"; .exact "1 200,00 DA"; .amount centimes
 *   time     ISO instant; .clock "14:05"; .date "jeu. 26 nov. 2026"; .long; .day "2026-11-26"
 *   date     ISO date; .text "jeu. 26 nov. 2026"; .long
 *   enum     the code; .text its word (catalogue key <group>.<code>)
 *   words    children 0.. with the same two
 *   names    the name in the page's language; .fr .ar .en
 *   minutes  the number; .text "5 h 25"
 *   bool     "1" or "0"
 */
#include "document/render.h"

#include <ClearSilver/ClearSilver.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"

/* A parsed page takes some 400 KB, since it holds its layout and all parts: the last few used are kept. */
enum { PAGES = 5 };

struct view {
	struct arena *arena;
	enum lang lang;
	HDF *hdf;
};

static char templates[256];
static HDF *words[LANG__COUNT];

static struct parsed {
	const char *layout, *page;
	CSPARSE *cs;
	HDF *hdf; /* tags and escape mode point into it: it lives as long as the parse */
	unsigned long used;
} pages[PAGES];
static unsigned long uses;

/* Consumes the error; what went wrong as one line in the arena or static text. */
static const char *reason(NEOERR *e, char *why, size_t size)
{
	STRING s;

	string_init(&s);
	nerr_error_string(e, &s);
	snprintf(why, size, "%s", s.buf ? s.buf : "template error");
	string_clear(&s);
	nerr_ignore(&e);
	return why;
}

bool render_start(const char *dir, char *why, size_t size)
{
	NEOERR *e;

	snprintf(templates, sizeof templates, "%s", dir);
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		char path[300];

		snprintf(path, sizeof path, "%s/text/%s.hdf", dir, lang_code(lang));
		e = hdf_init(&words[lang]);
		if (e == STATUS_OK)
			e = hdf_read_file(words[lang], path);
		if (e != STATUS_OK) {
			reason(e, why, size);
			return false;
		}
	}
	return true;
}

static NEOERR *parse(struct parsed *p)
{
	NEOERR *e = hdf_init(&p->hdf);

	if (e == STATUS_OK)
		e = hdf_set_value(p->hdf, "hdf.loadpaths.0", templates);
	if (e == STATUS_OK)
		e = hdf_set_value(p->hdf, "Config.VarEscapeMode", "html");
	if (e == STATUS_OK)
		e = hdf_set_value(p->hdf, "Page", p->page);
	if (e == STATUS_OK)
		e = cs_init(&p->cs, p->hdf);
	if (e == STATUS_OK)
		e = cgi_register_strfuncs(p->cs);
	return e == STATUS_OK ? cs_parse_file(p->cs, p->layout ? p->layout : p->page) : e;
}

static void forget(struct parsed *p)
{
	cs_destroy(&p->cs);
	hdf_destroy(&p->hdf);
	free((char *)p->page);
	free((char *)p->layout);
	*p = (struct parsed){ 0 };
}

/* A free place, or that of the page not asked for the longest. */
static struct parsed *place(void)
{
	struct parsed *oldest = &pages[0];

	for (size_t i = 1; i < PAGES; i++)
		if (pages[i].used < oldest->used)
			oldest = &pages[i];
	if (oldest->page)
		forget(oldest);
	return oldest;
}

/* The parsed page, parsing it when it is not kept; NULL with a reason. */
static struct parsed *find(const char *layout, const char *page, char *why, size_t size)
{
	struct parsed *p;
	char path[400];

	for (p = pages; p < pages + PAGES; p++)
		if (p->page && str_eq(p->layout, layout) && strcmp(p->page, page) == 0) {
			p->used = ++uses;
			return p;
		}
	snprintf(path, sizeof path, "%s/%s", templates, page);
	if (access(path, R_OK) < 0) { /* an include of a missing file would render nothing, silently */
		snprintf(why, size, "%s is missing", path);
		return NULL;
	}
	p = place();
	p->layout = layout ? strdup(layout) : NULL; /* callers may build names that end with their request */
	p->page = strdup(page);
	if (p->page) {
		NEOERR *e = parse(p);

		if (e == STATUS_OK) {
			p->used = ++uses;
			return p;
		}
		reason(e, why, size);
	} else {
		snprintf(why, size, "no memory");
	}
	forget(p);
	return NULL;
}

bool render_check(const char *layout, const char *page, char *why, size_t size)
{
	struct parsed *p = find(layout, page, why, size);

	if (p)
		forget(p); /* what nobody asks for takes no memory */
	return p != NULL;
}

static void destroy(void *hdf)
{
	HDF *h = hdf;

	hdf_destroy(&h);
}

struct view *view_new(struct arena *a, enum lang lang)
{
	struct view *v = arena_get(a, sizeof *v);
	NEOERR *e;

	v->arena = a;
	v->lang = lang;
	e = hdf_init(&v->hdf);
	if (e != STATUS_OK)
		nerr_ignore(&e);
	else
		arena_defer(a, destroy, v->hdf);
	view_set(v, "Lang", lang_code(lang));
	view_set(v, "Dir", lang == LANG_AR ? "rtl" : "ltr");
	return v;
}

void view_set(struct view *v, const char *name, const char *value)
{
	NEOERR *e = v->hdf ? hdf_set_value(v->hdf, name, value ? value : "") : STATUS_OK;

	if (e != STATUS_OK)
		nerr_ignore(&e);
}

void view_flag(struct view *v, const char *name, bool on)
{
	view_set(v, name, on ? "1" : "0");
}

static void set_under(struct view *v, const char *name, const char *sub, const char *value)
{
	view_set(v, arena_printf(v->arena, "%s.%s", name, sub), value);
}

static void set_money(struct view *v, const char *name, int64_t c)
{
	if (c == MONEY_NONE)
		return;
	view_set(v, name, text_money(v->arena, v->lang, c, false));
	set_under(v, name, "exact", text_money(v->arena, v->lang, c, true));
	set_under(v, name, "amount", arena_printf(v->arena, "%lld", (long long)c));
}

static void set_time(struct view *v, const char *name, int64_t t)
{
	int32_t day;

	if (t == WHEN_NONE)
		return;
	day = when_local_date(t);
	view_set(v, name, when_iso(v->arena, t));
	set_under(v, name, "clock", text_clock(v->arena, t));
	set_under(v, name, "date", text_date(v->arena, v->lang, day, false));
	set_under(v, name, "long", text_date(v->arena, v->lang, day, true));
	set_under(v, name, "day", when_iso_date(v->arena, day));
}

static void set_date(struct view *v, const char *name, int32_t day)
{
	if (day == WHEN_NO_DATE)
		return;
	view_set(v, name, when_iso_date(v->arena, day));
	set_under(v, name, "text", text_date(v->arena, v->lang, day, false));
	set_under(v, name, "long", text_date(v->arena, v->lang, day, true));
}

static void set_code(struct view *v, const char *name, const char *group, const char *code)
{
	if (!code)
		return;
	view_set(v, name, code);
	set_under(v, name, "text", text(v->lang, arena_printf(v->arena, "%s.%s", group, code)));
}

static void set_names(struct view *v, const char *name, const struct names *n)
{
	const char *const all[LANG__COUNT] = { n->fr, n->ar, n->en };

	view_set(v, name, all[v->lang]);
	for (enum lang lang = 0; lang < LANG__COUNT; lang++)
		set_under(v, name, lang_code(lang), all[lang]);
}

static void set_number(struct view *v, const char *name, const struct field *f, const void *p)
{
	struct arena *a = v->arena;

	switch (f->kind) {
	case FIELD_INT:
		view_set(v, name, arena_printf(a, "%lld", (long long)*(const int64_t *)p));
		break;
	case FIELD_REAL:
		view_set(v, name, arena_printf(a, "%.9g", *(const double *)p));
		break;
	case FIELD_ID:
		if (*(const int64_t *)p)
			view_set(v, name, arena_printf(a, "%s_%lld", f->prefix,
						       (long long)*(const int64_t *)p));
		break;
	case FIELD_MINUTES:
		view_set(v, name, arena_printf(a, "%d", *(const int *)p));
		set_under(v, name, "text", text_minutes(a, v->lang, *(const int *)p));
		break;
	default:
		view_set(v, name, arena_printf(a, "%d", *(const int *)p));
	}
}

static void set_words(struct view *v, const char *name, const char *group,
		      const char *const *list)
{
	for (int i = 0; list && list[i]; i++)
		set_code(v, arena_printf(v->arena, "%s.%d", name, i), group, list[i]);
}

static void set_field(struct view *v, const char *name, const struct field *f, const void *row,
		      unsigned role)
{
	const void *p = field_at(f, row);

	switch (f->kind) {
	case FIELD_BOOL:
		view_flag(v, name, *(const bool *)p);
		break;
	case FIELD_TEXT:
		view_set(v, name, *(const char *const *)p);
		break;
	case FIELD_ENUM:
		set_code(v, name, f->prefix, *(const char *const *)p);
		break;
	case FIELD_WORDS:
		set_words(v, name, f->prefix, *(const char *const *const *)p);
		break;
	case FIELD_PUBLIC:
		if (*(const char *const *)p)
			view_set(v, name, arena_printf(v->arena, "%s_%s", f->prefix,
						       *(const char *const *)p));
		break;
	case FIELD_MONEY:
		set_money(v, name, *(const int64_t *)p);
		break;
	case FIELD_TIME:
	case FIELD_MS:
		set_time(v, name, *(const int64_t *)p);
		break;
	case FIELD_DATE:
		set_date(v, name, *(const int32_t *)p);
		break;
	case FIELD_NAMES:
		set_names(v, name, p);
		break;
	case FIELD_ONE:
		view_fields(v, name, f->sub, p, role);
		break;
	case FIELD_MAYBE:
		if (*(const void *const *)p)
			view_fields(v, name, f->sub, *(const void *const *)p, role);
		break;
	case FIELD_LIST:
		view_list(v, name, f->sub, f->size, *(const void *const *)p,
			  *(const size_t *)((const char *)row + f->count_at), role);
		break;
	default:
		set_number(v, name, f, p);
	}
}

void view_fields(struct view *v, const char *name, const struct field *fields, const void *row,
		 unsigned role)
{
	for (const struct field *f = fields; f->name; f++)
		if (field_seen(f, role))
			set_field(v, arena_printf(v->arena, "%s.%s", name, f->name), f, row, role);
}

void view_list(struct view *v, const char *name, const struct field *fields, size_t size,
	       const void *rows, size_t n, unsigned role)
{
	for (size_t i = 0; i < n; i++)
		view_fields(v, arena_printf(v->arena, "%s.%zu", name, i), fields,
			    (const char *)rows + i * size, role);
}

/* A page begins with its first visible character: files a layout includes leave their last line ends. */
static NEOERR *append(void *ctx, char *s)
{
	struct buf *out = ctx;

	if (out->len == 0)
		s += strspn(s, " \t\r\n");
	buf_str(out, s);
	return STATUS_OK;
}

enum err view_render(struct view *v, const char *layout, const char *page, struct buf *out)
{
	char why[300];
	struct parsed *p = find(layout, page, why, sizeof why);
	NEOERR *e;

	if (!p || !v->hdf)
		return fail(ERR_INTERNAL, "%s", p ? "no memory for the page" : why);
	view_set(v, "Page", page);
	p->cs->hdf = v->hdf;
	p->cs->global_hdf = words[v->lang];
	e = cs_render(p->cs, out, append);
	p->cs->hdf = p->hdf;
	p->cs->global_hdf = NULL;
	if (e != STATUS_OK)
		return fail(ERR_INTERNAL, "%s: %s", page, reason(e, why, sizeof why));
	return OK;
}
