/* trace - identifiers, the place at hand, the ring of spans. */
#include "base/trace.h"

#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"

enum { RING = 1024, SHARES = 1000, ID_AT = 3, SPAN_AT = 36, FLAGS_AT = 53 };

static struct span ring[RING];
static size_t first, waiting;
static int share; /* 0: nothing is kept */
static struct trace_at now;

/* Ids are names, not secrets: a counter through a mixing function (splitmix64) makes them without system calls. */
uint64_t trace_fresh(void)
{
	static uint64_t state;
	uint64_t z;

	if (!state)
		id_random(&state, sizeof state);
	do {
		z = state += 0x9E3779B97F4A7C15u;
		z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
		z = (z ^ z >> 27) * 0x94D049BB133111EBu;
		z ^= z >> 31;
	} while (!z);
	return z;
}

void trace_start(int of_thousand)
{
	share = of_thousand;
}

static uint64_t number(const unsigned char *p)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++)
		n = n << 8 | p[i];
	return n;
}

static bool hex(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= '0' && s[i] <= '9') || (s[i] >= 'a' && s[i] <= 'f')))
			return false;
	return true;
}

static void unhex(const char *s, size_t bytes, unsigned char *out)
{
	char part[2 * TRACE_ID + 1];

	memcpy(part, s, 2 * bytes);
	part[2 * bytes] = '\0';
	str_unhex(part, out, bytes); /* digits were looked at */
}

/* Version, id, span and flags in lower-case hex; a later version may have more behind another dash. */
static bool read_parent(const char *s, struct trace_at *out)
{
	unsigned char span[8];
	size_t n = s ? strnlen(s, TRACE_PARENT + 1) : 0;

	if (n < TRACE_PARENT || !hex(s, 2) || memcmp(s, "ff", 2) == 0)
		return false;
	if (n > TRACE_PARENT && (memcmp(s, "00", 2) == 0 || s[TRACE_PARENT] != '-'))
		return false;
	if (s[2] != '-' || s[SPAN_AT - 1] != '-' || s[FLAGS_AT - 1] != '-' || !hex(s + ID_AT, 32) ||
	    !hex(s + SPAN_AT, 16) || !hex(s + FLAGS_AT, 2))
		return false;
	unhex(s + ID_AT, TRACE_ID, out->id);
	unhex(s + SPAN_AT, sizeof span, span);
	out->parent = number(span);
	return out->parent && (number(out->id) || number(out->id + 8));
}

/* The caller's own flag for sampling is not asked: it may be anybody's. */
void trace_begin(const char *traceparent)
{
	memset(&now, 0, sizeof now);
	if (!read_parent(traceparent, &now)) {
		uint64_t half[2] = { trace_fresh(), trace_fresh() };

		memcpy(now.id, half, sizeof now.id);
		now.parent = 0;
	}
	now.span = trace_fresh();
	now.kept = (int)(number(now.id + 8) % SHARES) < share;
}

bool trace_kept(void)
{
	return now.kept;
}

static void keep(const struct span *s)
{
	if (waiting == RING) {
		metric_add(METRIC_SPANS_DROPPED, 1);
		return;
	}
	ring[(first + waiting++) % RING] = *s;
}

static struct span span_of(enum trace_kind kind, const char *system, const char *verb, const char *name, int64_t start,
			   int status, bool failed)
{
	struct span s = { .kind = kind, .system = system, .verb = verb, .name = name, .start = start,
			  .end = when_ticks(), .status = status, .failed = failed };

	memcpy(s.trace, now.id, sizeof s.trace);
	return s;
}

void trace_part(uint64_t id, const char *system, const char *verb, const char *name, int64_t start, int status,
		bool failed)
{
	struct span s;

	if (!now.kept)
		return;
	s = span_of(TRACE_CLIENT, system, verb, name, start, status, failed);
	s.id = id ? id : trace_fresh();
	s.parent = now.span;
	keep(&s);
}

void trace_done(enum trace_kind kind, const char *system, const char *verb, const char *name, int64_t start,
		int status, bool failed)
{
	if (now.kept) {
		struct span s = span_of(kind, system, verb, name, start, status, failed);

		s.id = now.span;
		s.parent = now.parent;
		keep(&s);
	}
	memset(&now, 0, sizeof now);
}

void trace_id(char out[static 2 * TRACE_ID + 1])
{
	static const char digit[] = "0123456789abcdef";
	char *to = out;

	for (size_t i = 0; now.span && i < TRACE_ID; i++) {
		*to++ = digit[now.id[i] >> 4];
		*to++ = digit[now.id[i] & 15];
	}
	*to = '\0';
}

void trace_parent(uint64_t span, char out[static TRACE_PARENT + 1])
{
	char id[2 * TRACE_ID + 1];

	out[0] = '\0';
	trace_id(id);
	if (now.span)
		snprintf(out, TRACE_PARENT + 1, "00-%s-%016llx-%02x", id,
			 (unsigned long long)(span ? span : now.span), now.kept);
}

struct trace_at trace_leave(void)
{
	struct trace_at at = now;

	memset(&now, 0, sizeof now);
	return at;
}

void trace_return(struct trace_at at)
{
	now = at;
}

size_t trace_waiting(void)
{
	return waiting;
}

const struct span *trace_get(size_t i)
{
	return &ring[(first + i) % RING];
}

void trace_drop(size_t n)
{
	first = (first + n) % RING;
	waiting -= n;
}
