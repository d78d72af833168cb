/* http_parse - reads requests strictly: what RFC 9112 lets a server refuse is refused. */
#include "http.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const char *http_header(const struct http_request *r, const char *name)
{
	size_t i;

	for (i = 0; i < r->n_headers; i++)
		if (!strcasecmp(r->headers[i].name, name))
			return r->headers[i].value;
	return NULL;
}

bool http_is(const struct http_request *r, const char *media_type)
{
	const char *type = http_header(r, "Content-Type");
	size_t n = strlen(media_type);

	if (!type || strncasecmp(type, media_type, n))
		return false;
	type += n + strspn(type + n, " \t");
	return *type == '\0' || *type == ';';
}

/* The end of the line that starts at data, past its CRLF; NULL while it has none. */
static const char *line_end(const char *data, size_t len)
{
	const char *cr;

	while (len > 1 && (cr = memchr(data, '\r', len - 1))) {
		if (cr[1] == '\n')
			return cr + 2;
		len -= (size_t)(cr + 1 - data);
		data = cr + 1;
	}
	return NULL;
}

size_t http_head_length(const char *data, size_t len)
{
	const char *line = data, *next;

	while ((next = line_end(line, len - (size_t)(line - data)))) {
		if (next == line + 2)
			return (size_t)(next - data);
		line = next;
	}
	return 0;
}

static bool is_token(const char *s)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	if (!*s)
		return false;
	for (; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr(others, *s))
			return false;
	return true;
}

/* Cuts the line at its CRLF and returns where the next one starts. */
static char *cut_line(char *line)
{
	char *end = strstr(line, "\r\n");

	*end = '\0';
	return end + 2;
}

static int request_line(struct http_request *r, char *line)
{
	char *target, *version, *mark, *c;

	target = strchr(line, ' ');
	if (!target)
		return 400;
	*target++ = '\0';
	version = strchr(target, ' ');
	if (!version)
		return 400;
	*version++ = '\0';
	if (!is_token(line) || target[0] != '/')
		return 400;
	for (c = target; *c; c++)
		if (*c <= ' ' || *c == 0x7f || *c == '#')
			return 400;
	if (strcmp(version, "HTTP/1.1") && strcmp(version, "HTTP/1.0"))
		return 505;
	r->keep = version[7] == '1';
	r->method = line;
	r->path = target;
	mark = strchr(target, '?');
	r->query = "";
	if (mark) {
		*mark = '\0';
		r->query = mark + 1;
	}
	return 0;
}

static int header_line(struct http_request *r, char *line)
{
	char *colon = strchr(line, ':'), *value, *end;

	if (r->n_headers == HTTP_HEADERS)
		return 431;
	if (!colon)
		return 400;
	*colon = '\0';
	if (!is_token(line))
		return 400;
	value = colon + 1 + strspn(colon + 1, " \t");
	for (end = value + strlen(value); end > value && (end[-1] == ' ' || end[-1] == '\t'); end--)
		end[-1] = '\0';
	r->headers[r->n_headers++] = (struct http_header){ line, value };
	return 0;
}

static int body_length(struct http_request *r)
{
	const char *text = NULL, *c;
	size_t i, seen = 0;

	for (i = 0; i < r->n_headers; i++) {
		if (!strcasecmp(r->headers[i].name, "Transfer-Encoding")) {
			if (strcasecmp(r->headers[i].value, "chunked") || r->chunked)
				return 501;
			r->chunked = true;
		} else if (!strcasecmp(r->headers[i].name, "Content-Length")) {
			text = r->headers[i].value;
			seen++;
		}
	}
	if (!text)
		return 0;
	if (seen > 1 || r->chunked || !*text)
		return 400;
	for (c = text; *c; c++) {
		if (!isdigit((unsigned char)*c))
			return 400;
		r->length = r->length * 10 + (size_t)(*c - '0');
		if (r->length > HTTP_BODY_MAX)
			return 413;
	}
	return 0;
}

int http_head_parse(struct http_request *r, char *head, size_t len)
{
	const char *connection, *expect;
	char *line, *next;
	int refused;

	if (memchr(head, '\0', len))
		return 400;
	next = cut_line(head);
	refused = request_line(r, head);
	while (!refused && next[0] != '\r') {
		line = next;
		next = cut_line(line);
		refused = header_line(r, line);
	}
	if (!refused)
		refused = body_length(r);
	if (refused)
		return refused;
	if (r->keep && !http_header(r, "Host"))
		return 400;
	connection = http_header(r, "Connection");
	if (connection && !strcasecmp(connection, "close"))
		r->keep = false;
	expect = http_header(r, "Expect");
	r->expects = expect && !strcasecmp(expect, "100-continue");
	return 0;
}

static size_t hex_value(char c)
{
	return (size_t)(isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10);
}

/* Reads "1a2b\r\n" or "1a2b;extension\r\n". Returns its length, 0 for more, or -1. */
static long chunk_size(const char *data, size_t len, size_t *size)
{
	const char *end = line_end(data, len), *c;

	if (!end)
		return len > 256 ? -1 : 0;
	*size = 0;
	for (c = data; isxdigit((unsigned char)*c); c++) {
		*size = *size * 16 + hex_value(*c);
		if (*size > HTTP_BODY_MAX)
			return -1;
	}
	if (c == data || (*c != '\r' && *c != ';'))
		return -1;
	return end - data;
}

int http_chunks(struct buf *in, struct buf *body)
{
	size_t size, at = 0;
	long line;

	for (;;) {
		line = chunk_size(in->data + at, in->len - at, &size);
		if (line < 0)
			return -400;
		if (!line || in->len - at < (size_t)line + size + 2)
			break;
		if (memcmp(in->data + at + line + size, "\r\n", 2))
			return -400;
		buf_add(body, in->data + at + line, size);
		at += (size_t)line + size + 2;
		if (body->len > HTTP_BODY_MAX)
			return -413;
		if (!size) {
			buf_drop(in, at);
			return 1;
		}
	}
	buf_drop(in, at);
	return 0;
}
