/* revoked - what was revoked lately, while tickets of it may still be shown. */
#ifndef RELAY_REVOKED_H
#define RELAY_REVOKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/stream.h"

/* Of a session or booking every ticket; of a person or company those issued up to that second. 0, "": not it. */
struct revocation {
	int64_t session, user, org, at_s;
	char booking[ID_CHARS + 1];
};

/* Does it name the bearer of that ticket? */
bool revoked_by(const struct revocation *r, const struct stream_grant *g);
void revoked_note(const struct revocation *r);
/* Does one of those that were noted? */
bool revoked_before(const struct stream_grant *g);

#endif
