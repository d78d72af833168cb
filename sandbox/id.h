/* id - names and codes the providers invent. Unpredictable by default, repeatable once seeded. */
#ifndef WORLD_ID_H
#define WORLD_ID_H

#include <stddef.h>
#include <stdint.h>

#define ID_DIGITS "0123456789"
#define ID_HEX "0123456789abcdef"
#define ID_ALNUM "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

/* Starts the sequence anew: the same seed gives the same ids in the same order. */
void id_seed(uint64_t seed);

/* Starts it from the kernel's entropy, so that restarts never repeat an id a database remembers. */
void id_surprise(void);

/* Writes n characters drawn from the alphabet and a NUL. */
void id_text(char *out, size_t n, const char *alphabet);

#endif
