/* work - cache keys to forget once a transaction is committed. */
#include "store/work.h"

#include "store/redis.h"

void work_forget(struct work *w, const char *key)
{
	if (w->n_forget < WORK_FORGET)
		w->forget[w->n_forget++] = key;
}

void work_settle(struct work *w, bool committed)
{
	if (committed && w->n_forget)
		redis_del(w, w->forget, w->n_forget);
	w->n_forget = 0;
}
