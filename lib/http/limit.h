/*
 * limit - how often a principal may call a route: a generic cell rate (GCRA) in one Redis script,
 * so the count is exact across processes. Without Redis each process keeps its own share.
 */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include <stdbool.h>

#include "http/req.h"

struct limit_state {
	bool allowed;
	int limit, remaining, reset_s, retry_s;
};

/* Counts this request against the row's rate. */
struct limit_state limit_take(struct req *r);

/* The network an address belongs to: of IPv6 the /64, which one subscriber owns. */
const char *limit_network(struct arena *a, const char *address);

#endif
