/* network_csv - reading the CSV files; memory, dates and dice for the other files. */
#include "network.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "network_csv.h"

void network_die(const char *fmt, ...)
{
	va_list ap;

	fputs("network: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	_exit(1);
}

void *network_get(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		network_die("out of memory");
	return p;
}

void *network_grow(void *array, size_t n, size_t size)
{
	/* Room is a power of two: there is none left when n is one. */
	if (n & (n - 1))
		return array;
	array = realloc(array, (n ? 2 * n : 1) * size);
	if (!array)
		network_die("out of memory");
	return array;
}

static uint64_t mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

unsigned network_dice(const struct network *net, const char *what, uint64_t a, uint64_t b,
		      unsigned n)
{
	uint64_t h = mix(net->seed);

	for (; *what; what++)
		h = mix(h ^ (unsigned char)*what);
	return (unsigned)(mix(mix(h ^ a) ^ b) % n);
}

/* ---- dates (proleptic Gregorian, days since 1970-01-01) ---- */

int32_t network_date(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = y / 400, yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void network_civil(int32_t date, int *year, int *month, int *day)
{
	int z = date + 719468, era = z / 146097, doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int network_weekday(int32_t date)
{
	return (int)((date + 4) % 7); /* 1970-01-01 was a Thursday */
}

bool network_parse_date(const char *s, int32_t *out)
{
	int y, m, d, y2, m2, d2, end = 0;

	if (sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &end) != 3 || s[end] || y < 1970 || y > 9999)
		return false;
	*out = network_date(y, m, d);
	network_civil(*out, &y2, &m2, &d2);
	return y == y2 && m == m2 && d == d2;
}

/* ---- CSV ---- */

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t len = 0;

	if (!f)
		network_die("cannot read %s", path);
	for (size_t n = 1; n; len += n) {
		text = realloc(text, len + 4097);
		if (!text)
			network_die("out of memory");
		n = fread(text + len, 1, 4096, f);
	}
	if (ferror(f))
		network_die("cannot read %s", path);
	fclose(f);
	text[len] = '\0';
	return text;
}

static size_t count(const char *s, char c, char end)
{
	size_t n = 0;

	for (; *s && *s != end; s++)
		n += *s == c;
	return n;
}

void table_load(struct network_table *t, const char *dir, const char *file, size_t cols)
{
	char path[512], *p;
	size_t at = 0;

	snprintf(path, sizeof path, "%s/%s", dir, file);
	t->text = p = slurp(path);
	t->cols = cols;
	t->rows = count(p, '\n', '\0');
	t->cells = network_get(t->rows * cols, sizeof *t->cells);
	for (size_t line = 0; line < t->rows; line++) {
		if (count(p, ',', '\n') != cols - 1)
			network_die("%s:%zu: %zu columns expected", path, line + 1, cols);
		for (size_t i = 0; i < cols; i++) {
			t->cells[at++] = p;
			p += strcspn(p, ",\n");
			*p++ = '\0';
		}
	}
	if (t->rows < 2 || *p)
		network_die("%s: no rows, or no line feed at its end", path);
	t->rows--; /* the header stays in front, out of reach */
	memmove(t->cells, t->cells + cols, t->rows * cols * sizeof *t->cells);
}

const char *table_text(const struct network_table *t, size_t row, size_t col)
{
	return t->cells[row * t->cols + col];
}

double table_real(const struct network_table *t, size_t row, size_t col)
{
	const char *s = table_text(t, row, col);
	char *end;
	double v = strtod(s, &end);

	if (end == s || *end)
		network_die("\"%s\" is no number", s);
	return v;
}

int table_int(const struct network_table *t, size_t row, size_t col)
{
	return (int)table_real(t, row, col);
}

void table_free(struct network_table *t)
{
	free(t->text);
	free(t->cells);
	t->text = NULL;
	t->cells = NULL;
}
