/*
 * journal - every call a provider received and every callback it made, in order. Kept in memory for
 * GET /__sim/journal and the home page, and appended to DIR/journal.jsonl when a directory is
 * given.
 */
#ifndef WORLD_JOURNAL_H
#define WORLD_JOURNAL_H

#include "http.h"

#include <stdbool.h>
#include <stdint.h>

struct journal_note {
	const char *provider, *op;      /* names that outlive the journal, never copied */
	bool outgoing;                  /* a callback, where target is the whole URL */
	const char *method, *target, *query, *peer;
	const struct http_header *headers;
	size_t n_headers;
	const char *body;
	size_t body_len;
	int status;                     /* 0 when no reply was sent or received */
	const char *verdict, *fault;    /* fault is NULL when none was injected */
	const char *answer;             /* what the provider replied, NULL when not kept */
	size_t answer_len;
};

struct journal_entry {
	uint64_t seq;
	int64_t at_ms;
	const char *provider, *op;
	char *line;                     /* method and target, for people */
	char *verdict;
	char *json;                     /* the whole entry */
	size_t size;
	int status;
	bool outgoing;
};

/*
 * Opens DIR/journal.jsonl for appending, making DIR when missing. Returns 0, or -1 with errno set.
 */
int journal_open(const char *dir);

void journal_add(const struct journal_note *note);

/* The entry with the lowest number above seq, or the highest below it; NULL at the end. */
const struct journal_entry *journal_after(uint64_t seq);
const struct journal_entry *journal_before(uint64_t seq);

/* How many entries were forgotten because memory is bounded. */
uint64_t journal_dropped(void);

/* Forgets all entries; numbers go on. The file keeps what it has. */
void journal_reset(void);
void journal_close(void);

#endif
