/* form - a decoded component is text, and never longer than what was sent. */
#include "fuzz.h"

#include <string.h>

#include "base/str.h"
#include "http/strict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *out = malloc(size + 1), *in = malloc(size ? size : 1);

	if (in && out) {
		memcpy(in, data, size);
		if (strict_decode(in, size, out)) {
			PROMISE(strlen(out) <= size);
			PROMISE(str_utf8(out, strlen(out)));
		}
	}
	free(in);
	free(out);
	return 0;
}
