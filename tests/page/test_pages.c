/*
 * test_pages - every sample in every language against its golden file, and once more with markup in
 * every value. Run at the top of the project; GOLD=accept writes the golden files instead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/err has its own */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/text.h"
#include "document/render.h"
#include "sample.h"

#define DATA "tests/page/data"
#define GOLD "tests/page/gold"

enum { SAMPLES = 128 };

static const char hostile[] = "<script>alert(1)</script>'\"&<b>";
/* What may stand around "alert(1)": the rest of it, escaped for HTML or for an address. */
static const struct {
	const char *before, *after;
} harmless[] = {
	{ "&lt;script&gt;", "&lt;/script&gt;&#39;&quot;&amp;&lt;b&gt;" },
	{ "&lt;script&gt;", "&lt;/script&gt;'&quot;&amp;&lt;b&gt;" }, /* between double quotes */
	{ "%3Cscript%3E", "%3C%2Fscript%3E%27%22%26%3Cb%3E" },
};

static char *samples[SAMPLES];
static size_t n_samples;

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Samples have a case in their name ("pay-both"); the files without one are parts of others. */
static int setup(void **state)
{
	DIR *dir = opendir(DATA);
	char why[300];

	(void)state;
	assert_non_null(dir);
	for (struct dirent *e; (e = readdir(dir)) != NULL;) {
		char *dot = strrchr(e->d_name, '.');

		if (!dot || strcmp(dot, ".hdf") != 0 || !strchr(e->d_name, '-'))
			continue;
		assert_true(n_samples < SAMPLES);
		samples[n_samples++] = strndup(e->d_name, (size_t)(dot - e->d_name));
	}
	closedir(dir);
	qsort(samples, n_samples, sizeof *samples, by_name);
	if (!text_load("templates/text", why, sizeof why) ||
	    !render_start("templates", why, sizeof why)) {
		print_error("%s\n", why);
		return 1;
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	while (n_samples)
		free(samples[--n_samples]);
	return 0;
}

static char *rendered(struct arena *a, enum lang lang, const char *name, const char *evil)
{
	struct sample s = { .arena = a, .dir = DATA, .lang = lang, .hostile = evil };
	struct buf out;

	buf_init(&out, a, 32768);
	if (!sample_render(&s, name, &out)) {
		print_error("%s (%s) does not render\n", name, lang_code(lang));
		return NULL;
	}
	return out.data;
}

/* The frame is the same on all pages: one sample keeps it, the others only title and main. */
static char *compared(struct arena *a, const char *name, const char *html)
{
	const char *title = strstr(html, "<title>"), *main = strstr(html, "<main");
	const char *title_end = strstr(html, "</title>"), *end = strstr(html, "</main>");

	if (!main || !end || !title || !title_end || strcmp(name, "home-first") == 0)
		return arena_str(a, html);
	return arena_printf(a, "%.*s</title>\n%.*s</main>\n", (int)(title_end - title), title,
			    (int)(end - main), main);
}

static bool write_gold(const char *path, const char *html)
{
	FILE *f = fopen(path, "w");
	bool done = f && fputs(html, f) >= 0;

	return f && fclose(f) == 0 && done;
}

/* Shows the first line that differs. */
static void show_difference(const char *path, const char *want, const char *got)
{
	int line = 1;

	while (*want && *want == *got) {
		line += *want == '\n';
		want++;
		got++;
	}
	print_error("%s:%d differs\n  gold: %.*s\n  now:  %.*s\n", path, line,
		    (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

static void same_as_gold(void **state)
{
	struct arena *a = arena_new((size_t)32 << 20);
	const char *mode = getenv("GOLD");
	bool accept = mode && strcmp(mode, "accept") == 0;
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
			char *path =
			    arena_printf(a, GOLD "/%s.%s.html", samples[i], lang_code(lang));
			char *html = rendered(a, lang, samples[i], NULL);
			char *now = html ? compared(a, samples[i], html) : NULL;
			char *want;

			if (!now) {
				wrong++;
				continue;
			}
			if (accept) {
				assert_true(write_gold(path, now));
				continue;
			}
			want = keys_file(a, path, NULL);
			if (!want || strcmp(want, now) != 0) {
				wrong++;
				show_difference(path, want ? want : "", now);
			}
		}
		arena_reset(a);
	}
	arena_free(a);
	assert_true(n_samples > 40);
	assert_int_equal(wrong, 0);
}

/* Every golden file belongs to a sample: a page that is gone takes its gold along. */
static void no_gold_left_over(void **state)
{
	DIR *dir = opendir(GOLD);
	size_t files = 0;

	(void)state;
	assert_non_null(dir);
	for (struct dirent *e; (e = readdir(dir)) != NULL;) {
		char name[128];
		bool found = false;

		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%.*s", (int)strcspn(e->d_name, "."), e->d_name);
		for (size_t i = 0; i < n_samples; i++)
			found = found || strcmp(samples[i], name) == 0;
		if (!found)
			print_error(GOLD "/%s has no sample\n", e->d_name);
		assert_true(found);
		files++;
	}
	closedir(dir);
	assert_int_equal(files, n_samples * LANG__COUNT);
}

static bool is_harmless(const char *html, const char *at)
{
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
		size_t n = strlen(harmless[i].before);

		if ((size_t)(at - html) >= n && strncmp(at - n, harmless[i].before, n) == 0 &&
		    str_starts(at + strlen("alert(1)"), harmless[i].after))
			return true;
	}
	return false;
}

static int raw_markup(const char *name, const char *html)
{
	int wrong = 0;

	for (const char *p = html; (p = strstr(p, "alert(1)")) != NULL; p += strlen("alert(1)")) {
		if (is_harmless(html, p))
			continue;
		wrong++;
		print_error("%s: markup gets through: %.80s\n", name,
			    p - html >= 20 ? p - 20 : html);
	}
	return wrong;
}

static void markup_is_escaped(void **state)
{
	struct arena *a = arena_new((size_t)32 << 20);
	int wrong = 0, seen = 0;

	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		char *html;

		if (strstr(samples[i], "-txt"))
			continue; /* plain text, nothing reads it as HTML */
		html = rendered(a, (enum lang)(i % LANG__COUNT), samples[i], hostile);
		assert_non_null(html);
		seen += strstr(html, harmless[0].before) != NULL;
		wrong += raw_markup(samples[i], html);
		arena_reset(a);
	}
	arena_free(a);
	assert_true(seen > 40);
	assert_int_equal(wrong, 0);
}

/* The check above must be able to fail. */
static void raw_markup_is_found(void **state)
{
	(void)state;
	assert_int_equal(
	    raw_markup("good", "&lt;script&gt;alert(1)&lt;/script&gt;&#39;&quot;&amp;&lt;b&gt;"),
	    0);
	assert_int_not_equal(raw_markup("(meant to fail)", hostile), 0);
}

static size_t count(const char *html, const char *what)
{
	size_t n = 0;

	for (const char *p = html; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/* One heading of the first level, every error linked to a field that exists, no word forgotten. */
static void pages_are_whole(void **state)
{
	struct arena *a = arena_new((size_t)32 << 20);

	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
			char *html = rendered(a, lang, samples[i], NULL);
			const char *p = html;

			assert_non_null(html);
			if (strstr(samples[i], "-txt"))
				continue;
			if (count(html, "<h1") != 1)
				print_error("%s: %zu h1\n", samples[i], count(html, "<h1"));
			assert_int_equal(count(html, "<h1"), 1);
			while ((p = strstr(p, "href=\"#")) != NULL) {
				p += strlen("href=\"#");
				if (!strstr(html, arena_printf(a, " id=\"%.*s\"",
							       (int)strcspn(p, "\""), p))) {
					print_error("%s: nothing has id %.20s\n", samples[i], p);
					assert_true(false);
				}
			}
		}
		arena_reset(a);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_as_gold),	 cmocka_unit_test(no_gold_left_over),
	    cmocka_unit_test(markup_is_escaped), cmocka_unit_test(raw_markup_is_found),
	    cmocka_unit_test(pages_are_whole),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
