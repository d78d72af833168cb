/*
 * revoked - what was revoked lately. A ticket is good for minutes and asks nobody: who was cut off would come
 * back with the newest one.
 */
#include "revoked.h"

#include <stddef.h>
#include <string.h>

#include "base/conf.h"
#include "base/when.h"

enum { KEPT = 8192 };

static struct revocation kept[KEPT];
static size_t next, n_kept;

bool revoked_by(const struct revocation *r, const struct stream_grant *g)
{
	bool before = g->issued <= r->at_s;

	return (r->session && g->session_id == r->session) || (before && r->user && g->user_id == r->user) ||
	       (before && r->org && g->org_id == r->org) || (r->booking[0] && strcmp(g->booking, r->booking) == 0);
}

void revoked_note(const struct revocation *r)
{
	kept[next] = *r;
	next = (next + 1) % KEPT;
	n_kept += n_kept < KEPT;
}

/* No ticket is older than the longer of its two lives. */
bool revoked_before(const struct stream_grant *g)
{
	int64_t fresh = conf_int(CONF_STREAM_TICKET_S), again = conf_int(CONF_STREAM_RESUME_S);
	int64_t oldest = when_now() / WHEN_SECOND - (fresh > again ? fresh : again);

	for (size_t i = 0; i < n_kept; i++)
		if (kept[i].at_s >= oldest && revoked_by(&kept[i], g))
			return true;
	return false;
}
