/*
 * limit - GCRA (ITU-T I.371, "leaky bucket as a meter"): a principal's virtual clock runs ahead by
 * window/n per request and may lead real time by at most the window.
 */
#include "http/limit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/conf.h"
#include "base/when.h"
#include "http/app.h"
#include "store/redis.h"

/* ARGV: microseconds per request, window in microseconds. Returns allowed, microseconds of lead. */
static struct redis_script gcra = {
	.text = "local t = redis.call('TIME')\n"
		"local now = t[1] * 1000000 + t[2]\n"
		"local step, window = tonumber(ARGV[1]), tonumber(ARGV[2])\n"
		"local at = tonumber(redis.call('GET', KEYS[1]) or now)\n"
		"if at < now then at = now end\n"
		"if at + step - now > window then return {0, at - now} end\n"
		"redis.call('SET', KEYS[1], string.format('%.0f', at + step), 'PX',"
		" math.ceil((at + step - now) / 1000) + 1)\n"
		"return {1, at + step - now}",
};

enum { SLOTS = 4096 };

/* Virtual clocks of this process, for when Redis is away. Colliding principals share a slot. */
static struct {
	uint64_t who;
	int64_t at;
} own[SLOTS];

static uint64_t hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static bool take_own(const char *key, int64_t step, int64_t window, int64_t *lead)
{
	uint64_t h = hash(key);
	int64_t now = when_ticks(), *at = &own[h % SLOTS].at;

	if (own[h % SLOTS].who != h || *at < now) {
		own[h % SLOTS].who = h;
		*at = now;
	}
	*lead = *at - now;
	if (*lead + step > window)
		return false;
	*at += step;
	*lead += step;
	return true;
}

/* Of IPv6 the /64 is taken from the bytes, because its text form leaves zeros out. */
const char *limit_network(struct arena *a, const char *address)
{
	struct in6_addr six;

	if (inet_pton(AF_INET6, address, &six) != 1)
		return address;
	if (IN6_IS_ADDR_V4MAPPED(&six))
		return strrchr(address, '.') ? strrchr(address, ':') + 1 : str_hex(a, &six.s6_addr[12], 4);
	return str_hex(a, six.s6_addr, 8);
}

/* Who is counted: the signed-in user or the device, else the network. */
static const char *principal(struct req *r)
{
	struct arena *a = r->work.arena;

	if (r->work.who.user_id)
		return arena_printf(a, "u%lld", (long long)r->work.who.user_id);
	if (r->work.who.device_id)
		return arena_printf(a, "d%lld", (long long)r->work.who.device_id);
	return limit_network(a, r->address);
}

struct limit_state limit_take(struct req *r)
{
	int64_t n = r->route->rate.n * conf_int(CONF_LIMIT_SCALE), lead = 0;
	int64_t window = (int64_t)r->route->rate.window_s * WHEN_SECOND;
	int64_t step = n < window ? window / n : 1;
	int64_t args[] = { step, window }, out[2];
	const char *key = arena_printf(r->work.arena, "ratelimit:%s:%zu:%s", app_name(r->app),
				       r->route_index, principal(r));
	struct limit_state s = { .limit = (int)n };

	if (redis_script(&r->work, &gcra, key, args, 2, out, 2)) {
		s.allowed = out[0] == 1;
		lead = out[1];
	} else {
		/* This process's share, which is one request at least. */
		step *= app_siblings(r->app);
		step = step < window ? step : window;
		s.allowed = take_own(key, step, window, &lead);
	}
	s.remaining = (int)((window - lead) / step);
	s.reset_s = (int)((lead + WHEN_SECOND - 1) / WHEN_SECOND);
	s.retry_s = s.allowed ? 0 : (int)((lead + step - window) / WHEN_SECOND) + 1;
	return s;
}
