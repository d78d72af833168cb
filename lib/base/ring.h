/*
 * ring - the secret keys of HMACs by purpose, old ones beside new. The first key of each is a setting
 * (key.*); abridctl key rotate puts files behind it, <purpose>-<moment>.key in dir.keys, and programs look
 * into that folder again when it changes. The newest signs once every process has seen it. One that
 * was replaced is good as long as what it signed may live, counted from the day of its successor.
 */
#ifndef BASE_RING_H
#define BASE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"

enum ring { RING_GUEST, RING_CAPTCHA, RING_REPLY, RING_STREAM, RING_OTP, RING__COUNT };

/* Keys of one purpose at a time; and lives that are not settings, in seconds. */
enum { RING_MOST = 8, RING_CAPTCHA_S = 3600, RING_REPLY_S = 25 * 3600, RING_INVITATION_S = 7 * 86400 };

/* The purposes by name, as in the settings. */
const char *ring_name(enum ring r);
bool ring_of(const char *name, enum ring *out);

/* What signs now: 32 bytes. */
const unsigned char *ring_key(enum ring r);
/* What may have signed something that lives for life_s, newest first; how many. */
size_t ring_good(enum ring r, int64_t life_s, const unsigned char *out[static RING_MOST]);

/* The longest life of anything a purpose signs. */
int64_t ring_life_s(enum ring r);

#endif
