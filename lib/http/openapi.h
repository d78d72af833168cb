/*
 * openapi - what a program offers, from its rows: its part of the OpenAPI 3.1 description, and all
 * its rows with the rules of their input, for tests. `abridctl openapi` joins the parts.
 */
#ifndef HTTP_OPENAPI_H
#define HTTP_OPENAPI_H

#include "http/route.h"

struct jw;

/* Prints {"program", "rows", "paths", "schemas", "examples"} on standard output. */
void openapi_print(const char *program, const struct route *routes);

/* Everything wrong with the answers of the rows, one line in why. */
bool openapi_check(const struct route *routes, char *why, size_t size);

/* Calls take for each error the row may answer with, those of its kind and those it names. */
void openapi_errors(const struct route *row, void (*take)(void *ctx, enum err e), void *ctx);

/* "responses" of the operation, into the open object of it. */
void openapi_answers(struct jw *w, const struct route *row);

/* The one part that is all of data; NULL when data has several, or none. */
const struct answer *openapi_whole(const struct answer *list, int status);

/* An error as an example of the description, a member of the open object. */
void openapi_error_example(struct jw *w, enum err e);

/* True when the row takes something beside the path; needed: without which it refuses. */
bool openapi_input(const struct route *row, bool needed);

#endif
