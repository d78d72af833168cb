/* qr - module matrix through libqrencode, and its picture as SVG. */
#include "document/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static bool alphanumeric(const char *s)
{
	return s[strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")] == '\0';
}

/* The whole text in one alphanumeric segment; NULL with errno set. */
static QRcode *encode(const char *text)
{
	QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
	QRcode *code = NULL;
	int e;

	if (!input)
		return NULL;
	if (QRinput_append(input, QR_MODE_AN, (int)strlen(text), (const unsigned char *)text) == 0)
		code = QRcode_encodeInput(input);
	e = errno;
	QRinput_free(input);
	errno = e;
	return code;
}

enum err qr_make(struct arena *a, const char *text, struct qr *out)
{
	QRcode *code;
	unsigned char *dark;
	size_t cells;

	if (!*text || strlen(text) > QR_CHARS || !alphanumeric(text))
		return fail(ERR_INPUT, "qr: empty, too long, or not alphanumeric");
	code = encode(text);
	if (!code)
		return fail(ERR_INTERNAL, "qr: %s", strerror(errno));
	cells = (size_t)code->width * (size_t)code->width;
	dark = arena_get(a, cells);
	for (size_t i = 0; i < cells; i++)
		dark[i] = code->data[i] & 1;
	out->width = code->width;
	out->dark = dark;
	QRcode_free(code);
	return OK;
}

bool qr_dark(const struct qr *q, int x, int y)
{
	return q->dark[y * q->width + x] != 0;
}

static void put_attribute(struct buf *out, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&':
			buf_str(out, "&amp;");
			break;
		case '<':
			buf_str(out, "&lt;");
			break;
		case '>':
			buf_str(out, "&gt;");
			break;
		case '"':
			buf_str(out, "&quot;");
			break;
		default:
			buf_char(out, *s);
		}
	}
}

/*
 * Each run of dark modules is a horizontal stroke one module thick: relative moves and lines take
 * half the bytes of closed rectangles.
 */
static void put_strokes(const struct qr *q, struct buf *out)
{
	int at_x = 0, at_y = 0;

	for (int y = 0; y < q->width; y++) {
		for (int x = 0; x < q->width; x++) {
			int start = x;

			while (x < q->width && qr_dark(q, x, y))
				x++;
			if (x == start)
				continue;
			buf_printf(out, "m%d %dh%d", start - at_x, y - at_y, x - start);
			at_x = x;
			at_y = y;
		}
	}
}

void qr_svg(const struct qr *q, int side, const char *label, struct buf *out)
{
	int all = q->width + 2 * QR_QUIET;

	buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		   "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" role=\"img\" ",
		   side, side, all, all);
	buf_str(out, "aria-label=\"");
	put_attribute(out, label);
	buf_printf(out, "\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
		   "<path stroke=\"#000\" d=\"M%d %d.5", all, all, QR_QUIET, QR_QUIET);
	put_strokes(q, out);
	buf_str(out, "\"/></svg>");
}
