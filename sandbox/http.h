/*
 * http - a small HTTP/1.1 server that can also misbehave. Ordinary requests get ordinary answers,
 * keep-alive and pipelining included; a reply may instead be late, cut short, withheld or reset.
 */
#ifndef WORLD_HTTP_H
#define WORLD_HTTP_H

#include "buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HTTP_HEADERS = 64,                      /* more is 431 */
	HTTP_HEAD_MAX = 32 * 1024,              /* likewise */
	HTTP_BODY_MAX = 32 * 1024 * 1024,       /* more is 413; SendGrid's own limit is 30 MB */
	HTTP_PEER = 46
};

struct http_header {
	const char *name, *value;
};

struct http_request {
	const char *method, *path, *query;      /* as sent, never decoded; query may be "" */
	struct http_header headers[HTTP_HEADERS];
	size_t n_headers;
	const char *body;                       /* NUL-terminated beyond its length */
	size_t body_len;
	char peer[HTTP_PEER];

	size_t length;                          /* what Content-Length announces */
	bool chunked, expects, keep;
};

enum http_ending {
	HTTP_ANSWER,    /* the whole reply */
	HTTP_CUT,       /* Content-Length promises more than is sent, then the connection ends */
	HTTP_SILENCE,   /* nothing, until the client gives up */
	HTTP_RESET      /* a TCP reset instead of a reply */
};

struct http_reply {
	int status;
	const char *type;                       /* Content-Type, NULL when there is no body */
	struct buf head;                        /* further header lines, each with its CRLF */
	struct buf body;
	enum http_ending ending;
	int64_t delay_ms;
};

typedef void http_serve_fn(const struct http_request *, struct http_reply *);

/* Listens; port 0 takes a free one. Returns the port, or -1 with errno set. */
int http_listen(const char *address, int port, http_serve_fn *serve);

/* Ends the listener and every connection. */
void http_close(void);

/* A header's value, the name in any case; NULL when absent. */
const char *http_header(const struct http_request *r, const char *name);

/* Whether Content-Type names that media type; parameters such as charset do not matter. */
bool http_is(const struct http_request *r, const char *media_type);

/* Replies: a plain sentence, a redirect, or start again with nothing. */
void http_say(struct http_reply *r, int status, const char *sentence);
void http_redirect(struct http_reply *r, const char *url);
void http_forget(struct http_reply *r);
const char *http_reason(int status);

/* http_parse.c: bytes of a request's head with its empty line, 0 while incomplete. */
size_t http_head_length(const char *data, size_t len);

/* Splits a head in place. Returns 0, or the status that refuses it. */
int http_head_parse(struct http_request *r, char *head, size_t len);

/* Moves complete chunks from in to body. Returns 1 after the last, 0 for more, or -status. */
int http_chunks(struct buf *in, struct buf *body);

#endif
