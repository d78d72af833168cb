/* fcgi - FastCGI 1.0 records of one request at a time. */
#include "fcgi.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BEGIN = 1, PARAMS = 4, STDIN = 5, STDOUT = 6, RESPONDER = 1 };

static int unix_socket(const char *path, struct sockaddr_un *a)
{
	memset(a, 0, sizeof *a);
	a->sun_family = AF_UNIX;
	snprintf(a->sun_path, sizeof a->sun_path, "%s", path);
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

void fcgi_start(struct fcgi *f, const char *binary, const char *socket_path)
{
	struct sockaddr_un a;
	int fd = unix_socket(socket_path, &a);

	unlink(socket_path);
	snprintf(f->path, sizeof f->path, "%s", socket_path);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || listen(fd, 64) < 0) {
		perror(socket_path);
		exit(2);
	}
	f->pid = fork();
	if (f->pid == 0) {
		dup2(fd, 0);
		if (!freopen("/dev/null", "w", stderr))
			_exit(126);
		execl(binary, binary, (char *)NULL);
		_exit(127);
	}
	close(fd);
}

void fcgi_stop(struct fcgi *f)
{
	kill(f->pid, SIGTERM);
	waitpid(f->pid, NULL, 0);
	unlink(f->path);
}

static size_t record(unsigned char *out, int type, const void *data, size_t n)
{
	unsigned char head[8] = { 1, (unsigned char)type, 0, 1, (unsigned char)(n >> 8), (unsigned char)n, 0, 0 };

	memcpy(out, head, 8);
	memcpy(out + 8, data, n);
	return n + 8;
}

static size_t length(unsigned char *p, size_t n)
{
	if (n < 128) {
		p[0] = (unsigned char)n;
		return 1;
	}
	p[0] = (unsigned char)(n >> 24 | 128);
	p[1] = (unsigned char)(n >> 16);
	p[2] = (unsigned char)(n >> 8);
	p[3] = (unsigned char)n;
	return 4;
}

static size_t param(unsigned char *p, const char *name, size_t name_n, const char *value)
{
	size_t at = length(p, name_n);

	at += length(p + at, strlen(value));
	memcpy(p + at, name, name_n);
	memcpy(p + at + name_n, value, strlen(value));
	return at + name_n + strlen(value);
}

static size_t params(unsigned char *p, const char *method, const char *path, const char *query,
		     const char *const *headers, const char *body)
{
	char n[24];
	size_t at = param(p, "REQUEST_METHOD", 14, method);

	snprintf(n, sizeof n, "%zu", strlen(body));
	at += param(p + at, "SCRIPT_NAME", 11, path);
	at += param(p + at, "QUERY_STRING", 12, query);
	at += param(p + at, "REMOTE_ADDR", 11, "127.0.0.1");
	at += param(p + at, "CONTENT_LENGTH", 14, n);
	if (*body)
		at += param(p + at, "CONTENT_TYPE", 12, "application/json");
	for (; headers && *headers; headers++)
		at += param(p + at, *headers, strcspn(*headers, "="), strchr(*headers, '=') + 1);
	return at;
}

/* "Status: 201" at the head of the answer. */
static int status_of(const unsigned char *answer, size_t n)
{
	const char *found = n > 20 ? memmem(answer, n, "Status: ", 8) : NULL;

	return found ? atoi(found + 8) : 0;
}

int fcgi_ask(const struct fcgi *f, const char *method, const char *path, const char *query,
	     const char *const *headers, const char *body)
{
	static const unsigned char begin[8] = { 0, RESPONDER };
	static unsigned char out[65536], in[1 << 20], list[16384];
	struct sockaddr_un a;
	size_t n = 0, got = 0, list_n;
	ssize_t k;
	int fd = unix_socket(f->path, &a);

	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) < 0) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	body = body ? body : "";
	list_n = params(list, method, path, query, headers, body);
	n += record(out + n, BEGIN, begin, 8);
	n += record(out + n, PARAMS, list, list_n);
	n += record(out + n, PARAMS, "", 0);
	if (*body)
		n += record(out + n, STDIN, body, strlen(body));
	n += record(out + n, STDIN, "", 0);
	if (write(fd, out, n) != (ssize_t)n) {
		close(fd);
		return 0;
	}
	while (got < sizeof in && (k = read(fd, in + got, sizeof in - got)) > 0)
		got += (size_t)k;
	close(fd);
	return status_of(in, got);
}

long fcgi_memory(const struct fcgi *f, const char *what)
{
	char path[64], line[256];
	long kb = -1;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)f->pid);
	in = fopen(path, "r");
	while (in && fgets(line, sizeof line, in))
		if (strncmp(line, what, strlen(what)) == 0 && line[strlen(what)] == ':')
			kb = atol(line + strlen(what) + 1);
	if (in)
		fclose(in);
	return kb;
}
