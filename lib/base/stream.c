/* stream - tickets and shared links. */
#include "base/stream.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/ring.h"
#include "base/str.h"

enum { FIELDS = 14, MAC_BYTES = 16, LONGEST_S = 366 * 86400 };

/* Half of the MAC as hex. The purpose keeps tickets and links apart under one key. */
static const char *mac_of(struct arena *a, const unsigned char *key, const char *purpose, const char *body)
{
	const char *text = arena_printf(a, "%s %s", purpose, body);
	unsigned char mac[ID_HASH];

	id_mac(key, text, strlen(text), mac);
	return str_hex(a, mac, MAC_BYTES);
}

/* Made with a key that was in use when something that lives for life_s may have been made. */
static bool mac_right(struct arena *a, const char *given, int64_t life_s, const char *purpose, const char *body)
{
	const unsigned char *keys[RING_MOST];
	size_t n = ring_good(RING_STREAM, life_s, keys);

	for (size_t i = 0; i < n; i++)
		if (str_same_secret(given, mac_of(a, keys[i], purpose, body), 2 * MAC_BYTES))
			return true;
	return false;
}

static int64_t ticket_life_s(void)
{
	int64_t fresh = conf_int(CONF_STREAM_TICKET_S), again = conf_int(CONF_STREAM_RESUME_S);

	return fresh > again ? fresh : again;
}

/* "3-5_9": runs of neighbours are short, and a company's buses are neighbours. */
static void put_buses(struct buf *b, const int64_t *bus, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t k = i;

		while (k + 1 < n && bus[k + 1] == bus[k] + 1)
			k++;
		buf_printf(b, "%s%lld", i ? "_" : "", (long long)bus[i]);
		if (k > i)
			buf_printf(b, "-%lld", (long long)bus[k]);
		i = k + 1;
	}
}

const char *stream_make(struct arena *a, const struct stream_grant *g)
{
	unsigned char nonce[8];
	struct buf b;

	id_random(nonce, sizeof nonce);
	buf_init(&b, a, 256);
	buf_printf(&b, "2.%lld.%lld.%lld.%c.%s.%lld.%lld.%lld.", (long long)g->issued, (long long)g->expires,
		   (long long)g->until, g->native ? 'a' : 'w', who_role_name(g->role), (long long)g->session_id,
		   (long long)g->user_id, (long long)g->org_id);
	if (g->every_bus)
		buf_str(&b, "all");
	else if (g->n_buses)
		put_buses(&b, g->buses, g->n_buses);
	else
		buf_char(&b, '-');
	buf_printf(&b, ".%s.%s.%s", g->booking[0] ? g->booking : "-", g->person[0] ? g->person : "-",
		   str_hex(a, nonce, sizeof nonce));
	if (b.len + 1 + 2 * (size_t)MAC_BYTES > STREAM_TICKET || g->n_buses > STREAM_BUSES)
		return NULL;
	return arena_printf(a, "%s.%s", b.data, mac_of(a, ring_key(RING_STREAM), "ticket", b.data));
}

static bool number(const char *s, int64_t *out)
{
	return str_int(s, 0, INT64_MAX, out);
}

static bool public_or_none(const char *s, char out[static ID_CHARS + 1])
{
	out[0] = '\0';
	if (strcmp(s, "-") == 0)
		return true;
	if (!id_ok(s))
		return false;
	memcpy(out, s, ID_CHARS + 1);
	return true;
}

/* One run "3-5" or "9", above what came before. */
static bool take_run(char *run, int64_t *bus, size_t *n, int64_t *last)
{
	char *dash = strchr(run, '-');
	int64_t from, to;

	if (dash)
		*dash = '\0';
	if (!str_int(run, *last + 1, INT64_MAX - 1, &from))
		return false;
	to = from;
	if (dash && (!str_int(dash + 1, from + 1, INT64_MAX - 1, &to)))
		return false;
	if (to - from >= (int64_t)(STREAM_BUSES - *n))
		return false;
	for (int64_t id = from; id <= to; id++)
		bus[(*n)++] = id;
	*last = to;
	return true;
}

static bool take_buses(struct arena *a, char *s, struct stream_grant *g)
{
	int64_t *bus, last = 0;
	char *save = NULL;

	g->every_bus = strcmp(s, "all") == 0;
	if (g->every_bus || strcmp(s, "-") == 0)
		return true;
	if (!*s || *s == '_' || s[strlen(s) - 1] == '_' || strstr(s, "__"))
		return false;
	bus = arena_get(a, STREAM_BUSES * sizeof *bus);
	g->buses = bus;
	for (char *run = strtok_r(s, "_", &save); run; run = strtok_r(NULL, "_", &save))
		if (!take_run(run, bus, &g->n_buses, &last))
			return false;
	return g->n_buses > 0;
}

/* Splits at the dots; false unless there are exactly that many fields. */
static bool split(char *s, char **field, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		field[i] = s;
		s = strchr(s, '.');
		if (!s)
			return i == n - 1;
		if (i < n - 1)
			*s++ = '\0';
	}
	return false;
}

bool stream_read(struct arena *a, const char *ticket, int64_t now_s, struct stream_grant *out)
{
	const char *dot = strrchr(ticket, '.'), *body;
	unsigned char nonce[8];
	char *field[FIELDS];

	memset(out, 0, sizeof *out);
	if (!dot || strlen(ticket) > STREAM_TICKET || strlen(dot + 1) != 2 * MAC_BYTES)
		return false;
	body = arena_strn(a, ticket, (size_t)(dot - ticket));
	if (!mac_right(a, dot + 1, ticket_life_s(), "ticket", body))
		return false;
	if (!split(arena_str(a, ticket), field, FIELDS) || strcmp(field[0], "2") != 0 ||
	    !number(field[1], &out->issued) || !number(field[2], &out->expires) || !number(field[3], &out->until) ||
	    (strcmp(field[4], "a") != 0 && strcmp(field[4], "w") != 0))
		return false;
	out->native = field[4][0] == 'a';
	out->role = who_role(field[5]);
	if (!out->role || !number(field[6], &out->session_id) || !number(field[7], &out->user_id) ||
	    !number(field[8], &out->org_id) || !take_buses(a, field[9], out) ||
	    !public_or_none(field[10], out->booking) || !public_or_none(field[11], out->person) ||
	    !str_unhex(field[12], nonce, sizeof nonce))
		return false;
	memcpy(&out->nonce, nonce, sizeof nonce);
	return out->expires > now_s && out->until > now_s && out->until - now_s < LONGEST_S;
}

bool stream_has_bus(const struct stream_grant *g, int64_t bus)
{
	size_t low = 0, high = g->n_buses;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (g->buses[mid] < bus)
			low = mid + 1;
		else
			high = mid;
	}
	return g->every_bus || (low < g->n_buses && g->buses[low] == bus);
}

const char *stream_share(struct arena *a, const char *booking, int64_t until_s)
{
	const char *body = arena_printf(a, "1.%lld.%s", (long long)until_s, booking);

	return arena_printf(a, "%s.%s", body, mac_of(a, ring_key(RING_STREAM), "share", body));
}

bool stream_shared(struct arena *a, const char *token, int64_t now_s, char booking[static ID_CHARS + 1],
		   int64_t *until_s)
{
	const char *dot = strrchr(token, '.'), *body;
	char *field[4];

	booking[0] = '\0';
	if (!dot || strlen(token) > 120 || strlen(dot + 1) != 2 * MAC_BYTES)
		return false;
	body = arena_strn(a, token, (size_t)(dot - token));
	if (!mac_right(a, dot + 1, ring_life_s(RING_STREAM), "share", body) ||
	    !split(arena_str(a, token), field, 4) || strcmp(field[0], "1") != 0 ||
	    !number(field[1], until_s) || *until_s <= now_s)
		return false;
	return public_or_none(field[2], booking) && booking[0];
}
