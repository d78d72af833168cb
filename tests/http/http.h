/*
 * http - requests of named clients through libcurl: each client keeps its cookies, copies of a
 * request run at once, each hop of a followed redirect is a request of its own.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>

struct request {
	const char *client, *method, *url; /* url is absolute */
	const char *const *headers;        /* "Name: value", ends with NULL */
	const char *body;                  /* NULL for none */
	bool follow;
};

struct reply {
	const char *error; /* of the transport, NULL when there is a reply */
	long status;
	const char *headers; /* "name: value\n", names in lower case */
	const char *body;    /* NUL-terminated */
	size_t body_n;
	const char *url;     /* of the last hop */
};

void http_start(void);
void http_stop(void);
/* Clients of the next transcript are other people: nobody keeps a cookie. */
void http_forget(void);

/* Runs n requests at once; replies are in their order. */
void http_run(const struct request *requests, size_t n, struct reply *replies);

/* The value of a header, NULL when absent; several of one name are joined by ", ". */
const char *http_header(const struct reply *r, const char *name);

/* Bytes over TCP to host:port of the url, until the server closes or 5 s have passed. */
void http_raw(const char *url, const char *bytes, struct reply *out);

/* Called with method and url of every request sent. */
extern void (*http_on_request)(const char *method, const char *url);

#endif
