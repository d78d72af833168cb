/*
 * req - one request on its way through the gate, and what a handler may do with it.
 *
 * A handler reads r->in (the typed struct its rules filled), calls the domain with &r->work and
 * answers with put* and reply. It owns nothing: memory, transaction and answer belong to the gate.
 */
#ifndef HTTP_REQ_H
#define HTTP_REQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "http/route.h"
#include "store/work.h"

struct app;
struct transport;
struct cJSON;

enum { REQ_PARTS = 12, REQ_ERRORS = 24, REQ_HEADERS = 12, REQ_FACTS = 16 };

/* A document of the answer: data.<name>, or the members of data itself when name is NULL. */
struct part {
	const char *name;
	const struct field *fields;
	const void *row;
	size_t n, size; /* a list when size is not 0 */
	bool beside;    /* a member of the envelope, not of data */
};

/* What is wrong with one input field. */
struct input_error {
	const char *name; /* "passengers.0.firstName" */
	enum err err;
	const struct rule *rule;
	const char *about; /* fills {about} of the message: which seats are gone */
};

struct pagination {
	bool set, estimate;
	bool by_cursor; /* there are more when there is another cursor, whatever the total says */
	int page, limit;
	int64_t total;
	const char *next_cursor;
};

struct header {
	const char *name, *value;
};

/* A value only pages need, beside the documents: Page.<name>. */
struct fact {
	const char *name, *value;
};

struct req {
	struct work work;
	const struct app *app;
	struct transport *transport;
	const struct route *route; /* NULL before it is found */
	size_t route_index;
	struct match match;

	/* What came. */
	enum method method;
	bool head;               /* HEAD: as GET, without the body */
	const char *path;        /* decoded */
	const char *query;       /* raw */
	const char *address;     /* of the client */
	const char *body;
	size_t body_n;
	bool is_page;            /* answers HTML: decided by the path, also for errors */
	struct cJSON *tree;      /* the input before the rules */
	struct cJSON *form_tree; /* the form as it was sent, when it is shown again */
	void *in;
	struct input_error errors[REQ_ERRORS];
	size_t n_errors;
	const char *key;         /* Idempotency-Key, or the form's _key */
	bool form_again;         /* the form page is being shown again with errors */

	/* Guest: token as text when it was minted in this request. */
	const char *guest_token;
	bool guest_is_new, guest_cookie;
	const char *user_name;   /* of the signed-in person, for pages */
	struct names org_name;   /* of the organisation of staff, for pages */
	bool by_cookie;          /* the session came as a cookie, which browsers add by themselves */

	/* The answer. */
	int status;
	struct part parts[REQ_PARTS];
	size_t n_parts;
	struct fact facts[REQ_FACTS];
	size_t n_facts;
	struct pagination pagination;
	struct header headers[REQ_HEADERS];
	size_t n_headers;
	const char *redirect;    /* 303 to here */
	const char *sendfile;    /* path of a stored document */
	const char *content;     /* media type when not JSON or HTML */
	struct buf out;          /* rendered body */
	int64_t started;         /* monotonic */
	int refresh_s;           /* the page reloads itself */
	bool replayed;
	bool sent;               /* the answer is on its way: a stream */
	bool claimed;            /* the idempotency claim is queued or made */
};

/* ---- for handlers ---- */

/* data is the document, or has a member of that name. Pointers must outlive the handler. */
void put(struct req *r, const char *name, const struct field *fields, const void *row);
void put_list(struct req *r, const char *name, const struct field *fields, size_t size,
	      const void *rows, size_t n);
/* A list of words for pages: data.<name>.0.<member>, ... of texts that end with NULL. */
void put_words(struct req *r, const char *name, const char *member, const char *const *texts);
/* A document beside data in the envelope, e.g. what to do about an empty list. */
void put_beside(struct req *r, const char *name, const struct field *fields, const void *row);
/* A word or text only pages show. */
void put_fact(struct req *r, const char *name, const char *value);
void put_pagination(struct req *r, int page, int limit, int64_t total);

enum err reply(struct req *r, int status);
/* 303 to a path of this site, or to an address a provider gave (from the database). */
enum err reply_redirect(struct req *r, const char *where);
/* A body of its own kind (route.content), e.g. a calendar file. */
enum err reply_bytes(struct req *r, const char *data, size_t n);
/* A stored document, sent by Lighttpd. */
enum err reply_file(struct req *r, const char *path, const char *filename);
void reply_header(struct req *r, const char *name, const char *value);

/* Marks an input field as wrong after the rules passed it; returns ERR_FORM (422) or e. */
enum err input_wrong(struct req *r, const char *name, enum err e);

/* A request header by its HTTP name ("Accept-Language"), NULL when absent. */
const char *req_header(const struct req *r, const char *name);
/* The value of a cookie, in the arena; NULL when absent. */
const char *req_cookie(struct req *r, const char *name);

/* The page's address in this language: /fr + path, for links in handlers. */
const char *req_page(struct req *r, const char *path);
/* The query of this request as the row knows it, without its page: for links to the same list. */
const char *req_filters(struct req *r);

#endif
