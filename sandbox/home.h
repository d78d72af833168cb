/* home - the page for people at /: what was sent, what is owed, what was called. */
#ifndef WORLD_HOME_H
#define WORLD_HOME_H

#include "http.h"

/* Serves / and /mail/ID/N (the N-th attachment of a mail). Returns false for any other path. */
bool home_serve(const struct http_request *rq, struct http_reply *rp);

#endif
