/* fault - misfortunes queued per provider and operation. */
#include "fault.h"

#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct waiting {
	struct waiting *next;
	struct fault fault;
	int64_t left;
};

struct queue {
	struct queue *next;
	char *provider, *op;
	struct waiting *first, **last;
	int64_t injected;
};

static struct queue *queues;

static bool parse_number(const char *text, int64_t most, int64_t *out)
{
	char *end;
	long long value;

	if (*text < '0' || *text > '9')
		return false;
	value = strtoll(text, &end, 10);
	*out = value;
	return !*end && value <= most;
}

static bool parse_http(const char *text, struct fault *f)
{
	static const int known[] = { 400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 504, 529 };
	size_t i;

	f->kind = FAULT_HTTP;
	f->value = -1;
	f->status = atoi(text);
	for (i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (known[i] != f->status)
			continue;
		return !text[3] || (text[3] == ':' && parse_number(text + 4, 86400, &f->value));
	}
	return false;
}

bool fault_parse(const char *text, struct fault *f)
{
	static const struct { const char *word; enum fault_kind kind; bool accepted; } words[] = {
		{ "timeout", FAULT_TIMEOUT, false }, { "reset", FAULT_RESET, false },
		{ "truncated", FAULT_TRUNCATED, true }, { "html200", FAULT_HTML, false },
		{ "empty200", FAULT_EMPTY, false }, { "malformed", FAULT_MALFORMED, false },
		{ "scalar", FAULT_SCALAR, false },
	};
	const char *word = text;
	size_t i;

	*f = (struct fault){ 0 };
	if (strlen(text) >= sizeof f->text)
		return false;
	memcpy(f->text, text, strlen(text));
	if (!strncmp(word, "accepted_then_", 14)) {
		f->accepted = true;
		word += 14;
	}
	if (!strncmp(word, "http", 4))
		return parse_http(word + 4, f);
	if (!strncmp(word, "slow:", 5)) {
		f->kind = FAULT_SLOW;
		f->accepted = true;
		return parse_number(word + 5, 600000, &f->value);
	}
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i].word, word))
			continue;
		f->kind = words[i].kind;
		f->accepted |= words[i].accepted;
		return true;
	}
	return false;
}

static struct queue *find(const char *provider, const char *op)
{
	struct queue *q;

	for (q = queues; q; q = q->next)
		if (!strcmp(q->provider, provider) && !strcmp(q->op, op))
			return q;
	return NULL;
}

void fault_queue(const char *provider, const char *op, const struct fault *f, int64_t n)
{
	struct queue *q = find(provider, op);
	struct waiting *w = mem_new(sizeof *w);

	if (!q) {
		q = mem_new(sizeof *q);
		q->provider = mem_text(provider);
		q->op = mem_text(op);
		q->last = &q->first;
		q->next = queues;
		queues = q;
	}
	w->fault = *f;
	w->left = n;
	*q->last = w;
	q->last = &w->next;
}

static void drop_first(struct queue *q)
{
	struct waiting *w = q->first;

	q->first = w->next;
	if (!q->first)
		q->last = &q->first;
	free(w);
}

struct fault fault_take(const char *provider, const char *op)
{
	struct fault f = { 0 };
	struct queue *q = find(provider, op);

	if (!q || !q->first)
		q = find(provider, "*");
	if (!q || !q->first)
		return f;
	f = q->first->fault;
	q->injected++;
	if (!--q->first->left)
		drop_first(q);
	return f;
}

void fault_clear(const char *provider, const char *op)
{
	struct queue *q = find(provider, op);

	while (q && q->first)
		drop_first(q);
}

void fault_reset(void)
{
	struct queue *q;

	while ((q = queues)) {
		queues = q->next;
		while (q->first)
			drop_first(q);
		free(q->provider);
		free(q->op);
		free(q);
	}
}

void fault_list(struct jw *j)
{
	const struct queue *q;
	const struct waiting *w;

	jw_open(j, '[');
	for (q = queues; q; q = q->next) {
		jw_open(j, '{');
		jw_put_text(j, "provider", q->provider);
		jw_put_text(j, "op", q->op);
		jw_put_int(j, "injected", q->injected);
		jw_key(j, "waiting");
		jw_open(j, '[');
		for (w = q->first; w; w = w->next) {
			jw_open(j, '{');
			jw_put_text(j, "fault", w->fault.text);
			jw_put_int(j, "times", w->left);
			jw_close(j, '}');
		}
		jw_close(j, ']');
		jw_close(j, '}');
	}
	jw_close(j, ']');
}
