/* ics - iCalendar lines: escaping, folding, events. */
#include "document/ics.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"

enum { FOLD = 75 }; /* octets of a line without its end (RFC 5545, 3.1) */

/* Length of the UTF-8 sequence that starts with c; a stray byte counts as one. */
static size_t sequence(unsigned char c)
{
	return c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
}

/* One content line, folded where no character is cut. */
static void put_line(struct buf *out, const char *line)
{
	size_t room = FOLD;

	while (*line) {
		size_t n = strnlen(line, sequence((unsigned char)*line));

		if (n > room) {
			buf_str(out, "\r\n ");
			room = FOLD - 1; /* the blank that opens a continuation counts */
		}
		buf_put(out, line, n);
		room -= n;
		line += n;
	}
	buf_str(out, "\r\n");
}

/* A TEXT value (3.3.11): marks escaped, line breaks kept as \n, other control characters gone. */
static const char *escaped(struct arena *a, const char *s)
{
	struct buf b;

	buf_init(&b, a, strlen(s) + 16);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '\\' || c == ';' || c == ',') {
			buf_char(&b, '\\');
			buf_char(&b, (char)c);
		} else if (c == '\n') {
			buf_str(&b, "\\n");
		} else if (c >= ' ' && c != 0x7F) {
			buf_char(&b, (char)c);
		}
	}
	return b.data;
}

static void put_text(struct buf *out, const char *name, const char *s)
{
	put_line(out, arena_printf(out->arena, "%s:%s", name, escaped(out->arena, s)));
}

static void put_time(struct buf *out, const char *name, int64_t instant)
{
	struct civil c = when_utc(instant);

	put_line(out, arena_printf(out->arena, "%s:%04d%02d%02dT%02d%02d%02dZ", name, c.year,
				   c.month, c.day, c.hour, c.minute, c.second));
}

/* A URI value is not TEXT; what cannot stand in one ends it. */
static void put_url(struct buf *out, const char *url)
{
	size_t n = 0;

	while (url[n] > ' ' && url[n] < 0x7F)
		n++;
	put_line(out, arena_printf(out->arena, "URL:%.*s", (int)n, url));
}

static const char *sentence(struct buf *out, const struct ics_trip *t, const char *key)
{
	const struct text_arg args[] = {
		{ "from", t->from },
		{ "to", t->to },
		{ "ref", t->ref },
		{ "seats", t->seats },
		{ "phone", t->phone ? t->phone : "" },
		{ "time", text_clock(out->arena, strcmp(key, "ics.boarding") == 0 ? t->boarding
										  : t->departure) },
		{ 0 },
	};

	return text_format(out->arena, t->lang, key, args);
}

static const char *description(struct buf *out, const struct ics_trip *t)
{
	struct buf b;

	buf_init(&b, out->arena, 256);
	buf_str(&b, sentence(out, t, "ics.description"));
	if (t->company)
		buf_printf(&b, "\n%s", t->company);
	if (t->boarding != WHEN_NONE)
		buf_printf(&b, "\n%s", sentence(out, t, "ics.boarding"));
	if (t->phone)
		buf_printf(&b, "\n%s", sentence(out, t, "ics.help"));
	if (t->url)
		buf_printf(&b, "\n%s", t->url);
	return b.data;
}

static void put_reminder(struct buf *out, const struct ics_trip *t)
{
	put_line(out, "BEGIN:VALARM");
	put_line(out, "ACTION:DISPLAY");
	put_line(out, "TRIGGER:-PT2H");
	put_text(out, "DESCRIPTION", sentence(out, t, "ics.alarm"));
	put_line(out, "END:VALARM");
}

static void put_event(struct buf *out, const struct ics_trip *t)
{
	put_line(out, "BEGIN:VEVENT");
	put_text(out, "UID", t->uid);
	put_time(out, "DTSTAMP", t->made_at);
	put_line(out, arena_printf(out->arena, "SEQUENCE:%d", t->version));
	put_line(out, t->cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	put_time(out, "DTSTART", t->departure);
	if (t->arrival != WHEN_NONE)
		put_time(out, "DTEND", t->arrival);
	put_text(out, "SUMMARY", sentence(out, t, "ics.summary"));
	if (t->place)
		put_text(out, "LOCATION", t->place);
	put_text(out, "DESCRIPTION", description(out, t));
	if (t->url)
		put_url(out, t->url);
	if (!t->cancelled)
		put_reminder(out, t);
	put_line(out, "END:VEVENT");
}

void ics_calendar(const struct ics_trip *trips, size_t n, const char *platform, struct buf *out)
{
	put_line(out, "BEGIN:VCALENDAR");
	put_line(out, "VERSION:2.0");
	put_text(out, "PRODID", arena_printf(out->arena, "-//%s//tickets//EN", platform));
	put_line(out, "CALSCALE:GREGORIAN");
	put_line(out, "METHOD:PUBLISH");
	for (size_t i = 0; i < n; i++)
		put_event(out, &trips[i]);
	put_line(out, "END:VCALENDAR");
}
