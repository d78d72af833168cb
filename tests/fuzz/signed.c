/* signed - the members a device's signature needs, taken from raw bytes before anything else looks at them. */
#include "fuzz.h"

#include <string.h>

#include "base/signed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned char key[32] = { 1 };
	char *body = malloc(size ? size : 1);
	int64_t id = 0;

	if (!body)
		return 0;
	memcpy(body, data, size);
	if (signed_device(body, size, &id))
		PROMISE(id > 0);
	PROMISE(!signed_with(key, body, size, NULL)); /* nobody guesses a key */
	free(body);
	return 0;
}
