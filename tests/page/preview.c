/*
 * preview - renders samples to files, to look at pages without the programs.
 * Usage: preview TEMPLATES DATA OUT SAMPLE...   writes OUT/<lang>/<sample>.html
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "document/render.h"
#include "sample.h"

static bool write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");
	bool done = f && fwrite(b->data, 1, b->len, f) == b->len;

	if (f && fclose(f) != 0)
		done = false;
	if (!done)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return done;
}

static bool show(struct arena *a, char **argv, enum lang lang, const char *name)
{
	struct sample s = { .arena = a, .dir = argv[2], .lang = lang };
	struct buf out;
	bool done;

	buf_init(&out, a, 32768);
	mkdir(arena_printf(a, "%s/%s", argv[3], lang_code(lang)), 0755);
	done = sample_render(&s, name, &out) &&
	       write_file(arena_printf(a, "%s/%s/%s.html", argv[3], lang_code(lang), name), &out);
	arena_reset(a);
	return done;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new((size_t)32 << 20);
	char why[300];
	int wrong = 0;

	if (argc < 5) {
		fprintf(stderr, "usage: preview TEMPLATES DATA OUT SAMPLE...\n");
		return 2;
	}
	if (!text_load(arena_printf(a, "%s/text", argv[1]), why, sizeof why) ||
	    !render_start(argv[1], why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	for (int i = 4; i < argc; i++)
		for (enum lang lang = 0; lang < LANG__COUNT; lang++)
			wrong += !show(a, argv, lang, argv[i]);
	arena_free(a);
	return wrong != 0;
}
