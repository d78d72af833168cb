/*
 * kit - starts the world under test, talks to it with libcurl or raw bytes, reads its JSON, and
 * listens for its callbacks.
 */
#ifndef TEST_WORLD_KIT_H
#define TEST_WORLD_KIT_H

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <curl/curl.h>
#include <stdbool.h>

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json"

/* What the last call came to; valid until the next one. */
struct answer {
	CURLcode code;
	long status;
	char *headers, *body;
	size_t headers_len, body_len;
	int64_t took_ms;
};

/*
 * Starts the program named by ABRID_WORLD on a free port, and ends it, failing unless it leaves in
 * order.
 */
void kit_start(void);
void kit_stop(void);
int kit_port(void);
const char *kit_dir(void);
const char *kit_program(void);

/* A group's setup: everything reset. */
int kit_reset(void **state);

/* One request. Type and auth (a whole header line) may be NULL; a body of NULL is none. */
const struct answer *kit_call(const char *method, const char *path, const char *type,
    const char *auth, const char *body);

/* The same on a connection of its own, given up after that many milliseconds. */
const struct answer *kit_call_once(const char *path, const char *type, const char *auth,
    const char *body, long timeout_ms);

/* POST to a control route, which must answer 200; and GET. */
const struct answer *kit_control(const char *path, const char *json);
const struct answer *kit_get(const char *path);

/* Queues faults: a JSON list. */
void kit_fault(const char *provider, const char *op, const char *queue);

/* A form body of name, value, ..., NULL; kept for a few calls. */
const char *kit_form(const char *name, ...) __attribute__((sentinel));

/*
 * A value of a JSON text by path such as "orders.0.state": "" or -1 when absent or of another kind.
 */
const char *kit_str(const char *json, const char *path);
int64_t kit_int(const char *json, const char *path);
bool kit_has(const char *json, const char *path);

/* Sends raw bytes and reads until the server closes; kept until the next call. */
const char *kit_raw(const char *bytes, size_t n);
int kit_connect(void);

/*
 * A listener for callbacks: its port, and the next request in full, answered 204; NULL after 2 s
 * without.
 */
int kit_listen(void);
const char *kit_callback(void);
void kit_deaf(void);

/* A header's value or the body of such a request; kept for a few calls. */
const char *kit_header(const char *request, const char *name);
const char *kit_body(const char *request);

#endif
