/*
 * edge - one file per answer, named by the SHA-256 of its target: a first line with the second it
 * ends at, the header lines, an empty line, the body. A twin ".gz" holds the body compressed.
 */
#include "http/edge.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/when.h"
#include "http/transport.h"

enum { GZIP_FROM = 1024, STALE_S = 2 * EDGE_S, REPEAT_S = 1 };

static struct {
	char dir[200];   /* empty: switched off */
	int64_t swept_s; /* when old files were last removed */
	int files;       /* left after that */
} edge;

void edge_start(const char *program)
{
	const char *top = conf_text(CONF_EDGE_DIR);

	edge.dir[0] = '\0';
	if (!*top || (size_t)snprintf(edge.dir, sizeof edge.dir, "%s/%s", top, program) >= sizeof edge.dir)
		return;
	if (mkdir(edge.dir, 0750) != 0 && access(edge.dir, W_OK) != 0)
		edge.dir[0] = '\0';
}

/* ---- the canonical target ---- */

static void put_value(struct buf *b, const char *name, const char *value)
{
	buf_char(b, strchr(b->data, '?') ? '&' : '?');
	buf_url(b, name);
	buf_char(b, '=');
	buf_url(b, value);
}

const char *edge_target(struct req *r)
{
	struct buf b;

	buf_init(&b, r->work.arena, 128);
	for (const char *s = r->path; *s;) {
		size_t n = strcspn(s, "/");

		buf_url(&b, arena_strn(r->work.arena, s, n));
		s += n;
		if (*s == '/')
			buf_char(&b, *s++);
	}
	for (const struct rule *rule = r->route->input; rule->name; rule++) {
		const cJSON *sent = cJSON_GetObjectItemCaseSensitive(r->tree, rule->name), *one;

		if (cJSON_IsString(sent))
			put_value(&b, rule->name, sent->valuestring);
		else
			cJSON_ArrayForEach(one, sent)
				if (cJSON_IsString(one))
					put_value(&b, rule->name, one->valuestring);
	}
	return b.data;
}

/* ---- files ---- */

static void sweep(int64_t now_s)
{
	DIR *dir = opendir(edge.dir);
	const struct dirent *d;
	struct stat st;

	edge.swept_s = now_s;
	edge.files = 0;
	while (dir && (d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.' || fstatat(dirfd(dir), d->d_name, &st, 0) != 0)
			continue;
		if (st.st_mtime + STALE_S < now_s)
			unlinkat(dirfd(dir), d->d_name, 0);
		else
			edge.files++;
	}
	if (dir)
		closedir(dir);
}

/* An answer of this very second is there already, from a reader who was not to be told from a file:
 * compressing and writing it again would cost more than making it. */
static bool kept_now(struct arena *a, const char *name, int64_t now_s)
{
	struct stat st;

	return stat(arena_printf(a, "%s/%s", edge.dir, name), &st) == 0 && st.st_mtime >= now_s - REPEAT_S;
}

static void write_file(struct arena *a, const char *name, const struct buf *head, const void *body, size_t n)
{
	const char *fresh = arena_printf(a, "%s/.%d", edge.dir, (int)getpid());
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	bool whole;

	if (fd < 0)
		return;
	whole = write(fd, head->data, head->len) == (ssize_t)head->len && write(fd, body, n) == (ssize_t)n;
	close(fd);
	if (!whole || rename(fresh, arena_printf(a, "%s/%s", edge.dir, name)) != 0)
		unlink(fresh);
	edge.files++;
}

static size_t compress_body(struct arena *a, const struct buf *body, void **out)
{
	z_stream z = { 0 };
	size_t room, n = 0;

	if (deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return 0;
	room = deflateBound(&z, body->len);
	*out = arena_get(a, room);
	z.next_in = (unsigned char *)body->data;
	z.avail_in = (unsigned)body->len;
	z.next_out = *out;
	z.avail_out = (unsigned)room;
	if (deflate(&z, Z_FINISH) == Z_STREAM_END)
		n = z.total_out;
	deflateEnd(&z);
	return n;
}

/* The lines of the head that belong to the answer; those of this one delivery stay behind. */
static void put_head(struct buf *out, const char *head, int64_t until_s, bool gzip)
{
	static const char *const own[] = { "Status:", "X-Request-Id:", "RateLimit-", "traceparent:", NULL };

	buf_printf(out, "%lld\n", (long long)until_s);
	for (const char *line = head; *line && *line != '\r'; line = strstr(line, "\r\n") + 2) {
		size_t i = 0;

		while (own[i] && strncmp(line, own[i], strlen(own[i])) != 0)
			i++;
		if (!own[i])
			buf_printf(out, "%.*s\n", (int)strcspn(line, "\r"), line);
	}
	buf_str(out, gzip ? "Content-Encoding: gzip\nVary: Accept-Encoding\n\n" : "Vary: Accept-Encoding\n\n");
}

static int life_s(const struct req *r)
{
	int s = r->route->cache.seconds;

	return s > 0 && s < EDGE_S ? s : EDGE_S;
}

static bool may_keep(struct req *r)
{
	const char *target;

	if (!edge.dir[0] || !r->route || !r->route->edge || r->head || r->status != 200 || r->redirect ||
	    r->sendfile || r->guest_token || req_header(r, "Origin") || arena_overflown(r->work.arena))
		return false;
	target = transport_env(r->transport, "REQUEST_URI");
	return target && strlen(target) <= EDGE_TARGET && strcmp(target, edge_target(r)) == 0;
}

void edge_keep(struct req *r, const char *head)
{
	struct arena *a = r->work.arena;
	int64_t now_s = when_now() / 1000000;
	unsigned char hash[crypto_hash_sha256_BYTES];
	char name[2 * sizeof hash + 1];
	struct buf lines;
	const char *target;
	void *packed;
	size_t n;

	if (!may_keep(r))
		return;
	if (now_s - edge.swept_s >= EDGE_S)
		sweep(now_s);
	if (edge.files >= conf_int(CONF_EDGE_FILES))
		return;
	target = edge_target(r);
	crypto_hash_sha256(hash, (const unsigned char *)target, strlen(target));
	sodium_bin2hex(name, sizeof name, hash, sizeof hash);
	if (kept_now(a, name, now_s))
		return;
	buf_init(&lines, a, 512);
	put_head(&lines, head, now_s + life_s(r), false);
	write_file(a, name, &lines, r->out.data, r->out.len);
	if (r->out.len < GZIP_FROM || (n = compress_body(a, &r->out, &packed)) == 0)
		return;
	buf_init(&lines, a, 512);
	put_head(&lines, head, now_s + life_s(r), true);
	write_file(a, arena_printf(a, "%s.gz", name), &lines, packed, n);
}
