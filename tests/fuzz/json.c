/* json - what the strict front lets through, the lenient parser behind it takes whole. */
#include "fuzz.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/str.h"
#include "http/strict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	const char *end = NULL;
	cJSON *tree;

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	if (!strict_json(text, size)) {
		PROMISE(str_utf8(text, size));
		PROMISE(strlen(text) == size);
		tree = cJSON_ParseWithLengthOpts(text, size + 1, &end, 1);
		PROMISE(tree && end == text + size);
		cJSON_Delete(tree);
	}
	free(text);
	return 0;
}
