/*
 * message - what a job does about the answer of an SMS or mail gateway: what surely did not leave is
 * tried again, what may have left is not.
 */
#ifndef DOMAIN_MESSAGE_H
#define DOMAIN_MESSAGE_H

#include <stdbool.h>

#include "base/err.h"
#include "provider/call.h"
#include "store/work.h"

/*
 * OK when nothing more is to be done: sent, perhaps sent, or refused for good (class says which).
 * ERR_AWAY when the gateway was not even asked, ERR_UNAVAILABLE for another try after its pause.
 */
enum err message_concluded(struct work *w, enum call_class class, bool held_back, int retry_s, const char *error);

#endif
