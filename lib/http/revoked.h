/*
 * revoked - what access tokens must no longer be believed. A token is verified without asking anybody,
 * so each process reads the rows of `revocations` that are new, at most every two seconds and only when
 * a token is shown: an ended session, a suspended person or company is refused within that time, with
 * Redis or without. A process that could not read for five seconds believes no token.
 */
#ifndef HTTP_REVOKED_H
#define HTTP_REVOKED_H

#include "base/err.h"
#include "store/work.h"

/* ERR_UNAUTHORISED when the token of w->who was revoked. */
enum err revoked_check(struct work *w);

#endif
