/* docs - the description of the API and its reference page: files made with the programs. */
#include "admin.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"

enum { LONGEST = 4 << 20 };

static enum err send_file(struct req *r, const char *name)
{
	const char *path = arena_printf(r->work.arena, "%s/%s", conf_text(CONF_DIR_API), name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st = { 0 };
	char *text;
	ssize_t n;

	if (fd < 0)
		return fail(ERR_NOT_FOUND, "%s is missing", path);
	if (fstat(fd, &st) != 0 || st.st_size > LONGEST) {
		close(fd);
		return fail(ERR_INTERNAL, "%s is too large", path);
	}
	text = arena_get(r->work.arena, (size_t)st.st_size + 1);
	n = read(fd, text, (size_t)st.st_size);
	close(fd);
	return n == st.st_size ? reply_bytes(r, text, (size_t)n) : fail(ERR_INTERNAL, "%s cannot be read", path);
}

enum err openapi(struct req *r)
{
	return send_file(r, "openapi.json");
}

enum err docs(struct req *r)
{
	return send_file(r, "api.html");
}
