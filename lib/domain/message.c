/* message - answers of gateways. */
#include "domain/message.h"

enum err message_concluded(struct work *w, enum call_class class, bool held_back, int retry_s, const char *error)
{
	if (class == CALL_OK || class == CALL_AMBIGUOUS || class == CALL_INVALID)
		return OK;
	w->retry_s = retry_s;
	return fail(held_back ? ERR_AWAY : ERR_UNAVAILABLE, "message not sent: %s", error ? error : call_class_name(class));
}
