/*
 * outbound - callbacks: HTTP requests from a provider to the product, plain http to loopback only.
 */
#ifndef WORLD_OUTBOUND_H
#define WORLD_OUTBOUND_H

#include "http.h"

struct outbound {
	const char *provider, *op;      /* for the journal; not copied */
	const char *method, *url;
	const struct http_header *headers;
	size_t n_headers;
	const char *body;
	size_t body_len;
	const char *verdict;            /* what the journal says of it; not copied */
};

/*
 * Sends a request after a delay on the world's clock and journals it with the status received (0
 * for none within 10 s). An address that is not http on loopback is journaled as refused and not
 * called.
 */
void outbound_send(const struct outbound *o, int64_t delay_ms);

/* Drops what has not been sent yet. */
void outbound_reset(void);

#endif
