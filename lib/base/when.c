/* when - instants, dates and their text forms. */
#include "base/when.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"

enum { DAY_S = 86400 };

int64_t when_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * WHEN_SECOND + t.tv_nsec / 1000;
}

int64_t when_ticks(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * WHEN_SECOND + t.tv_nsec / 1000;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Days from civil and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static int64_t days_of(int64_t y, int m, int d)
{
	int64_t era, yoe, doy, doe;

	y -= m <= 2;
	era = floor_div(y, 400);
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static struct civil civil_of(int64_t days, int64_t seconds)
{
	int64_t z = days + 719468, era = floor_div(z, 146097), doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	struct civil c;

	c.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c.year = (int)(yoe + era * 400 + (c.month <= 2));
	c.hour = (int)(seconds / 3600);
	c.minute = (int)(seconds / 60 % 60);
	c.second = (int)(seconds % 60);
	c.weekday = (int)(days >= -4 ? (days + 4) % 7 : (days + 5) % 7 + 6);
	return c;
}

static struct civil civil_at(int64_t seconds)
{
	int64_t days = floor_div(seconds, DAY_S);

	return civil_of(days, seconds - days * DAY_S);
}

struct civil when_utc(int64_t instant)
{
	return civil_at(floor_div(instant, WHEN_SECOND));
}

struct civil when_local(int64_t instant)
{
	return civil_at(floor_div(instant, WHEN_SECOND) + WHEN_ALGIERS_S);
}

int32_t when_local_date(int64_t instant)
{
	return (int32_t)floor_div(floor_div(instant, WHEN_SECOND) + WHEN_ALGIERS_S, DAY_S);
}

int32_t when_date(int year, int month, int day)
{
	struct civil c;
	int64_t days;

	if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return WHEN_NO_DATE;
	days = days_of(year, month, day);
	c = civil_of(days, 0);
	return c.month == month && c.day == day ? (int32_t)days : WHEN_NO_DATE;
}

struct civil when_of_date(int32_t date)
{
	return civil_of(date, 0);
}

int64_t when_at(int32_t local_date, int64_t seconds)
{
	return ((int64_t)local_date * DAY_S + seconds - WHEN_ALGIERS_S) * WHEN_SECOND;
}

char *when_iso(struct arena *a, int64_t instant)
{
	struct civil c = when_utc(instant);
	int64_t ms = (instant - floor_div(instant, WHEN_SECOND) * WHEN_SECOND) / 1000;

	if (ms == 0)
		return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day,
				    c.hour, c.minute, c.second);
	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", c.year, c.month, c.day, c.hour,
			    c.minute, c.second, (int)ms);
}

char *when_iso_date(struct arena *a, int32_t date)
{
	struct civil c = when_of_date(date);

	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* Exactly n digits at *s as a number, -1 otherwise; moves *s past them. */
static int digits(const char **s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return -1;
		v = v * 10 + (**s - '0');
	}
	return v;
}

static bool skip(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool date_at(const char **s, int32_t *out)
{
	int y = digits(s, 4), m, d;

	if (y < 0 || !skip(s, '-') || (m = digits(s, 2)) < 0 || !skip(s, '-') ||
	    (d = digits(s, 2)) < 0)
		return false;
	*out = when_date(y, m, d);
	return *out != WHEN_NO_DATE;
}

bool when_parse_date(const char *s, int32_t *out)
{
	int y, m, d;

	if (strlen(s) != 10)
		return false;
	if (s[4] == '-')
		return date_at(&s, out) && !*s;
	if ((d = digits(&s, 2)) < 0 || !skip(&s, '/') || (m = digits(&s, 2)) < 0 || !skip(&s, '/') ||
	    (y = digits(&s, 4)) < 0)
		return false;
	*out = when_date(y, m, d);
	return *out != WHEN_NO_DATE;
}

/* hh:mm:ss[.fraction] as microseconds of the day. */
static bool clock_at(const char **s, int64_t *out)
{
	int h = digits(s, 2), m, sec;
	int64_t micros = 0, unit = 100000;

	if (h < 0 || !skip(s, ':') || (m = digits(s, 2)) < 0 || !skip(s, ':') ||
	    (sec = digits(s, 2)) < 0 || h > 23 || m > 59 || sec > 59)
		return false;
	if (skip(s, '.')) {
		if (**s < '0' || **s > '9')
			return false;
		for (; **s >= '0' && **s <= '9'; (*s)++, unit /= 10)
			micros += (**s - '0') * unit;
	}
	*out = ((int64_t)h * 3600 + m * 60 + sec) * WHEN_SECOND + micros;
	return true;
}

/* Z, +hh, +hh:mm, -hh:mm as seconds east of UTC. */
static bool offset_at(const char **s, int *out)
{
	int sign, h, m = 0;

	if (skip(s, 'Z')) {
		*out = 0;
		return true;
	}
	sign = **s == '-' ? -1 : 1;
	if (!skip(s, '+') && !skip(s, '-'))
		return false;
	if ((h = digits(s, 2)) < 0 || h > 14)
		return false;
	if (skip(s, ':') && ((m = digits(s, 2)) < 0 || m > 59))
		return false;
	*out = sign * (h * 3600 + m * 60);
	return true;
}

static bool instant_at(const char *s, char separator, int64_t *out)
{
	int32_t date;
	int64_t micros;
	int offset;

	if (!date_at(&s, &date) || !skip(&s, separator) || !clock_at(&s, &micros) ||
	    !offset_at(&s, &offset) || *s)
		return false;
	*out = (int64_t)date * DAY_S * WHEN_SECOND + micros - (int64_t)offset * WHEN_SECOND;
	return true;
}

bool when_parse(const char *s, int64_t *out)
{
	return instant_at(s, 'T', out);
}

bool when_parse_pg(const char *s, int64_t *out)
{
	return instant_at(s, ' ', out);
}
