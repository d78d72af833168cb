/* check - what a step expects of its replies, and what every reply of the platform must be. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stddef.h>

struct reply;
struct step;

/* True when all n replies are as the step says; why names the first difference. */
bool check_replies(const struct step *s, const struct reply *replies, size_t n, char *why, size_t size);

/*
 * True when an answer of the API has exactly the envelope: success, data, pagination when listed,
 * meta; or success, error {code, message, details, field when at fault}, meta. The request id is
 * that of the header unless the answer is a replay; members named by "also" may stand beside data.
 */
bool check_envelope(const struct step *s, const struct reply *r, char *why, size_t size);

#endif
