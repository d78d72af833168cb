/* twilio - the API: creating, listing and reading messages, with the documented refusals. */
#include "twilio.h"

#include "control.h"
#include "form.h"
#include "mem.h"
#include "settings.h"
#include "sign.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct twilio_settings twilio;

static const struct setting settings[] = {
	{ "step_ms",       SET_INT,  &twilio.step_ms, 200, 0, 86400000, NULL, NULL },
	{ "reorder",       SET_BOOL, &twilio.reorder, 0, 0, 0, NULL, NULL },
	{ "duplicate",     SET_INT,  &twilio.duplicate, 1, 1, 100, NULL, NULL },
	{ "bad_signature", SET_BOOL, &twilio.bad_signature, 0, 0, 0, NULL, NULL },
	{ 0 }
};

static const struct { int code, status; const char *message; } errors[] = {
	{ 20001, 400, "Unknown parameters" },
	{ 20003, 401, "Authenticate" },
	{ 20404, 404, "The requested resource was not found" },
	{ 20429, 429, "Too Many Requests" },
	{ 21211, 400, "The 'To' number is not a valid phone number" },
	{ 21212, 400, "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID" },
	{ 21408, 400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number" },
	{ 21602, 400, "Message body is required" },
	{ 21603, 400, "A 'From' phone number is required" },
	{ 21604, 400, "A 'To' phone number is required" },
	{ 21606, 400, "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination" },
	{ 21608, 400, "The number is unverified. Trial accounts cannot send messages to unverified numbers" },
	{ 21609, 400, "The 'StatusCallback' URL is not a valid URL" },
	{ 21610, 400, "Attempt to send to unsubscribed recipient" },
	{ 21612, 400, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters" },
	{ 21614, 400, "'To' number is not a valid mobile number" },
	{ 21617, 400, "The concatenated message body exceeds the 1600 character limit" },
	{ 21624, 400, "Invalid validity period value" },
	{ 35114, 400, "Scheduling does not support this timestamp" },
	{ 35118, 400, "MessagingServiceSid is required to schedule a message" },
};

/* What becomes of an accepted message. */
static const char *const delivered[] = { "sent", "delivered", NULL };
static const char *const undelivered[] = { "sent", "undelivered", NULL };
static const char *const stuck[] = { "sent", NULL };
static const char *const by_service[] = { "queued", "sent", "delivered", NULL };
static const char *const undelivered_by_service[] = { "queued", "sent", "undelivered", NULL };
static const char *const never[] = { NULL };

static void put_error(struct http_reply *r, int code, int status, const char *message)
{
	struct jw j = { .out = &r->body };
	char more[64];

	snprintf(more, sizeof more, "https://www.twilio.com/docs/errors/%d", code);
	r->status = status;
	r->type = "application/json";
	jw_open(&j, '{');
	jw_put_int(&j, "code", code);
	jw_put_text(&j, "message", message);
	jw_put_text(&j, "more_info", more);
	jw_put_int(&j, "status", status);
	jw_close(&j, '}');
}

static bool fail(struct call *c, int code)
{
	size_t i = 0;

	while (errors[i].code != code)
		i++;
	put_error(c->reply, code, errors[i].status, errors[i].message);
	if (errors[i].status == 401)
		buf_str(&c->reply->head, "WWW-Authenticate: Basic realm=\"Twilio API\"\r\n");
	call_verdict(c, "%d: %s", code, errors[i].message);
	return false;
}

static bool known_error(int code)
{
	size_t i;

	for (i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].code == code)
			return true;
	return false;
}

/* Basic auth of the account that the path names. */
static bool authorised(struct call *c)
{
	const char *header = http_header(c->request, "Authorization");
	char *account = path_segment(c->request->path, 3), *encoded;
	struct buf both = { 0 };
	bool known, own;

	buf_printf(&both, "%s:%s", twilio.account, twilio.token);
	encoded = sign_base64(both.data, both.len);
	known = header && !strncasecmp(header, "Basic ", 6) && !strcmp(header + 6, encoded);
	own = account && !strcmp(account, twilio.account);
	free(encoded);
	free(account);
	buf_free(&both);
	if (!known)
		return fail(c, 20003);
	return own || fail(c, 20404);
}

static bool is_e164(const char *s)
{
	size_t n = strlen(s);

	return s[0] == '+' && s[1] != '0' && n >= 8 && n <= 16 &&
	    strspn(s + 1, "0123456789") == n - 1;
}

/* A full number, a short code, or an alphanumeric sender of at most 11 characters with a letter. */
static bool is_sender(const char *s)
{
	size_t n = strlen(s), i;
	bool letter = false;

	if (is_e164(s) || (n >= 3 && n <= 6 && strspn(s, "0123456789") == n))
		return true;
	for (i = 0; i < n; i++) {
		if (!isalnum((unsigned char)s[i]) && !strchr(" +-_&", s[i]))
			return false;
		letter |= isalpha((unsigned char)s[i]) != 0;
	}
	return letter && n <= 11;
}

static bool is_callback(const char *url)
{
	const char *host = strstr(url, "://");
	size_t n;

	if (!host || (strncmp(url, "http://", 7) && strncmp(url, "https://", 8)) ||
	    strlen(url) > 4000)
		return false;
	host += 3;
	n = strcspn(host, "/?#");
	return n && !memchr(host, '_', n) && !strpbrk(url, " <>\"");
}

static size_t characters(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static bool is_service(const char *s)
{
	return strlen(s) == 34 && !strncmp(s, "MG", 2) && strspn(s + 2, "0123456789abcdef") == 32;
}

static const char *unknown_parameter(const struct form *f)
{
	static const char *const known[] = {
		"To", "From", "MessagingServiceSid", "Body", "StatusCallback", "ValidityPeriod",
		"SmartEncoded", "SendAt", "ScheduleType", "ContentSid", "ContentVariables",
		"RiskCheck",
	};
	size_t i, k;

	for (i = 0; i < f->n; i++) {
		for (k = 0; k < sizeof known / sizeof known[0] &&
		    strcmp(known[k], f->pairs[i].name); k++)
			continue;
		if (k == sizeof known / sizeof known[0])
			return f->pairs[i].name;
	}
	return form_repeated(f);
}

/* The CCC of +2135000CCCxx, -1 for any other number. */
static int magic(const char *to)
{
	if (strlen(to) != 13 || strncmp(to, "+2135000", 8))
		return -1;
	return (to[8] - '0') * 100 + (to[9] - '0') * 10 + (to[10] - '0');
}

static bool check_time(struct call *c, const struct form *f)
{
	const char *at = form_get(f, "SendAt"), *type = form_get(f, "ScheduleType");
	const char *validity = form_get(f, "ValidityPeriod");

	if (validity && (!*validity || strspn(validity, "0123456789") != strlen(validity) ||
	    strlen(validity) > 5 || atoi(validity) < 1 || atoi(validity) > 36000))
		return fail(c, 21624);
	if ((at || type) && !form_get(f, "MessagingServiceSid"))
		return fail(c, 35118);
	if ((at || type) && (!at || !type || strcmp(type, "fixed") || strlen(at) != 20 ||
	    at[10] != 'T' || at[19] != 'Z'))
		return fail(c, 35114);
	return true;
}

/* Everything the API refuses, the number's own magic last. */
static bool check_message(struct call *c, const struct form *f)
{
	const char *to = form_get(f, "To"), *from = form_get(f, "From");
	const char *body = form_get(f, "Body"), *callback = form_get(f, "StatusCallback");
	const char *service = form_get(f, "MessagingServiceSid");
	const char *unknown = unknown_parameter(f);
	int code;

	if (unknown || f->bad) {
		fail(c, 20001);
		call_verdict(c, "20001: unknown or repeated parameter %s",
		    unknown ? unknown : "(bad encoding)");
		return false;
	}
	if (!to || !*to)
		return fail(c, 21604);
	if (!is_e164(to))
		return fail(c, 21211);
	if (!from && !service)
		return fail(c, 21603);
	if (service && !is_service(service))
		return fail(c, 20404);
	if (from && !is_sender(from))
		return fail(c, 21212);
	if ((!body || !*body) && !form_get(f, "ContentSid"))
		return fail(c, 21602);
	if (body && characters(body) > 1600)
		return fail(c, 21617);
	if (callback && !is_callback(callback))
		return fail(c, 21609);
	code = magic(to);
	if (code == 429)
		return fail(c, 20429);
	if (code >= 200 && known_error(21000 + code))
		return fail(c, 21000 + code);
	return check_time(c, f);
}

static void copy(char *to, size_t room, const char *from)
{
	snprintf(to, room, "%s", from ? from : "");
}

static void start(struct twilio_message *m, const struct form *f)
{
	int code = magic(m->to);
	bool bad = (code >= 3 && code <= 8) || code == 34;

	m->error_code = bad ? 30000 + code : 0;
	if (form_get(f, "SendAt")) {
		m->plan = never;
		twilio_message_start(m, "scheduled");
	} else if (*m->service) {
		m->plan = bad ? undelivered_by_service : by_service;
		twilio_message_start(m, "accepted");
	} else {
		m->plan = bad ? undelivered : code == 999 ? stuck : delivered;
		twilio_message_start(m, "queued");
	}
}

static void accept_message(struct call *c, const struct form *f)
{
	struct twilio_message *m = twilio_message_new();
	struct jw j = { .out = &c->reply->body };
	const char *body = form_get(f, "Body");

	copy(m->to, sizeof m->to, form_get(f, "To"));
	copy(m->from, sizeof m->from, form_get(f, "From"));
	copy(m->service, sizeof m->service, form_get(f, "MessagingServiceSid"));
	m->body = mem_text(body ? body : "");
	m->callback = mem_text(form_get(f, "StatusCallback"));
	m->segments = twilio_segments(m->body);
	start(m, f);
	c->reply->status = 201;
	c->reply->type = "application/json";
	twilio_message_write(m, &j);
	call_verdict(c, "%s to %s, segments: %d", m->sid, m->to, m->segments);
}

static void create(struct call *c)
{
	struct form f = { 0 };

	if (!authorised(c))
		return;
	if (http_is(c->request, "application/x-www-form-urlencoded"))
		form_parse(&f, c->request->body, c->request->body_len);
	if (check_message(c, &f))
		accept_message(c, &f);
	form_free(&f);
}

/* Whether a message is among those a query asks for; DateSent is a day in UTC. */
static bool wanted(const struct twilio_message *m, const struct form *f)
{
	const char *to = form_get(f, "To"), *from = form_get(f, "From");
	const char *day = form_get(f, "DateSent"), *since = form_get(f, "DateSent>");
	const char *until = form_get(f, "DateSent<");
	char sent[CLOCK_TEXT];

	clock_iso(m->sent_ms, sent);
	sent[10] = '\0';
	if ((to && strcmp(to, m->to)) || (from && strcmp(from, m->from)))
		return false;
	if ((day || since || until) && !m->sent_ms)
		return false;
	return !(day && strcmp(day, sent)) && !(since && strcmp(sent, since) < 0) &&
	    !(until && strcmp(sent, until) > 0);
}

static void put_list(struct call *c, const struct form *f, size_t page, size_t size)
{
	size_t i, at = 0, first = page * size, shown = 0;
	struct jw j = { .out = &c->reply->body };
	struct buf uri = { 0 };
	bool more = false;

	buf_printf(&uri, "/2010-04-01/Accounts/%s/Messages.json?PageSize=%zu&Page=%zu",
	    twilio.account, size, page + 1);
	jw_open(&j, '{');
	jw_key(&j, "messages");
	jw_open(&j, '[');
	for (i = twilio_message_count(); i-- && !more; ) {
		if (!wanted(twilio_message_at(i), f) || at++ < first)
			continue;
		if (shown < size) {
			twilio_message_write(twilio_message_at(i), &j);
			shown++;
		} else {
			more = true;
		}
	}
	jw_close(&j, ']');
	jw_put_int(&j, "page", (int64_t)page);
	jw_put_int(&j, "page_size", (int64_t)size);
	jw_put_int(&j, "start", (int64_t)first);
	jw_put_int(&j, "end", (int64_t)(first + shown) - 1);
	jw_put_text(&j, "next_page_uri", more ? uri.data : NULL);
	jw_close(&j, '}');
	buf_free(&uri);
	call_verdict(c, "%zu messages", shown);
}

static void list(struct call *c)
{
	static const char *const known[] = {
		"To", "From", "DateSent", "DateSent>", "DateSent<", "PageSize", "Page"
	};
	size_t i, k, size = 50, page = 0;
	struct form f;

	if (!authorised(c))
		return;
	form_parse(&f, c->request->query, strlen(c->request->query));
	for (i = 0; i < f.n; i++) {
		for (k = 0; k < sizeof known / sizeof known[0] &&
		    strcmp(known[k], f.pairs[i].name); k++)
			continue;
		if (k == sizeof known / sizeof known[0])
			break;
	}
	if (form_get(&f, "PageSize"))
		size = strtoul(form_get(&f, "PageSize"), NULL, 10);
	if (form_get(&f, "Page"))
		page = strtoul(form_get(&f, "Page"), NULL, 10);
	if (i < f.n || f.bad || size < 1 || size > 1000 || page > 1000000) {
		fail(c, 20001);
	} else {
		c->reply->type = "application/json";
		put_list(c, &f, page, size);
	}
	form_free(&f);
}

static void fetch(struct call *c)
{
	char *name = path_segment(c->request->path, 5), *dot = strstr(name, ".json");
	struct jw j = { .out = &c->reply->body };
	const struct twilio_message *m = NULL;

	if (dot)
		*dot = '\0';
	if (authorised(c)) {
		m = dot ? twilio_message_find(name) : NULL;
		if (!m) {
			fail(c, 20404);
		} else {
			c->reply->type = "application/json";
			twilio_message_write(m, &j);
			call_verdict(c, "%s is %s", m->sid, m->status);
		}
	}
	free(name);
}

/* Twilio's own words for an HTTP error: 20000 + status, except the two it has names for. */
static void refuse(struct http_reply *r, int status)
{
	put_error(r, status == 401 ? 20003 : 20000 + status, status, http_reason(status));
}

static void reset(void)
{
	twilio_messages_reset();
	settings_reset(settings);
}

static void serve_settings(struct call *c)
{
	settings_serve(settings, c);
}

static const struct operation operations[] = {
	{ "POST", "/twilio/2010-04-01/Accounts/*/Messages.json", "create", create, false },
	{ "GET",  "/twilio/2010-04-01/Accounts/*/Messages.json", "list",   list, false },
	{ "GET",  "/twilio/2010-04-01/Accounts/*/Messages/*",    "fetch",  fetch, false },
	{ 0 }
};

static const struct operation controls[] = {
	{ "GET",  "/__sim/twilio/settings", "settings", serve_settings, false },
	{ "POST", "/__sim/twilio/settings", "settings", serve_settings, false },
	{ 0 }
};

const struct provider twilio_provider = {
	.name = "twilio", .prefix = "/twilio/", .authorization = true, .operations = operations,
	.controls = controls, .refuse = refuse, .reset = reset, .replay = twilio_replay,
};
