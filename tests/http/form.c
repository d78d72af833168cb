/* form - reads just as much HTML as forms need. */
#include "form.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "match.h"
#include "vars.h"

enum { FORMS = 64, CONTROLS = 600 };

struct control {
	const char *name, *value;
	bool sent;
};

struct form {
	const char *name, *action, *method, *id;
	struct control control[CONTROLS];
	size_t n;
};

static struct form *kept[FORMS];
static size_t n_kept;

/* ---- a little HTML ---- */

static void put_code_point(struct buf *b, unsigned long c)
{
	if (c < 0x80) {
		buf_char(b, (char)c);
	} else if (c < 0x800) {
		buf_char(b, (char)(0xC0 | c >> 6));
		buf_char(b, (char)(0x80 | (c & 0x3F)));
	} else {
		buf_char(b, (char)(0xE0 | c >> 12));
		buf_char(b, (char)(0x80 | (c >> 6 & 0x3F)));
		buf_char(b, (char)(0x80 | (c & 0x3F)));
	}
}

const char *form_unescape(const char *s, size_t n)
{
	static const struct {
		const char *name;
		unsigned long c;
	} known[] = { { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' },
		      { "nbsp;", 0xA0 } };
	const char *end = s + n;
	struct buf b;

	buf_init(&b, memory, n + 16);
	while (s < end) {
		size_t i = 0, count = sizeof known / sizeof known[0];
		char *stop;

		if (*s != '&') {
			buf_char(&b, *s++);
			continue;
		}
		if (s + 1 < end && s[1] == '#') {
			bool hex = s[2] == 'x' || s[2] == 'X';

			put_code_point(&b, strtoul(s + (hex ? 3 : 2), &stop, hex ? 16 : 10) & 0xFFFF);
			s = *stop == ';' ? stop + 1 : stop;
			continue;
		}
		while (i < count && strncmp(s + 1, known[i].name, strlen(known[i].name)) != 0)
			i++;
		if (i < count)
			put_code_point(&b, known[i].c);
		else
			buf_char(&b, '&');
		s += i < count ? 1 + strlen(known[i].name) : 1;
	}
	return b.data;
}

/* A tag: its name and attributes point into the page. */
struct tag {
	const char *name, *attrs, *end; /* end: behind ">" */
	size_t name_n;
	bool closing;
};

/* The next tag at or behind p; comments, scripts and styles are passed over. */
static bool next_tag(const char *p, struct tag *t)
{
	while ((p = strchr(p, '<')) != NULL) {
		char quote = '\0';

		if (strncmp(p, "<!--", 4) == 0) {
			p = strstr(p, "-->");
			if (!p)
				return false;
			continue;
		}
		t->closing = p[1] == '/';
		t->name = p + 1 + t->closing;
		t->name_n = 0;
		while (isalnum((unsigned char)t->name[t->name_n]))
			t->name_n++;
		if (t->name_n == 0) {
			p++;
			continue;
		}
		t->attrs = t->name + t->name_n;
		for (t->end = t->attrs; *t->end && (quote || *t->end != '>'); t->end++) {
			if (quote ? *t->end == quote : *t->end == '"' || *t->end == '\'')
				quote = quote ? '\0' : *t->end;
		}
		if (!*t->end)
			return false;
		t->end++;
		if (!t->closing && t->name_n == 6 && strncasecmp(t->name, "script", 6) == 0) {
			p = strstr(t->end, "</script");
			if (!p)
				return false;
			continue;
		}
		return true;
	}
	return false;
}

static bool is(const struct tag *t, const char *name, bool closing)
{
	return t->closing == closing && strlen(name) == t->name_n && strncasecmp(t->name, name, t->name_n) == 0;
}

/* The value of an attribute, "" for one without a value, NULL when absent. */
static const char *attribute(const struct tag *t, const char *name)
{
	const char *p = t->attrs;
	size_t wanted = strlen(name);

	while (p < t->end - 1) {
		const char *start, *value = "";
		size_t n, value_n = 0;

		p += strspn(p, " \t\r\n/");
		start = p;
		n = strcspn(p, " \t\r\n/>=");
		p += n;
		p += strspn(p, " \t\r\n");
		if (*p == '=') {
			char quote;

			p += 1 + strspn(p + 1, " \t\r\n");
			quote = *p == '"' || *p == '\'' ? *p : '\0';
			p += quote != '\0';
			value = p;
			value_n = quote ? strcspn(p, (char[]){ quote, '\0' }) : strcspn(p, " \t\r\n>");
			p += value_n + (quote != '\0');
		}
		if (n == wanted && strncasecmp(start, name, n) == 0)
			return form_unescape(value, value_n);
		if (n == 0)
			break;
	}
	return NULL;
}

/* ---- forms ---- */

static void add(struct form *f, const char *name, const char *value, bool sent)
{
	if (name && *name && f->n < CONTROLS)
		f->control[f->n++] = (struct control){ name, value ? value : "", sent };
}

static void take_input(struct form *f, const struct tag *t)
{
	static const char *const never[] = { "submit", "button", "image", "reset", "file", NULL };
	const char *type = attribute(t, "type"), *value = attribute(t, "value");
	bool box;

	type = type ? type : "text";
	if (str_in(type, never) || attribute(t, "disabled"))
		return;
	box = strcmp(type, "checkbox") == 0 || strcmp(type, "radio") == 0;
	add(f, attribute(t, "name"), value ? value : box ? "on" : "", !box || attribute(t, "checked"));
}

/* Options up to the end of the select; a single choice sends its first option when none is selected. */
static const char *take_select(struct form *f, const struct tag *select)
{
	const char *name = attribute(select, "name"), *first = NULL, *chosen = NULL;
	bool multiple = attribute(select, "multiple") != NULL;
	struct tag t = *select;

	while (next_tag(t.end, &t) && !is(&t, "select", true)) {
		const char *value, *text_end;

		if (!is(&t, "option", false))
			continue;
		value = attribute(&t, "value");
		text_end = t.end + strcspn(t.end, "<");
		if (!value)
			value = str_tidy(memory, form_unescape(t.end, (size_t)(text_end - t.end)));
		first = first ? first : value;
		if (attribute(&t, "selected")) {
			if (multiple)
				add(f, name, value, true);
			chosen = value;
		}
	}
	if (!multiple)
		add(f, name, chosen ? chosen : first, first != NULL);
	else if (!chosen)
		add(f, name, "", false);
	return t.end;
}

static const char *take_textarea(struct form *f, const struct tag *t)
{
	const char *end = strstr(t->end, "</textarea");

	if (!end)
		return t->end;
	add(f, attribute(t, "name"), form_unescape(t->end, (size_t)(end - t->end)), true);
	return end;
}

/* True for a control of this form: inside of it without a form attribute, or naming its id. */
static bool owns(const struct form *f, const struct tag *t, bool inside)
{
	const char *owner = attribute(t, "form");

	return owner ? f->id && strcmp(owner, f->id) == 0 : inside;
}

/* All controls of the page that belong to the form beginning at from. */
static void take_controls(struct form *f, const char *html, const char *from)
{
	const char *end = strstr(from, "</form");
	struct tag t = { .end = html };

	while (next_tag(t.end, &t)) {
		bool inside = t.name > from && (!end || t.name < end);

		if (t.closing || !owns(f, &t, inside))
			continue;
		if (is(&t, "input", false))
			take_input(f, &t);
		else if (is(&t, "select", false))
			t.end = take_select(f, &t);
		else if (is(&t, "textarea", false))
			t.end = take_textarea(f, &t);
	}
}

static void publish(const struct form *f)
{
	vars_set(arena_printf(memory, "%s.action", f->name), f->action);
	vars_set(arena_printf(memory, "%s.method", f->name), f->method);
	for (size_t i = 0; i < f->n; i++)
		if (f->control[i].sent)
			vars_set(arena_printf(memory, "%s.%s", f->name, f->control[i].name), f->control[i].value);
}

bool form_capture(const char *html, const char *name, const char *action, char *why, size_t size)
{
	struct tag t = { .end = html };
	struct buf seen;

	buf_init(&seen, memory, 64);
	while (next_tag(t.end, &t)) {
		struct form *f;
		const char *to = is(&t, "form", false) ? attribute(&t, "action") : NULL;
		char no[200];

		if (!is(&t, "form", false))
			continue;
		buf_printf(&seen, " %s", to ? to : "(none)");
		if (!match_text(action, to ? to : "", no, sizeof no))
			continue;
		f = arena_get(memory, sizeof *f);
		f->name = arena_str(memory, name);
		f->action = to ? to : "";
		f->method = attribute(&t, "method");
		f->method = f->method && strcasecmp(f->method, "post") == 0 ? "POST" : "GET";
		f->id = attribute(&t, "id");
		take_controls(f, html, t.end);
		publish(f);
		kept[n_kept++ % FORMS] = f;
		return true;
	}
	snprintf(why, size, "no form leads to %s; the page has:%s", action, seen.data);
	return false;
}

void form_forget(void)
{
	n_kept = 0;
}

static struct form *find(const char *name)
{
	for (size_t i = n_kept; i > 0 && i + FORMS > n_kept; i--)
		if (strcmp(kept[(i - 1) % FORMS]->name, name) == 0)
			return kept[(i - 1) % FORMS];
	return NULL;
}

static bool has_control(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->control[i].name, name) == 0)
			return true;
	return false;
}

static void leave_out(struct form *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->control[i].name, name) == 0)
			f->control[i].sent = false;
}

/* One line of changes to the copy of a form. */
static bool change(struct form *f, const char *line, bool any, char *why, size_t size)
{
	const char *op = strpbrk(line, " \t"), *value;
	const char *name = op ? arena_strn(memory, line, (size_t)(op - line)) : line;
	size_t n;

	op = op ? op + strspn(op, " \t") : "";
	n = strcspn(op, " \t");
	value = op[n] ? op + n + 1 : "";
	if (!(n == 1 && (*op == '=' || *op == '-')) && !(n == 2 && (strncmp(op, "+=", 2) == 0 || strncmp(op, ":=", 2) == 0))) {
		snprintf(why, size, "not a change of a form: %s", line);
		return false;
	}
	if (*op != ':' && !any && !has_control(f, name)) {
		snprintf(why, size, "the form has no control %s", name);
		return false;
	}
	if (*op != '+')
		leave_out(f, name);
	if (*op != '-')
		add(f, name, value, true);
	return true;
}

const char *form_body(const char *lines, char *why, size_t size)
{
	size_t n = strcspn(lines, "\n");
	const char *name = arena_strn(memory, lines + 1, n - 1);
	struct form *f = arena_get(memory, sizeof *f), *from = *name ? find(name) : NULL;
	struct buf b;

	if (*name && !from) {
		snprintf(why, size, "no form was kept as %s", name);
		return NULL;
	}
	if (from)
		*f = *from;
	for (lines += n; *lines; lines += n) {
		lines++;
		n = strcspn(lines, "\n");
		if (n && !change(f, arena_strn(memory, lines, n), !from, why, size))
			return NULL;
	}
	buf_init(&b, memory, 256);
	for (size_t i = 0; i < f->n; i++) {
		if (!f->control[i].sent)
			continue;
		if (b.len)
			buf_char(&b, '&');
		buf_url(&b, f->control[i].name);
		buf_char(&b, '=');
		buf_url(&b, f->control[i].value);
	}
	return b.data;
}
