/* track_keep - the timers that keep the history of positions: days made and dropped, hours summed. */
#include "domain/track.h"
#include "store/db.h"

enum err track_keep_partitions(struct work *w)
{
	return db_run(w, Q_LOCATION_KEEP, NULL);
}

enum err track_keep_sums(struct work *w)
{
	return db_run(w, Q_LOCATION_SUM, NULL);
}
