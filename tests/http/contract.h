/*
 * contract - every answer against the OpenAPI description of the API: operation, status, error code,
 * media type, and the document member by member. A member the schema does not name is an error: what
 * is answered is described.
 */
#ifndef CONTRACT_H
#define CONTRACT_H

#include <stdbool.h>
#include <stddef.h>

struct reply;

/* Reads the description; without a file nothing is compared. */
void contract_start(const char *path);
void contract_stop(void);

/* True when the answer to the method and the path (decoded or not, without query) is described. */
bool contract_check(const char *method, const char *path, const struct reply *r, char *why, size_t size);

#endif
