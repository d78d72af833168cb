/* journal - every call received and every callback made. */
#include "journal.h"

#include "clock.h"
#include "jw.h"
#include "mem.h"
#include "sign.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	KEEP_ENTRIES = 400 * 1000,
	KEEP_BYTES = 256 * 1024 * 1024,
	KEEP_ANSWER = 4096
};

/* A ring: the entry numbered seq is at seq modulo cap, for first <= seq < next. */
static struct journal_entry *ring;
static size_t cap, bytes;
static uint64_t first = 1, next = 1, dropped;
static int file = -1;

int journal_open(const char *dir)
{
	struct buf path = { 0 };

	if (mkdir(dir, 0777) < 0 && errno != EEXIST)
		return -1;
	buf_printf(&path, "%s/journal.jsonl", dir);
	file = open(path.data, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	buf_free(&path);
	return file < 0 ? -1 : 0;
}

static bool is_text(const char *s, size_t n)
{
	size_t i, step;

	for (i = 0; i < n; i += step)
		if (!(step = jw_utf8(s + i, n - i)))
			return false;
	return true;
}

static void put_body(struct jw *j, const struct journal_note *n)
{
	char *encoded;

	if (is_text(n->body, n->body_len)) {
		jw_key(j, "body");
		jw_bytes(j, n->body, n->body_len);
		return;
	}
	encoded = sign_base64(n->body, n->body_len);
	jw_put_text(j, "body_base64", encoded);
	free(encoded);
}

static char *render(const struct journal_note *n, uint64_t seq, int64_t at_ms)
{
	struct buf out = { 0 };
	struct jw j = { .out = &out };
	char at[CLOCK_TEXT];
	size_t i;

	clock_iso(at_ms, at);
	jw_open(&j, '{');
	jw_put_int(&j, "seq", (int64_t)seq);
	jw_put_text(&j, "at", at);
	jw_put_int(&j, "at_ms", at_ms);
	jw_put_text(&j, "provider", n->provider);
	jw_put_text(&j, "op", n->op);
	jw_put_text(&j, "direction", n->outgoing ? "out" : "in");
	jw_put_text(&j, "peer", n->peer);
	jw_put_text(&j, "method", n->method);
	jw_put_text(&j, n->outgoing ? "url" : "path", n->target);
	jw_put_text(&j, "query", n->query);
	jw_key(&j, "headers");
	jw_open(&j, '{');
	for (i = 0; i < n->n_headers; i++)
		jw_put_text(&j, n->headers[i].name, n->headers[i].value);
	jw_close(&j, '}');
	put_body(&j, n);
	jw_put_int(&j, "status", n->status);
	jw_put_text(&j, "verdict", n->verdict);
	jw_put_text(&j, "fault", n->fault);
	if (n->answer) {
		jw_key(&j, "answer");
		jw_bytes(&j, n->answer, n->answer_len < KEEP_ANSWER ? n->answer_len : KEEP_ANSWER);
	}
	jw_close(&j, '}');
	return out.data;
}

static struct journal_entry *slot(uint64_t seq)
{
	return &ring[seq & (cap - 1)];
}

static void forget_first(void)
{
	struct journal_entry *e = slot(first++);

	bytes -= e->size;
	free(e->line);
	free(e->verdict);
	free(e->json);
	*e = (struct journal_entry){ 0 };
}

static void widen(void)
{
	struct journal_entry *old = ring;
	size_t old_cap = cap;
	uint64_t seq;

	cap = cap ? cap * 2 : 256;
	ring = mem_new(cap * sizeof *ring);
	for (seq = first; seq < next; seq++)
		*slot(seq) = old[seq & (old_cap - 1)];
	free(old);
}

static void write_line(const char *json, size_t size)
{
	struct buf line = { 0 };

	buf_add(&line, json, size);
	buf_str(&line, "\n");
	if (write(file, line.data, line.len) != (ssize_t)line.len)
		perror("world: journal.jsonl");
	buf_free(&line);
}

void journal_add(const struct journal_note *n)
{
	struct journal_entry *e;
	struct buf line = { 0 };

	if (next - first == cap)
		widen();
	buf_printf(&line, "%s %s", n->method, n->target);
	e = slot(next);
	*e = (struct journal_entry){
		.seq = next, .at_ms = clock_now(), .provider = n->provider, .op = n->op,
		.line = line.data, .verdict = mem_text(n->verdict), .status = n->status,
		.outgoing = n->outgoing,
	};
	e->json = render(n, e->seq, e->at_ms);
	e->size = strlen(e->json);
	bytes += e->size;
	next++;
	if (file >= 0)
		write_line(e->json, e->size);
	while (next - first > KEEP_ENTRIES || (bytes > KEEP_BYTES && next - first > 1)) {
		forget_first();
		dropped++;
	}
}

const struct journal_entry *journal_after(uint64_t seq)
{
	uint64_t want = seq < first ? first : seq + 1;

	return want < next ? slot(want) : NULL;
}

const struct journal_entry *journal_before(uint64_t seq)
{
	uint64_t want = seq > next ? next - 1 : seq - 1;

	return want >= first && want < next ? slot(want) : NULL;
}

uint64_t journal_dropped(void)
{
	return dropped;
}

void journal_reset(void)
{
	while (first < next)
		forget_first();
	dropped = 0;
}

void journal_close(void)
{
	journal_reset();
	free(ring);
	if (file >= 0)
		close(file);
}
