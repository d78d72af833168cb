/* chart - SVG lines. */
#include "document/chart.h"

#include "base/str.h"

static void put_escaped(struct buf *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '<')
			buf_str(out, "&lt;");
		else if (*s == '&')
			buf_str(out, "&amp;");
		else if (*s == '"')
			buf_str(out, "&quot;");
		else
			buf_char(out, *s);
	}
}

/* Height of a value over the ground line; the largest touches the top. */
static int64_t level(int64_t v, int64_t top)
{
	if (v <= 0 || top <= 0)
		return 0;
	while (top > INT64_MAX / (2 * CHART_HEIGHT)) {
		top /= 2;
		v /= 2;
	}
	return (v * CHART_HEIGHT + top / 2) / top;
}

void chart_line(struct buf *out, const int64_t *v, size_t n, const char *label)
{
	int64_t top = 0, was;

	for (size_t i = 0; i < n; i++)
		top = v[i] > top ? v[i] : top;
	buf_printf(out, "<svg class=\"chart\" viewBox=\"0 -2 %zu %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
		   n > 1 ? (n - 1) * CHART_STEP : CHART_STEP, CHART_HEIGHT + 4);
	put_escaped(out, label);
	was = n ? level(v[0], top) : 0;
	buf_printf(out, "\"><path d=\"M0 %lldl", (long long)(CHART_HEIGHT - was));
	for (size_t i = 1; i < n; i++) {
		int64_t now = level(v[i], top);

		buf_printf(out, "%s%d %lld", i > 1 ? " " : "", CHART_STEP, (long long)(was - now));
		was = now;
	}
	if (n < 2)
		buf_printf(out, "%d 0", CHART_STEP);
	buf_str(out, "\"/></svg>");
}
