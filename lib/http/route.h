/*
 * route - the row that is an endpoint: what it answers to, who may call it, what comes in, how
 * often, how it touches the database, how it is shown. A program refuses to start while a row is
 * incomplete and names the row. Limits, metrics, documentation and tests read the same rows.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "base/permit.h"
#include "http/value.h"

struct req;

enum method { METHOD_UNSET, GET, POST, PATCH, PUT, DELETE };

enum auth {
	AUTH_UNSET,
	AUTH_OPEN,     /* the same answer for everyone: the principal is not even looked at */
	AUTH_GUEST,    /* anyone; ownership of objects is decided in SQL by user or guest token */
	AUTH_USER,     /* signed in */
	AUTH_PARTNER,  /* office staff of an organisation */
	AUTH_ADMIN,    /* staff of the platform */
	AUTH_DEVICE,   /* a device that signed the body */
	AUTH_LOOPBACK, /* monitoring from this host */
};

enum tx {
	TX_UNSET,
	TX_NONE,
	TX_READ,  /* single statements */
	TX_WRITE, /* one transaction, run again on serialization failure and deadlock */
	TX_STEPS, /* several transactions around calls to the outside; never run again */
};

enum pool { POOL_FAST, POOL_SLOW };

/* Cache-Control of the answer. */
struct cache_policy {
	bool set, shared;
	int seconds; /* 0: revalidate each time; -1: do not store */
};
#define CACHE_NEVER { true, false, -1 }
#define CACHE_PRIVATE_0 { true, false, 0 }
#define CACHE_PUBLIC_S(n) { true, true, n }

/* Requests per window and principal (user, guest address, device). */
struct rate {
	int n, window_s;
};
#define PER_MIN(n) { n, 60 }
#define PER_HOUR(n) { n, 3600 }

typedef enum err handler_fn(struct req *r);

/*
 * What a row answers with a status: parts as its handler puts them. A list of answers ends with { 0 }.
 * The type names the schema of the description; the same type is the same table everywhere.
 */
struct answer {
	int status;
	const char *type;          /* "Booking" */
	const struct field *fields;
	const char *name;          /* member of data; NULL: data itself */
	enum { ANSWER_ONE, ANSWER_LIST, ANSWER_BESIDE } how;
	bool sometimes;            /* the part may be missing */
	bool pages;                /* the answer has a pagination */
};

/* Errors beside those every row of its kind has: a cell of rows. */
#define FAILS(...) (const enum err[]){ __VA_ARGS__, OK }

struct route {
	enum method method;
	const char *path; /* "/api/v1/bookings/:id", "/:lang/find" */
	handler_fn *handler;
	enum auth auth;
	const struct rule *input; /* no_rules when nothing comes in */
	struct rate rate;
	struct cache_policy cache;
	enum tx tx;
	const char *page;    /* template of an HTML answer; NULL answers JSON */
	const char *summary; /* one line for people */
	enum pool pool;
	bool idempotent;     /* Idempotency-Key required (pages carry it in the form) */
	bool lenient;        /* unknown parameters are ignored: provider returns */
	bool edge;           /* the web server may answer it for seconds from a file (http/edge.h) */
	handler_fn *form;    /* page POST: the GET handler that shows the form again */
	const char *next;    /* page POST: where success leads, "/:lang/booking/{id}" */
	size_t max_body;     /* bytes; 0 takes request.max_body */
	const char *content; /* media type of an answer that is neither JSON nor a page */
	enum action may;     /* what it does, in the table of permissions: says who may call it */
	const struct answer *answers; /* of JSON; every row of the API names them */
	const char *sunset;  /* "2027-06-01": deprecated, answers until that day */
	const enum err *errors; /* FAILS(...): what the domain may refuse */
	bool stream;         /* the handler sends the answer itself, piece by piece (http/stream) */
};

/* Segments of the path: at most this many parameters. */
enum { ROUTE_PARAMS = 4 };

struct match {
	const struct route *route;
	size_t index;
	const char *name[ROUTE_PARAMS + 1], *value[ROUTE_PARAMS + 1]; /* ends with a NULL name */
	bool other_method; /* the path exists, the method does not */
	char allow[64];    /* methods of the path, for 405 */
};

/* Version of the API a path belongs to: 2 of "/api/v2/places"; 1 where it names none, or there is none. */
int route_version(const char *path);

const char *method_name(enum method m);
enum method method_of(const char *name);

/* Finds the row of a path (decoded, no query). Values live in the arena. */
bool route_find(const struct route *routes, struct arena *a, enum method method, const char *path,
		struct match *out);

/* The template of a page POST: that of the GET row whose handler is its form. */
const struct route *route_form(const struct route *routes, const struct route *post);

/* Everything wrong with the rows, one line in why; used at boot and by a unit test. */
bool route_check(const struct route *routes, char *why, size_t size);

/* One line per row: method, path as a regular expression, pool; for the web server's mapping. */
void route_print(const char *program, const struct route *routes);

#endif
