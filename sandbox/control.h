/* control - the routes below /__sim by which tests steer the world. JSON in, JSON out. */
#ifndef WORLD_CONTROL_H
#define WORLD_CONTROL_H

#include "provider.h"

/* Serves one request whose path starts with /__sim/. */
void control_serve(const struct http_request *rq, struct http_reply *rp);

/* The body as a JSON object that the caller deletes; NULL after answering 400. */
cJSON *control_body(struct call *c);

/* Whether the object has no key but these (NULL last); otherwise answers 400 naming it. */
bool control_only(struct call *c, const cJSON *body, const char *const *keys);

/* A string or whole number of the object; the fallback when absent or of another type. */
const char *control_text(const cJSON *body, const char *key, const char *fallback);
int64_t control_int(const cJSON *body, const char *key, int64_t fallback);

/* Whether the object says true to that key. */
bool control_true(const cJSON *body, const char *key);

/* Answers {"error":...}, or {"ok":true}. */
void control_fail(struct call *c, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void control_ok(struct call *c);

#endif
