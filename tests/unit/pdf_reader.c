/* pdf_reader - runs poppler's tools on a document. */
#include "pdf_reader.h"

#include <sys/wait.h>

#include "base/arena.h"
#include "unit.h"

static char *output(const char *command)
{
	FILE *pipe = popen(command, "r");
	struct buf b;
	char part[4096];
	size_t n;
	int status;

	if (!pipe)
		FAIL_AT(__LINE__, "popen: %s", command);
	buf_init(&b, arena, 4096);
	while ((n = fread(part, 1, sizeof part, pipe)) > 0)
		buf_put(&b, part, n);
	status = pclose(pipe);
	if (status != 0)
		FAIL_AT(__LINE__, "exit %d: %s", WEXITSTATUS(status), command);
	return b.data;
}

char *pdf_tool(const struct buf *pdf, const char *command)
{
	char *path = arena_printf(arena, "%s/document.pdf", unit_dir());
	FILE *f = fopen(path, "w");

	if (!f || fwrite(pdf->data, 1, pdf->len, f) != pdf->len || fclose(f) != 0)
		FAIL_AT(__LINE__, "%s cannot be written", path);
	return output(arena_printf(arena, command, path));
}

/* U+202A..U+202E, U+200E and U+200F, which pdftotext puts around what it reorders. */
static bool direction_mark(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return u[0] == 0xE2 && u[1] == 0x80 &&
	       ((u[2] >= 0xAA && u[2] <= 0xAE) || u[2] == 0x8E || u[2] == 0x8F);
}

char *pdf_words(const struct buf *pdf)
{
	char *text = pdf_tool(pdf, "pdftotext %1$s -"), *out = text;

	for (const char *in = text; *in; in++) {
		if (direction_mark(in))
			in += 2;
		else if (*in != '\n' && *in != '\f')
			*out++ = *in;
		else if (out > text && out[-1] != ' ')
			*out++ = ' ';
	}
	*out = '\0';
	return text;
}

int pdf_pages(const struct buf *pdf)
{
	const char *found = strstr(pdf_tool(pdf, "pdfinfo %1$s"), "Pages:");

	if (!found)
		FAIL_AT(__LINE__, "no number of pages");
	return (int)strtol(found + strlen("Pages:"), NULL, 10);
}

void has_words(int line, const char *text, const char *words)
{
	if (!strstr(text, words))
		FAIL_AT(line, "no \"%s\" in\n%s", words, text);
}

void lacks_words(int line, const char *text, const char *words)
{
	if (strstr(text, words))
		FAIL_AT(line, "\"%s\" in\n%s", words, text);
}
