/* place - the database finds spellings that may be meant, this file ranks them by edit distance. */
#include "domain/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/str.h"
#include "store/db.h"

enum {
	LETTERS = 48, /* of a spelling; longer ones are compared by their beginning */
	WORDS = 8,
	NEAREST = 3,
	NO_MATCH = 100000,
};

const struct field place_fields[] = {
	{ "id", F_ID("place"), AT(place, id), "id" },
	{ "slug", F_TEXT, AT(place, slug), "slug" },
	{ "kind", F_ENUM("place_kind"), AT(place, kind), "kind" },
	{ "name", F_NAMES, AT(place, name), "name" },
	{ "cityId", F_ID("place"), AT(place, city_id), "city_id" },
	{ "city", F_NAMES, AT(place, city), "city" },
	{ "latitude", F_REAL, AT(place, lat), "lat" },
	{ "longitude", F_REAL, AT(place, lon), "lon" },
	{ "wilaya", F_COUNT, AT(place, wilaya), "wilaya" },
	{ 0 }
};

/* error.details of an unknown or ambiguous place. */
struct candidates {
	struct place *list;
	size_t n;
};

static const struct field candidate_fields[] = {
	{ "id", F_ID("place"), AT(place, id) },
	{ "slug", F_TEXT, AT(place, slug) },
	{ "name", F_NAMES, AT(place, name) },
	{ 0 }
};

static const struct field candidates_fields[] = {
	{ "candidates", F_LIST, AT(candidates, list), NULL, candidate_fields, sizeof(struct place),
	  offsetof(struct candidates, n) },
	{ 0 }
};

/* ---- letters ---- */

struct word {
	uint32_t c[LETTERS];
	int n;
};

/* Code points without blanks. */
static struct word letters(const char *s, size_t len)
{
	struct word w = { .n = 0 };

	for (size_t i = 0; i < len && w.n < LETTERS; i++) {
		unsigned char b = (unsigned char)s[i];

		if (b == ' ')
			continue;
		if ((b & 0xc0) == 0x80)
			w.c[w.n - 1] = w.c[w.n - 1] << 6 | (b & 0x3f);
		else if (b < 0x80)
			w.c[w.n++] = b;
		else
			w.c[w.n++] = b & (b < 0xe0 ? 0x1f : b < 0xf0 ? 0x0f : 0x07);
	}
	return w;
}

static bool vowel(uint32_t c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'w' ||
	       c == 0x627 /* alef */ || c == 0x648 /* waw */ || c == 0x64a /* yeh */;
}

/* Letters people write for one another, in Latin for Arabic sounds and in Arabic by likeness. */
static bool alike(uint32_t a, uint32_t b)
{
	static const struct {
		uint32_t a, b;
	} pairs[] = {
		{ 'c', 'k' }, { 'c', 'q' }, { 'k', 'q' }, { 'g', 'q' }, { 'g', 'j' }, { 'c', 's' },
		{ 's', 'z' }, { 'd', 't' }, { 'b', 'v' }, { 'b', 'p' }, { 'f', 'v' }, { 'g', 'r' },
		{ 0x62a, 0x637 }, { 0x633, 0x635 }, { 0x62f, 0x636 }, { 0x62f, 0x630 },
		{ 0x636, 0x638 }, { 0x642, 0x643 }, { 0x62d, 0x647 }, { 0x632, 0x630 },
		{ 0x639, 0x627 }, { 0x63a, 0x642 },
	};

	if (vowel(a) && vowel(b))
		return true;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if ((pairs[i].a == a && pairs[i].b == b) || (pairs[i].a == b && pairs[i].b == a))
			return true;
	return false;
}

static int change(uint32_t a, uint32_t b)
{
	return a == b ? 0 : alike(a, b) ? 1 : 2;
}

/* A letter too many or too few: vowels, h, doubled letters and an article's l come and go. */
static int slip(const struct word *w, int i)
{
	return vowel(w->c[i]) || w->c[i] == 'h' || (i == 0 && w->c[i] == 'l') ||
		       (i && w->c[i] == w->c[i - 1])
		       ? 1
		       : 2;
}

/*
 * Edit distance in half letters, with neighbours swapped as one edit. *begun receives the least
 * distance of q to any beginning of s.
 */
static int distance(const struct word *q, const struct word *s, int *begun)
{
	int d[LETTERS + 1][LETTERS + 1];

	d[0][0] = 0;
	for (int i = 1; i <= q->n; i++)
		d[i][0] = d[i - 1][0] + slip(q, i - 1);
	for (int j = 1; j <= s->n; j++)
		d[0][j] = d[0][j - 1] + slip(s, j - 1);
	for (int i = 1; i <= q->n; i++) {
		for (int j = 1; j <= s->n; j++) {
			int best = d[i - 1][j - 1] + change(q->c[i - 1], s->c[j - 1]);
			int less = d[i - 1][j] + slip(q, i - 1);
			int more = d[i][j - 1] + slip(s, j - 1);

			best = less < best ? less : best;
			best = more < best ? more : best;
			if (i > 1 && j > 1 && q->c[i - 1] == s->c[j - 2] &&
			    q->c[i - 2] == s->c[j - 1] && d[i - 2][j - 2] + 2 < best)
				best = d[i - 2][j - 2] + 2;
			d[i][j] = best;
		}
	}
	*begun = d[q->n][0];
	for (int j = 1; j <= s->n; j++)
		*begun = d[q->n][j] < *begun ? d[q->n][j] : *begun;
	return d[q->n][s->n];
}

/* Half letters of error a word of n letters may hold. */
static int allowance(int n)
{
	static const int most[] = { 0, 0, 0, 1, 2, 3, 4, 4, 5, 5, 6 };

	return n > 10 ? 7 : most[n];
}

/* ---- cost of a spelling: hundreds are kinds of match, the rest orders within a kind ---- */

enum cost {
	COST_SAME = 0,
	COST_JOINED = 50,   /* same but for blanks */
	COST_BEGUN = 100,   /* begun name; begun other spelling a little after */
	COST_WORDS = 200,   /* every word of q begins a word of it */
	COST_WITHIN = 260,  /* it stands in q among words that name no place */
	COST_MISSPELT = 300,
	COST_PART = 500,    /* it stands in q among other words */
	COST_ALIKE = 700,   /* by trigrams only */
};

/* A folded text, whole and without its article, and the words of the latter. */
struct spelling {
	const char *whole, *text;
	size_t whole_len, len;
	size_t start[WORDS], end[WORDS];
	int n_words;
};

static struct spelling spelling(const char *s, size_t len)
{
	static const char *const articles[] = { "el ", "ال" };
	struct spelling out = { .whole = s, .whole_len = len, .text = s, .len = len };

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(articles[i]);

		if (len >= n + 2 && memcmp(s, articles[i], n) == 0) {
			out.text += n;
			out.len -= n;
			break;
		}
	}
	for (size_t i = 0; i < out.len && out.n_words < WORDS; i++) {
		if (out.text[i] == ' ')
			continue;
		out.start[out.n_words] = i;
		while (i < out.len && out.text[i] != ' ')
			i++;
		out.end[out.n_words++] = i;
	}
	return out;
}

static bool begins(const char *s, size_t len, const char *with, size_t n)
{
	return len >= n && memcmp(s, with, n) == 0;
}

static bool one_of(const struct spelling *s, int i, const char *const *list)
{
	size_t n = s->end[i] - s->start[i];

	for (; *list; list++)
		if (strlen(*list) == n && memcmp(*list, s->text + s->start[i], n) == 0)
			return true;
	return false;
}

/* Words between names, and words for what a place is: they name none. */
static const char *const fillers[] = {
	"de", "d", "du", "des", "la", "le", "el", "of", "the", NULL
};
static const char *const kinds[] = {
	"gare", "gares", "routiere", "station", "bus", "ville", "centre", "center", "city",
	"wilaya", "daira", "commune", "province",
	"محطه", "المحطه", "البريه", "مدينه", "ولايه", "وسط", NULL
};

/* Every word of q is a word of s; the last one may be begun. */
static bool words_begin(const struct spelling *q, const struct spelling *s)
{
	int matched = 0;

	for (int i = 0; i < q->n_words; i++) {
		bool found = false;

		if (one_of(q, i, fillers))
			continue;
		for (int j = 0; j < s->n_words && !found; j++) {
			size_t n = q->end[i] - q->start[i], len = s->end[j] - s->start[j];

			found = begins(s->text + s->start[j], len, q->text + q->start[i], n) &&
				(n == len || i == q->n_words - 1);
		}
		if (!found)
			return false;
		matched++;
	}
	return matched > 0;
}

/* s stands in q as whole words; the others are of the two lists or not ("gare d oran"). */
static int within(const struct spelling *q, const struct spelling *s)
{
	bool found = false, plain = true;

	for (int i = 0; i < q->n_words; i++) {
		size_t at = q->start[i], end = at + s->len;

		if (begins(q->text + at, q->len - at, s->text, s->len) &&
		    (end == q->len || q->text[end] == ' ')) {
			found = true;
			while (i + 1 < q->n_words && q->start[i + 1] < end)
				i++;
		} else if (!one_of(q, i, fillers) && !one_of(q, i, kinds)) {
			plain = false;
		}
	}
	return !found ? NO_MATCH : plain ? COST_WITHIN : COST_PART;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Cost of reading q as a misspelt s or its beginning; NO_MATCH past what its length allows. */
static int misread(const struct word *q, const struct word *s)
{
	int limit = allowance(q->n), begun, whole, best = NO_MATCH;

	if (q->n - s->n > limit)
		return NO_MATCH;
	whole = distance(q, s, &begun);
	if (whole <= limit)
		best = COST_MISSPELT + whole * 20;
	if (begun <= limit && q->n > 3)
		best = least(best, COST_MISSPELT + 15 + begun * 20);
	return best;
}

/* The same for the texts with and without their articles, and for the words of s. */
static int misspelt(const struct spelling *q, const struct spelling *s)
{
	struct word a = letters(q->text, q->len), b = letters(s->text, s->len);
	int best = misread(&a, &b);

	for (int i = 0; q->n_words == 1 && s->n_words > 1 && i < s->n_words; i++) {
		b = letters(s->text + s->start[i], s->end[i] - s->start[i]);
		best = least(best, misread(&a, &b) + 30);
	}
	a = letters(q->whole, q->whole_len);
	b = letters(s->whole, s->whole_len);
	return least(best, misread(&a, &b));
}

static int cost(const struct spelling *q, const char *text, size_t len, bool is_name)
{
	struct spelling s = spelling(text, len);
	struct word a, b;
	int part, wrong;

	if (q->len == s.len && memcmp(q->text, s.text, q->len) == 0)
		return COST_SAME;
	if (begins(s.text, s.len, q->text, q->len))
		return COST_BEGUN + (is_name ? 0 : 20);
	a = letters(q->text, q->len);
	b = letters(s.text, s.len);
	if (a.n == b.n && memcmp(a.c, b.c, (size_t)a.n * sizeof a.c[0]) == 0)
		return COST_JOINED;
	if (a.n < b.n && memcmp(a.c, b.c, (size_t)a.n * sizeof a.c[0]) == 0)
		return COST_BEGUN + 30;
	if (words_begin(q, &s))
		return COST_WORDS + (is_name ? 0 : 20);
	part = s.len > 2 ? within(q, &s) : NO_MATCH;
	if (part == COST_WITHIN)
		return part;
	wrong = misspelt(q, &s) + (is_name ? 0 : 10);
	return least(wrong, part);
}

/* ---- search ---- */

struct found {
	struct place place;
	int64_t weight;
	const char *q, *spellings;
	double near;
	int cost;
};

static const struct field found_fields[] = {
	{ "place", F_ONE, AT(found, place), "", place_fields },
	{ "weight", F_INT, AT(found, weight), "weight" },
	{ "q", F_TEXT, AT(found, q), "q" },
	{ "spellings", F_TEXT, AT(found, spellings), "spellings" },
	{ "near", F_REAL, AT(found, near), "near" },
	{ 0 }
};

static void rate(struct found *f)
{
	struct spelling q = spelling(f->q, strlen(f->q));

	f->cost = f->near >= 0.35 ? COST_ALIKE + (int)(100 - f->near * 100) : NO_MATCH;
	for (const char *s = f->spellings; *s;) {
		size_t len = strcspn(s, "|");
		int c = cost(&q, s + 1, len - 1, *s == '=');

		f->cost = c < f->cost ? c : f->cost;
		s += len + (s[len] == '|');
	}
}

static int by_cost(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->cost != y->cost)
		return x->cost - y->cost;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->place.id < y->place.id ? -1 : x->place.id > y->place.id;
}

enum err place_search(struct work *w, const char *q, size_t limit, struct place **list, size_t *n)
{
	struct found *found;
	size_t n_found;

	TRY(db_list(w, Q_PLACE_SEARCH, (struct param[]){ p_text(q) }, found_fields, sizeof *found,
		    &found, &n_found));
	for (size_t i = 0; i < n_found; i++)
		rate(&found[i]);
	qsort(found, n_found, sizeof *found, by_cost);
	*n = 0;
	*list = arena_get(w->arena, (n_found + 1) * sizeof **list);
	for (size_t i = 0; i < n_found && i < limit && found[i].cost < NO_MATCH; i++)
		(*list)[(*n)++] = found[i].place;
	return OK;
}

/* ---- resolve ---- */

struct exact {
	struct place place;
	int64_t ord;
	int rank;
};

static const struct field exact_fields[] = {
	{ "place", F_ONE, AT(exact, place), "", place_fields },
	{ "ord", F_INT, AT(exact, ord), "ord" },
	{ "rank", F_COUNT, AT(exact, rank), "rank" },
	{ 0 }
};

static enum err refuse(struct work *w, enum err e, const char *name, const char *field,
		       struct place *list, size_t n)
{
	struct candidates *c = arena_get(w->arena, sizeof *c);

	c->list = list;
	c->n = n;
	e = fail(e, "place \"%.80s\"", name);
	fail_field(field);
	fail_detail(candidates_fields, c);
	return e;
}

static enum err unknown(struct work *w, const char *name, const char *field)
{
	struct place *list;
	size_t n;

	TRY(place_search(w, name, NEAREST, &list, &n));
	return refuse(w, ERR_UNKNOWN_PLACE, name, field, list, n);
}

/* The best hits of one name: one city or its stations settle it. */
static enum err choose(struct work *w, const char *name, const char *field, const struct exact *hit,
		       size_t n, struct place *out)
{
	struct place *list = arena_get(w->arena, (n + 1) * sizeof *list);
	size_t n_list = 0;
	bool several = false;

	for (size_t i = 0; i < n && hit[i].rank == hit[0].rank; i++) {
		list[n_list++] = hit[i].place;
		several |= hit[i].place.city_id != hit[0].place.city_id;
	}
	if (n_list == 0)
		return unknown(w, name, field);
	if (several)
		return refuse(w, ERR_AMBIGUOUS, name, field, list, n_list);
	*out = list[0]; /* the statement puts cities first */
	return OK;
}

static int64_t number(const char *name)
{
	int64_t id;

	return id_number(name, "place", &id) || id_number(name, "stop", &id) ? id : 0;
}

enum err place_resolve_all(struct work *w, const char *const *names, const char *const *fields,
			   size_t n, struct place *out)
{
	int64_t *ids = arena_get(w->arena, n * sizeof *ids);
	struct exact *hits;
	size_t n_hits, at = 0;

	for (size_t i = 0; i < n; i++)
		ids[i] = number(names[i]);
	TRY(db_list(w, Q_PLACE_RESOLVE, (struct param[]){ p_texts(names, n), p_ints(ids, n) },
		    exact_fields, sizeof *hits, &hits, &n_hits));
	for (size_t i = 0; i < n; i++) {
		size_t first = at;

		while (at < n_hits && hits[at].ord == (int64_t)i + 1)
			at++;
		TRY(choose(w, names[i], fields[i], hits + first, at - first, &out[i]));
	}
	return OK;
}

enum err place_resolve(struct work *w, const char *name, const char *field, struct place *out)
{
	return place_resolve_all(w, &name, &field, 1, out);
}
