/*
 * input - what came with a request, checked and put into the handler's typed struct.
 *
 * GET reads the query; others read a JSON or form body. Both become one tree, the tree goes
 * through the row's rules, path parameters too. API input refuses unknown fields; pages ignore
 * unknown query keys; lenient rows ignore all they do not name. `_csrf` and `_key` belong to the
 * gate.
 */
#ifndef HTTP_INPUT_H
#define HTTP_INPUT_H

#include "base/err.h"
#include "http/req.h"

/* Reads and parses the body or query into r->tree. ERR_MALFORMED, ERR_MEDIA_TYPE, ERR_TOO_LARGE. */
enum err input_read(struct req *r);

/* Runs rules over r->tree and the path into *in; fills r->errors and returns the first one. */
enum err input_check(struct req *r, const struct rule *rules, void **in);

/* A plain text of the tree as sent (the gate's own fields); NULL when absent. */
const char *input_text(const struct req *r, const char *name);

/* The input of a form's page when it is shown again: its address, and for what that lacks the form as typed. */
enum err input_of_form(struct req *r, const struct rule *rules);

/* Texts typed into a form that is shown again, at most max; their number. */
size_t input_typed(const struct req *r, const char *name, const char **out, size_t max);

#endif
