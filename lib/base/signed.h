/*
 * signed - JSON that a device signed over its raw bytes with a key of its own (HMAC-SHA-256, hex).
 *
 * The signature stands beside the bytes (the header X-Device-Signature), or in them: the member
 * "signature" of the outermost object, computed with zeros in the place of its 64 digits. Members
 * are found in the bytes as they are, before anything is parsed: what is not spelt plainly is not
 * there.
 */
#ifndef BASE_SIGNED_H
#define BASE_SIGNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"

enum { SIGNED_HEX = 2 * ID_HASH };

/* The bytes between the quotes of a text member of the outermost object; false when it has none. */
bool signed_text(const char *json, size_t n, const char *name, const char **value, size_t *len);

/* The number of "deviceId":"device_9"; false when there is none or it is malformed. */
bool signed_device(const char *json, size_t n, int64_t *device);

/* beside: the signature that came beside the bytes; NULL looks into them. */
bool signed_with(const unsigned char key[static ID_HASH], const char *json, size_t n,
		 const char *beside);

#endif
