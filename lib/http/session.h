/*
 * session - who is asking: access token (API), portal cookie (pages), guest token (both), and the
 * proofs that go with pages: the guest cookie and the CSRF token.
 */
#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "http/req.h"

/* Fills r->work.who. A token that does not verify is ERR_UNAUTHORISED, whatever the row asks. */
enum err session_identify(struct req *r);

/* The guest's token as text: the one presented, else a fresh one (cookie on pages). */
const char *session_guest(struct req *r);

/* Hex proof bound to the session or guest; forms carry it as _csrf. */
const char *session_csrf(struct req *r);
/* True when the request is from our own pages: Origin or Sec-Fetch-Site, and the form's token. */
bool session_same_site(struct req *r);

/* Starts and ends a portal session: Set-Cookie with the token, or one that removes it. */
void session_cookie(struct req *r, const char *token);
/* The token of the portal session this request carries; NULL for none. */
const char *session_cookie_token(struct req *r);

#endif
