/* keys - scanner of the HDF text format. */
#include "base/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

enum { DEPTH = 8 };

struct scan {
	struct arena *arena;
	const char *at;
	int line;
	const char *group[DEPTH]; /* full names of open groups */
	int depth;
};

/* The next line without its end, trimmed; NULL at the end of the text. */
static char *next_line(struct scan *s)
{
	const char *end, *start = s->at;

	if (!*start)
		return NULL;
	end = strchr(start, '\n');
	s->at = end ? end + 1 : start + strlen(start);
	if (!end)
		end = s->at;
	s->line++;
	while (start < end && strchr(" \t\r", *start))
		start++;
	while (end > start && strchr(" \t\r", end[-1]))
		end--;
	return arena_strn(s->arena, start, (size_t)(end - start));
}

static bool name_ok(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
		      *s == '_' || *s == '.' || *s == '-'))
			return false;
	return true;
}

static char *full_name(struct scan *s, const char *name)
{
	return s->depth ? arena_printf(s->arena, "%s.%s", s->group[s->depth - 1], name)
			: arena_str(s->arena, name);
}

/* Everything up to the line that is the end mark. */
static char *heredoc(struct scan *s, const char *mark)
{
	struct buf b;
	size_t n = strlen(mark);

	buf_init(&b, s->arena, 256);
	while (*s->at) {
		const char *end = strchr(s->at, '\n'), *start = s->at;
		size_t len = end ? (size_t)(end - start) : strlen(start);

		s->at = start + len + (end != NULL);
		s->line++;
		if (len == n && strncmp(start, mark, n) == 0)
			return b.data;
		buf_put(&b, start, len);
		buf_char(&b, '\n');
	}
	return NULL;
}

static char *trimmed(struct arena *a, const char *p, size_t n)
{
	while (n && strchr(" \t", p[n - 1]))
		n--;
	while (n && strchr(" \t", *p)) {
		p++;
		n--;
	}
	return arena_strn(a, p, n);
}

static bool take_line(struct scan *s, char *line, keys_fn *fn, void *ctx)
{
	size_t n = strlen(line);
	char *p, *name, *value;

	if (n == 0 || line[0] == '#')
		return true;
	if (strcmp(line, "}") == 0)
		return s->depth-- > 0;
	if (line[n - 1] == '{' && !strchr(line, '=')) {
		name = trimmed(s->arena, line, n - 1);
		if (!name_ok(name) || s->depth == DEPTH)
			return false;
		s->group[s->depth] = full_name(s, name);
		s->depth++;
		return true;
	}
	p = strchr(line, '=');
	if (p) {
		name = trimmed(s->arena, line, (size_t)(p - line));
		value = trimmed(s->arena, p + 1, strlen(p + 1));
	} else if ((p = strstr(line, "<<")) != NULL) {
		name = trimmed(s->arena, line, (size_t)(p - line));
		value = heredoc(s, trimmed(s->arena, p + 2, strlen(p + 2)));
	} else {
		return false;
	}
	return value && name_ok(name) && fn(ctx, full_name(s, name), value);
}

bool keys_scan(struct arena *a, const char *text, keys_fn *fn, void *ctx, int *line)
{
	struct scan s = { .arena = a, .at = text };
	char *l;

	while ((l = next_line(&s)) != NULL) {
		*line = s.line;
		if (!take_line(&s, l, fn, ctx))
			return false;
	}
	return s.depth == 0;
}

char *keys_file(struct arena *a, const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *data;
	size_t got = 0;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		errno = EISDIR;
		return NULL;
	}
	data = arena_get(a, (size_t)st.st_size + 1);
	while (got < (size_t)st.st_size) {
		ssize_t n = read(fd, data + got, (size_t)st.st_size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	close(fd);
	data[got] = '\0';
	if (size)
		*size = got;
	return data;
}
