/*
 * fuzz - one parser of what strangers send, fed with any bytes. A file here is built twice: with libFuzzer
 * (tests/fuzz/run, which looks for new inputs) and with replay.c (which runs the corpus that is kept).
 * A parser fails by a report of ASan or UBSan, or by a promise it breaks (abort).
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROMISE(holds)                                                                             \
	do {                                                                                       \
		if (!(holds))                                                                      \
			abort();                                                                   \
	} while (0)

#endif
