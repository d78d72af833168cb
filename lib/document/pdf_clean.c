/* pdf_clean - what may be drawn of a piece of data. */
#include "document/pdf_clean.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/pdf_font.h"

/* Most marks that a real script stacks on one letter. */
enum { MARKS = 3, REPLACEMENT = 0xFFFD };

static bool in(gunichar c, gunichar first, gunichar last)
{
	return c >= first && c <= last;
}

/* Characters that reorder, hide or annotate others. */
static bool treacherous(gunichar c)
{
	return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x200B || c == 0x200E ||
	       c == 0x200F || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x206F) ||
	       in(c, 0xFE00, 0xFE0F) || c == 0xFEFF || in(c, 0xFFF9, 0xFFFB) ||
	       in(c, 0xE0000, 0xE0FFF);
}

/* What has been written so far, as far as the next character's fate depends on it. */
struct cleaning {
	struct buf out;
	size_t chars; /* without marks and joiners */
	int marks;    /* in a row */
	gunichar last;
	bool gap; /* a blank is due before the next character */
};

static void emit(struct cleaning *c, gunichar ch)
{
	char utf8[6];

	if (c->gap && c->last) {
		buf_char(&c->out, ' ');
		c->chars++;
	}
	c->gap = false;
	buf_put(&c->out, utf8, (size_t)g_unichar_to_utf8(ch, utf8));
	c->last = ch;
}

/* Marks and joiners belong to the character before them: true when ch was one. */
static bool attached(struct cleaning *c, gunichar ch)
{
	bool joiner = ch == 0x200C || ch == 0x200D;

	if (!joiner && !g_unichar_ismark(ch))
		return false;
	if (c->last && !c->gap && c->last != REPLACEMENT && c->marks++ < MARKS &&
	    (joiner ? g_unichar_isalpha(c->last) : pdf_font_draws(ch)))
		emit(c, ch);
	return true;
}

/* False when max characters are written and this would be one more. */
static bool take(struct cleaning *c, gunichar ch, size_t max)
{
	if (treacherous(ch) || attached(c, ch))
		return true;
	if (ch == ' ' || g_unichar_iscntrl(ch) || ch == 0x2028 || ch == 0x2029) {
		c->gap = true;
		return true;
	}
	if (!pdf_font_draws(ch))
		ch = REPLACEMENT;
	if (ch == REPLACEMENT && c->last == REPLACEMENT && !c->gap)
		return true;
	if (c->chars + c->gap >= max)
		return false;
	c->marks = 0;
	emit(c, ch);
	c->chars++;
	return true;
}

char *pdf_clean(struct arena *a, const char *value, size_t max)
{
	struct cleaning c = { .chars = 0 };
	const char *p = value, *end = value + strlen(value);

	buf_init(&c.out, a, 64);
	while (p < end) {
		gunichar ch = g_utf8_get_char_validated(p, end - p);
		bool valid = ch < 0x110000; /* errors are the two largest values */

		if (!take(&c, valid ? ch : REPLACEMENT, max)) {
			buf_str(&c.out, "\xE2\x80\xA6");
			break;
		}
		p = valid ? g_utf8_next_char(p) : p + 1;
	}
	return c.out.data;
}

char *pdf_isolate(struct arena *a, const char *value, bool ltr)
{
	/* U+2066 left-to-right isolate or U+2068 first-strong isolate, up to U+2069. */
	return arena_printf(a, "%s%s\xE2\x81\xA9", ltr ? "\xE2\x81\xA6" : "\xE2\x81\xA8",
			    pdf_clean(a, value, PDF_VALUE_CHARS));
}
