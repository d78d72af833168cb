/* kit - what the tests of the world share. */
#include "kit.h"

#include <arpa/inet.h>
#include <cjson/cJSON.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RING = 8, CALLBACK_MS = 2000 };

static pid_t world = -1;
static int port, callbacks = -1;
static char dir[64];
static CURL *curl;
static struct answer last;

/* Texts handed out live until RING more have been handed out. */
static char *keep(char *text)
{
	static char *ring[RING];
	static size_t at;

	at = (at + 1) % RING;
	free(ring[at]);
	ring[at] = text;
	return text;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const char *kit_program(void)
{
	const char *program = getenv("ABRID_WORLD");

	if (!program) {
		fputs("ABRID_WORLD is not set: the program to test\n", stderr);
		exit(1);
	}
	return program;
}

void kit_start(void)
{
	const char *program = kit_program();
	char line[256] = "", *colon;
	int out[2];
	FILE *f;

	snprintf(dir, sizeof dir, "/tmp/test-world-%d", (int)getpid());
	if (mkdir(dir, 0700) < 0 || pipe(out) < 0 || (world = fork()) < 0) {
		perror(dir);
		exit(1);
	}
	if (!world) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(out[1], 1);
		execl(program, program, "--port", "0", "--dir", dir, "--seed", "7", (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	f = fdopen(out[0], "r");
	if (!f || !fgets(line, sizeof line, f) ||
	    strncmp(line, "world: ready on http://127.0.0.1:", 33)) {
		fprintf(stderr, "no ready line from %s: %s\n", program, line);
		exit(1);
	}
	fclose(f);
	colon = strrchr(line, ':');
	port = atoi(colon + 1);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	curl = curl_easy_init();
}

void kit_stop(void)
{
	char file[96];
	int status;

	kill(world, SIGTERM);
	waitpid(world, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "the world did not end in order: status %#x\n", status);
		exit(1);
	}
	snprintf(file, sizeof file, "%s/journal.jsonl", dir);
	unlink(file);
	rmdir(dir);
	curl_easy_cleanup(curl);
	curl_global_cleanup();
	free(last.headers);
	free(last.body);
	for (int i = 0; i < RING; i++)
		keep(NULL);
}

int kit_port(void)
{
	return port;
}

const char *kit_dir(void)
{
	return dir;
}

int kit_reset(void **state)
{
	(void)state;
	kit_control("/__sim/reset", "");
	return 0;
}

static size_t collect(char **text, size_t *len, const char *data, size_t n)
{
	*text = realloc(*text, *len + n + 1);
	memcpy(*text + *len, data, n);
	*len += n;
	(*text)[*len] = '\0';
	return n;
}

static size_t on_header(char *data, size_t size, size_t n, void *to)
{
	(void)to;
	return collect(&last.headers, &last.headers_len, data, size * n);
}

static size_t on_body(char *data, size_t size, size_t n, void *to)
{
	(void)to;
	return collect(&last.body, &last.body_len, data, size * n);
}

static const struct answer *perform(const char *method, const char *path, const char *type,
    const char *auth, const char *body, long timeout_ms, bool fresh)
{
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
	char url[1024], type_line[128];
	int64_t began = now_ms();

	free(last.headers);
	free(last.body);
	last = (struct answer){ .headers = strdup(""), .body = strdup("") };
	snprintf(url, sizeof url, "http://127.0.0.1:%d%s", port, path);
	snprintf(type_line, sizeof type_line, "Content-Type: %s", type ? type : "");
	if (type)
		headers = curl_slist_append(headers, type_line);
	if (auth)
		headers = curl_slist_append(headers, auth);
	curl_easy_reset(curl);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, (long)fresh);
	if (body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	}
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
	last.code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &last.status);
	last.took_ms = now_ms() - began;
	curl_slist_free_all(headers);
	return &last;
}

const struct answer *kit_call(const char *method, const char *path, const char *type,
    const char *auth, const char *body)
{
	perform(method, path, type, auth, body, 5000, false);
	assert_int_equal(last.code, CURLE_OK);
	return &last;
}

const struct answer *kit_call_once(const char *path, const char *type, const char *auth,
    const char *body, long timeout_ms)
{
	return perform("POST", path, type, auth, body, timeout_ms, true);
}

const struct answer *kit_control(const char *path, const char *json)
{
	kit_call("POST", path, JSON, NULL, json);
	if (last.status != 200)
		print_error("%s: %s\n", path, last.body);
	assert_int_equal(last.status, 200);
	return &last;
}

const struct answer *kit_get(const char *path)
{
	return kit_call("GET", path, NULL, NULL, NULL);
}

void kit_fault(const char *provider, const char *op, const char *queue)
{
	char json[512];

	snprintf(json, sizeof json, "{\"provider\":\"%s\",\"op\":\"%s\",\"queue\":%s}",
	    provider, op, queue);
	kit_control("/__sim/faults", json);
}

const char *kit_form(const char *name, ...)
{
	char *out = strdup("");
	size_t len = 0;
	const char *value;
	char *escaped;
	va_list args;

	va_start(args, name);
	for (; name; name = va_arg(args, const char *)) {
		value = va_arg(args, const char *);
		escaped = curl_easy_escape(curl, value, 0);
		if (len)
			collect(&out, &len, "&", 1);
		collect(&out, &len, name, strlen(name));
		collect(&out, &len, "=", 1);
		collect(&out, &len, escaped, strlen(escaped));
		curl_free(escaped);
	}
	va_end(args);
	return keep(out);
}

static cJSON *dig(cJSON *at, const char *path)
{
	char key[64];
	size_t n;

	while (at && *path) {
		n = strcspn(path, ".");
		snprintf(key, sizeof key, "%.*s", (int)n, path);
		at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(key)) :
		    cJSON_GetObjectItemCaseSensitive(at, key);
		path += n + (path[n] == '.');
	}
	return at;
}

const char *kit_str(const char *json, const char *path)
{
	cJSON *root = cJSON_Parse(json);
	const char *value = cJSON_GetStringValue(dig(root, path));
	char *copy = strdup(value ? value : "");

	cJSON_Delete(root);
	return keep(copy);
}

int64_t kit_int(const char *json, const char *path)
{
	cJSON *root = cJSON_Parse(json);
	const cJSON *v = dig(root, path);
	int64_t n = cJSON_IsNumber(v) ? (int64_t)v->valuedouble : -1;

	cJSON_Delete(root);
	return n;
}

bool kit_has(const char *json, const char *path)
{
	cJSON *root = cJSON_Parse(json);
	bool has = dig(root, path) != NULL;

	cJSON_Delete(root);
	return has;
}

int kit_connect(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	const struct timeval patience = { .tv_sec = 3 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

const char *kit_raw(const char *bytes, size_t n)
{
	char *out = strdup(""), part[4096];
	size_t len = 0;
	int fd = kit_connect();
	ssize_t got;

	assert_int_equal(send(fd, bytes, n, MSG_NOSIGNAL), n);
	while ((got = recv(fd, part, sizeof part, 0)) > 0)
		collect(&out, &len, part, (size_t)got);
	close(fd);
	return keep(out);
}

int kit_listen(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof at;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	callbacks = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(callbacks, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(callbacks, 64), 0);
	assert_int_equal(getsockname(callbacks, (struct sockaddr *)&at, &len), 0);
	return ntohs(at.sin_port);
}

void kit_deaf(void)
{
	close(callbacks);
	callbacks = -1;
}

const char *kit_header(const char *request, const char *name)
{
	const char *line = request, *end;
	size_t n = strlen(name);

	while ((line = strstr(line, "\r\n")) && strncmp(line, "\r\n\r\n", 4)) {
		line += 2;
		if (!strncasecmp(line, name, n) && line[n] == ':') {
			line += n + 1 + strspn(line + n + 1, " ");
			end = strstr(line, "\r\n");
			return keep(strndup(line, (size_t)(end - line)));
		}
	}
	return "";
}

const char *kit_body(const char *request)
{
	const char *blank = strstr(request, "\r\n\r\n");

	return blank ? blank + 4 : "";
}

static bool is_whole(const char *request)
{
	size_t announced = (size_t)atoi(kit_header(request, "Content-Length"));

	return strstr(request, "\r\n\r\n") && strlen(kit_body(request)) >= announced;
}

const char *kit_callback(void)
{
	static const char thanks[] = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
	struct pollfd p = { .fd = callbacks, .events = POLLIN };
	char *out = strdup(""), part[4096];
	size_t len = 0;
	ssize_t got;
	int fd;

	if (poll(&p, 1, CALLBACK_MS) != 1) {
		free(out);
		return NULL;
	}
	fd = accept(callbacks, NULL, NULL);
	while (!is_whole(out)) {
		got = recv(fd, part, sizeof part, 0);
		if (got <= 0)
			break;
		collect(&out, &len, part, (size_t)got);
	}
	assert_true(send(fd, thanks, sizeof thanks - 1, MSG_NOSIGNAL) > 0);
	close(fd);
	return keep(out);
}
