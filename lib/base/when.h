/*
 * when - time. Instants are int64_t microseconds since 1970-01-01T00:00:00Z, dates are int32_t days
 * since 1970-01-01, times of day are seconds. Local time is Africa/Algiers: UTC+1 all year (last
 * change of offset 1981, tz database), so no zone data is needed at run time.
 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { WHEN_SECOND = 1000000, WHEN_ALGIERS_S = 3600 };
#define WHEN_NONE INT64_MIN /* an absent instant */
#define WHEN_NO_DATE INT32_MIN

/* A civil (calendar) time; weekday 0 is Sunday. */
struct civil {
	int year, month, day, hour, minute, second, weekday;
};

int64_t when_now(void);       /* wall clock, UTC microseconds */
int64_t when_ticks(void);     /* monotonic microseconds: intervals and deadlines only */

struct civil when_utc(int64_t instant);
struct civil when_local(int64_t instant);
int32_t when_local_date(int64_t instant);
int32_t when_date(int year, int month, int day); /* WHEN_NO_DATE for no such day */
struct civil when_of_date(int32_t date);
int64_t when_at(int32_t local_date, int64_t seconds); /* instant of seconds after local midnight */

/* "2026-11-24T10:30:00Z" (milliseconds added when not zero); "2026-11-24". */
char *when_iso(struct arena *a, int64_t instant);
char *when_iso_date(struct arena *a, int32_t date);

/* Parses YYYY-MM-DD, and dd/mm/yyyy as typed by people; false for anything else. */
bool when_parse_date(const char *s, int32_t *out);
/* Parses RFC 3339 with Z or an offset. */
bool when_parse(const char *s, int64_t *out);
/* Parses what PostgreSQL prints in a UTC session, "2026-11-24 10:30:00.123456+00". */
bool when_parse_pg(const char *s, int64_t *out);

#endif
