/* step - a transaction that runs again while nothing of it took effect. */
#include "http/step.h"

#include <unistd.h>

#include "http/gate.h"
#include "store/db.h"

enum { TRIES = 4, PAUSE_US = 5000 };

enum err step(struct req *r, step_fn *fn, void *ctx)
{
	enum err e = OK;

	for (int i = 1; i <= TRIES; i++) {
		gate_begin(r);
		e = fn(r, ctx);
		if (e == OK)
			e = gate_commit(r);
		if (e == OK)
			return OK;
		db_rollback(&r->work);
		work_settle(&r->work, false);
		if (!(e == ERR_RETRY || (e == ERR_UNAVAILABLE && db_lost(&r->work))) || i == TRIES)
			break;
		fail_clear();
		usleep((useconds_t)(PAUSE_US * i));
	}
	return e == ERR_RETRY ? ERR_BUSY_RETRY : e == ERR_LOST_COMMIT ? ERR_UNAVAILABLE : e;
}
