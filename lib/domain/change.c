/* change - another time. */
#include "domain/change.h"

#include <ctype.h>
#include <string.h>

#include "base/field.h"
#include "domain/cancel.h"
#include "store/db.h"

bool change_clock(const char *text, int *seconds)
{
	int hours, minutes;

	if (strlen(text) != 5 || text[2] != ':' || !isdigit((unsigned char)text[0]) || !isdigit((unsigned char)text[1]) ||
	    !isdigit((unsigned char)text[3]) || !isdigit((unsigned char)text[4]))
		return false;
	hours = (text[0] - '0') * 10 + text[1] - '0';
	minutes = (text[3] - '0') * 10 + text[4] - '0';
	*seconds = hours * 3600 + minutes * 60;
	return hours < 24 && minutes < 60;
}

struct moved {
	int64_t schedule_id, departs_at, arrives_at, was_departs_at, was_arrives_at;
};

static const struct field moved_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(moved, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(moved, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(moved, arrives_at), "arrives_at" },
	{ "wasDepartsAt", F_TIME, AT(moved, was_departs_at), "was_departs_at" },
	{ "wasArrivesAt", F_TIME, AT(moved, was_arrives_at), "was_arrives_at" },
	{ 0 },
};

enum err change_time(struct work *w, int64_t schedule_id, int64_t departs_at, const char *reason)
{
	struct moved m;

	TRY(db_one(w, Q_PARTNER_TRIP_RETIME,
		   (struct param[]){ p_int(schedule_id), p_time(departs_at), p_text(reason), p_int(w->who.user_id),
				     p_text(w->request_id) },
		   moved_fields, &m));
	cancel_forget(w, m.schedule_id, m.departs_at, m.arrives_at);
	cancel_forget(w, m.schedule_id, m.was_departs_at, m.was_arrives_at);
	return OK;
}
