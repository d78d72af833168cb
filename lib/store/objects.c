/* objects - documents in a directory. Keys are flat names of letters, digits, '-', '.' and '_'. */
#include "store/objects.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"

static bool key_ok(const char *key)
{
	if (!*key || *key == '.')
		return false;
	return key[strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")] ==
	       '\0';
}

static const char *path_of(struct work *w, const char *key)
{
	return key_ok(key) ? arena_printf(w->arena, "%s/%s", conf_text(CONF_DIR_OBJECTS), key) : NULL;
}

const char *objects_path(struct work *w, const char *key, int64_t max_age_s)
{
	const char *path = path_of(w, key);
	struct stat st;

	if (!path || stat(path, &st) < 0 || !S_ISREG(st.st_mode) ||
	    time(NULL) - st.st_mtime > max_age_s)
		return NULL;
	return path;
}

static bool write_all(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t sent = write(fd, data, n);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		data += sent;
		n -= (size_t)sent;
	}
	return true;
}

enum err objects_put(struct work *w, const char *key, const void *data, size_t n)
{
	const char *path = path_of(w, key), *temp;
	bool ok;
	int fd;

	if (!path)
		return fail(ERR_INTERNAL, "bad object key");
	temp = arena_printf(w->arena, "%s/.%s.%d", conf_text(CONF_DIR_OBJECTS), key, (int)getpid());
	fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail(ERR_UNAVAILABLE, "%s: %s", temp, strerror(errno));
	ok = write_all(fd, data, n);
	if (close(fd) < 0 || !ok || rename(temp, path) < 0) {
		unlink(temp);
		return fail(ERR_UNAVAILABLE, "%s: %s", path, strerror(errno));
	}
	return OK;
}

size_t objects_sweep(int64_t age_s)
{
	DIR *d = opendir(conf_text(CONF_DIR_OBJECTS));
	time_t now = time(NULL);
	struct dirent *e;
	size_t n = 0;

	while (d && (e = readdir(d)) != NULL) {
		struct stat st;

		if (fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
		    now - st.st_mtime > age_s)
			n += unlinkat(dirfd(d), e->d_name, 0) == 0;
	}
	if (d)
		closedir(d);
	return n;
}
