/* http - libcurl. */
#include "http.h"

#include <ctype.h>
#include <curl/curl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "vars.h"

enum { CLIENTS = 64, COPIES = 500, HOPS = 6, TIMEOUT_MS = 20000, RAW_MS = 5000 };

void (*http_on_request)(const char *method, const char *url);

static CURLM *multi;

static struct {
	char name[64];
	CURLSH *cookies;
} clients[CLIENTS];

static void die(const char *what)
{
	fprintf(stderr, "http: %s\n", what);
	exit(2);
}

void http_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		die("libcurl does not start");
	multi = curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 256L);
}

void http_forget(void)
{
	for (int i = 0; i < CLIENTS && clients[i].cookies; i++)
		curl_share_cleanup(clients[i].cookies);
	memset(clients, 0, sizeof clients);
}

void http_stop(void)
{
	curl_multi_cleanup(multi);
	http_forget();
	curl_global_cleanup();
}

static CURLSH *cookies_of(const char *client)
{
	int i = 0;

	while (i < CLIENTS && clients[i].cookies && strcmp(clients[i].name, client) != 0)
		i++;
	if (i == CLIENTS)
		die("too many clients");
	if (!clients[i].cookies) {
		snprintf(clients[i].name, sizeof clients[i].name, "%s", client);
		clients[i].cookies = curl_share_init();
		curl_share_setopt(clients[i].cookies, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	}
	return clients[i].cookies;
}

/* ---- one request on its way ---- */

struct call {
	CURL *easy;
	struct curl_slist *headers;
	struct buf head, body;
	char message[CURL_ERROR_SIZE];
	CURLcode code;
};

static size_t on_body(char *data, size_t size, size_t n, void *ctx)
{
	struct call *c = ctx;

	buf_put(&c->body, data, size * n);
	return size * n;
}

/* Keeps the headers of the last response: an interim one (100) is forgotten. */
static size_t on_header(char *data, size_t size, size_t n, void *ctx)
{
	struct call *c = ctx;
	size_t len = size * n;

	if (len > 5 && strncmp(data, "HTTP/", 5) == 0)
		buf_init(&c->head, memory, 1024);
	for (size_t i = 0, name = 1; i < len; i++) {
		if (data[i] == ':')
			name = 0;
		if (data[i] != '\r')
			buf_char(&c->head, name ? (char)tolower((unsigned char)data[i]) : data[i]);
	}
	return len;
}

static bool has_header(const char *const *headers, const char *name)
{
	size_t n = strlen(name);

	for (; headers && *headers; headers++)
		if (strncasecmp(*headers, name, n) == 0 && (*headers)[n] == ':')
			return true;
	return false;
}

static void set_headers(struct call *c, const struct request *r)
{
	for (const char *const *h = r->headers; h && *h; h++) {
		size_t n = strlen(*h);

		/* libcurl sends an empty header only when it ends in a semicolon. */
		if (n > 1 && (*h)[n - 1] == ':')
			c->headers = curl_slist_append(c->headers, arena_printf(memory, "%.*s;", (int)n - 1, *h));
		else
			c->headers = curl_slist_append(c->headers, *h);
	}
	if (!has_header(r->headers, "Expect"))
		c->headers = curl_slist_append(c->headers, "Expect:");
	if (r->body && !has_header(r->headers, "Content-Type"))
		c->headers = curl_slist_append(c->headers, "Content-Type:");
	curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, c->headers);
}

static void prepare(struct call *c, const struct request *r)
{
	memset(c, 0, sizeof *c);
	buf_init(&c->head, memory, 1024);
	buf_init(&c->body, memory, 4096);
	c->easy = curl_easy_init();
	curl_easy_setopt(c->easy, CURLOPT_URL, r->url);
	curl_easy_setopt(c->easy, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(c->easy, CURLOPT_CUSTOMREQUEST, r->method);
	curl_easy_setopt(c->easy, CURLOPT_NOBODY, strcmp(r->method, "HEAD") == 0 ? 1L : 0L);
	curl_easy_setopt(c->easy, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
	curl_easy_setopt(c->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c->easy, CURLOPT_PROXY, "");
	curl_easy_setopt(c->easy, CURLOPT_USERAGENT, "transcript");
	curl_easy_setopt(c->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c->easy, CURLOPT_WRITEDATA, c);
	curl_easy_setopt(c->easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c->easy, CURLOPT_HEADERDATA, c);
	curl_easy_setopt(c->easy, CURLOPT_ERRORBUFFER, c->message);
	curl_easy_setopt(c->easy, CURLOPT_PRIVATE, c);
	if (!has_header(r->headers, "Cookie")) { /* a cookie of the transcript's own replaces all */
		curl_easy_setopt(c->easy, CURLOPT_COOKIEFILE, "");
		curl_easy_setopt(c->easy, CURLOPT_SHARE, cookies_of(r->client));
	}
	if (r->body) {
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(r->body));
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS, r->body);
	} else if (strcmp(r->method, "POST") == 0 || strcmp(r->method, "PUT") == 0 ||
		   strcmp(r->method, "PATCH") == 0) {
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE, 0L);
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS, "");
	}
	set_headers(c, r);
	if (http_on_request)
		http_on_request(r->method, r->url);
}

static void take_reply(struct call *c, const struct request *r, struct reply *out)
{
	const char *end = strchr(c->head.data, '\n');

	memset(out, 0, sizeof *out);
	curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &out->status);
	out->headers = end ? end + 1 : "";
	out->body = c->body.data;
	out->body_n = c->body.len;
	out->url = r->url;
	if (c->code != CURLE_OK)
		out->error = arena_str(memory, *c->message ? c->message : curl_easy_strerror(c->code));
	curl_easy_cleanup(c->easy);
	curl_slist_free_all(c->headers);
}

static void run_all(void)
{
	int running = 1, left;
	CURLMsg *m;

	while (running) {
		if (curl_multi_perform(multi, &running) != CURLM_OK)
			die("transfers do not run");
		while ((m = curl_multi_info_read(multi, &left)) != NULL) {
			struct call *c = NULL;

			if (m->msg != CURLMSG_DONE)
				continue;
			curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
			c->code = m->data.result;
		}
		if (running)
			curl_multi_poll(multi, NULL, 0, 1000, NULL);
	}
}

/* The address a redirect leads to, NULL when the reply is none. */
static const char *leads_to(const struct reply *r)
{
	const char *to = http_header(r, "location"), *path;

	if (!to || r->error || !(r->status == 301 || r->status == 302 || r->status == 303))
		return NULL;
	if (to[0] != '/')
		return to;
	path = strchr(strstr(r->url, "://") + 3, '/');
	return arena_printf(memory, "%.*s%s", path ? (int)(path - r->url) : (int)strlen(r->url), r->url, to);
}

static void follow(const struct request *r, struct reply *reply)
{
	const char *to;

	for (int hop = 0; hop < HOPS && (to = leads_to(reply)) != NULL; hop++) {
		struct request again = { .client = r->client, .method = "GET", .url = to };

		http_run(&again, 1, reply);
	}
}

void http_run(const struct request *requests, size_t n, struct reply *replies)
{
	static struct call calls[COPIES];

	if (n > COPIES)
		die("too many copies");
	for (size_t i = 0; i < n; i++) {
		prepare(&calls[i], &requests[i]);
		curl_multi_add_handle(multi, calls[i].easy);
	}
	run_all();
	for (size_t i = 0; i < n; i++) {
		curl_multi_remove_handle(multi, calls[i].easy);
		take_reply(&calls[i], &requests[i], &replies[i]);
	}
	for (size_t i = 0; i < n; i++)
		if (requests[i].follow)
			follow(&requests[i], &replies[i]);
}

const char *http_header(const struct reply *r, const char *name)
{
	size_t n = strlen(name);
	const char *found = NULL;

	for (const char *line = r->headers; line && *line; line = strchr(line, '\n') + 1) {
		size_t len = strcspn(line, "\n");

		if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
			const char *value = line + n + 1 + strspn(line + n + 1, " ");
			const char *text = arena_strn(memory, value, len - (size_t)(value - line));

			found = found ? arena_printf(memory, "%s, %s", found, text) : text;
		}
		if (!line[len])
			break;
	}
	return found;
}

/* ---- bytes as they are ---- */

static int connect_to(const char *url)
{
	const char *host = strstr(url, "://") ? strstr(url, "://") + 3 : url;
	size_t n = strcspn(host, ":/");
	const char *port = host[n] == ':' ? host + n + 1 : "80";
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list = NULL;
	int fd = -1;

	if (getaddrinfo(arena_strn(memory, host, n), arena_strn(memory, port, strcspn(port, "/")), &hints, &list) != 0)
		return -1;
	for (struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
		if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) < 0) {
			close(fd);
			fd = -1;
		}
	}
	freeaddrinfo(list);
	return fd;
}

void http_raw(const char *url, const char *bytes, struct reply *out)
{
	struct pollfd p = { .fd = connect_to(url), .events = POLLIN };
	size_t n = strlen(bytes);
	struct buf in;
	char data[4096];
	const char *blank;
	ssize_t got;

	memset(out, 0, sizeof *out);
	out->headers = out->body = "";
	out->url = url;
	buf_init(&in, memory, 4096);
	if (p.fd < 0 || send(p.fd, bytes, n, MSG_NOSIGNAL) != (ssize_t)n) {
		out->error = "no connection";
		if (p.fd >= 0)
			close(p.fd);
		return;
	}
	while (poll(&p, 1, RAW_MS) > 0 && (got = read(p.fd, data, sizeof data)) > 0)
		buf_put(&in, data, (size_t)got);
	close(p.fd);
	if (in.len < 12 || strncmp(in.data, "HTTP/1.", 7) != 0) {
		out->error = in.len ? "no HTTP reply" : "the connection was closed without a reply";
		return;
	}
	out->status = strtol(in.data + 9, NULL, 10);
	blank = strstr(in.data, "\r\n\r\n");
	out->headers = strchr(in.data, '\n') + 1;
	out->body = blank ? blank + 4 : "";
	out->body_n = blank ? in.len - (size_t)(blank + 4 - in.data) : 0;
	if (blank) {
		char *h = arena_strn(memory, out->headers, (size_t)(blank + 1 - out->headers)), *to = h;

		for (const char *from = h; *from; from++)
			if (*from != '\r')
				*to++ = *from;
		*to = '\0';
		out->headers = h;
	}
}
