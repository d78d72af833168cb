/*
 * cors - pages of other sites that may call the API: an exact list (cors.origins), nobody by default.
 * Cookies are never accepted from them: their scripts carry tokens.
 */
#ifndef HTTP_CORS_H
#define HTTP_CORS_H

#include "http/req.h"

struct buf;

/* True when the Origin is on the list, letter by letter. */
bool cors_listed(const char *origin);

/* A browser asks before it sends: answers it, true when this was such a question about the API. */
bool cors_preflight(struct req *r);

/* Headers for a listed origin; Vary for all, so that no cache mixes them up. */
void cors_put(struct req *r, struct buf *head);

#endif
