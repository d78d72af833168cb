/*
 * sendgrid_check - the rules of POST /v3/mail/send. The first broken one is answered, with its
 * field.
 */
#include "sendgrid.h"

#include "jw.h"
#include "map.h"
#include "mem.h"
#include "sign.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PERSONALIZATIONS = 1000, RECIPIENTS = 1000, ARGS_BYTES = 10000, CATEGORIES = 10,
	CATEGORY_BYTES = 255, POOL_BYTES = 64, AHEAD_S = 72 * 3600
};

/* One check under way: where we are in the document and the addresses met so far. */
struct check {
	struct call *call;
	struct map seen;
	bool has_template, every_subject;
};

void sendgrid_error(struct http_reply *r, int status, const char *field, const char *message)
{
	struct jw j = { .out = &r->body };

	r->status = status;
	r->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "errors");
	jw_open(&j, '[');
	jw_open(&j, '{');
	jw_put_text(&j, "message", message);
	jw_put_text(&j, "field", field);
	jw_put_text(&j, "help", NULL);
	jw_close(&j, '}');
	jw_close(&j, ']');
	jw_close(&j, '}');
}

__attribute__((format(printf, 3, 4)))
static bool complain(struct check *k, const char *message, const char *format, ...)
{
	char field[120];
	va_list args;

	va_start(args, format);
	vsnprintf(field, sizeof field, format, args);
	va_end(args);
	sendgrid_error(k->call->reply, 400, field, message);
	call_verdict(k->call, "refused: %s: %s", field, message);
	return false;
}

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool filled(const cJSON *v)
{
	return cJSON_IsString(v) && *v->valuestring;
}

static bool only(struct check *k, const cJSON *object, const char *const *known, const char *where)
{
	const cJSON *v, *twin;
	size_t i;

	cJSON_ArrayForEach(v, object) {
		for (i = 0; known[i] && strcmp(known[i], v->string); i++)
			continue;
		if (!known[i])
			return complain(k, "Additional property.", "%s%s", where, v->string);
		for (twin = v->next; twin; twin = twin->next)
			if (!strcmp(twin->string, v->string))
				return complain(k, "Occurs twice.", "%s%s", where, v->string);
	}
	return true;
}

static bool is_email(const char *s)
{
	static const char in_local[] = "!#$%&'*+-/=?^_`{|}~.", in_domain[] = "@-.";
	const char *at = strchr(s, '@'), *c;
	size_t n = strlen(s);

	if (!at || at == s || at - s > 64 || n > 254 || strchr(at + 1, '@') || !strchr(at, '.') ||
	    at[1] == '.' || at[1] == '-' || s[n - 1] == '.')
		return false;
	for (c = s; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr(c < at ? in_local : in_domain, *c))
			return false;
	return true;
}

static bool check_address(struct check *k, const cJSON *v, const char *where)
{
	static const char *const known[] = { "email", "name", NULL };
	char inside[100];

	if (!cJSON_IsObject(v))
		return complain(k, "Must be an object with an email.", "%s", where);
	snprintf(inside, sizeof inside, "%s.", where);
	if (!only(k, v, known, inside))
		return false;
	if (!filled(get(v, "email")) || !is_email(get(v, "email")->valuestring))
		return complain(k, "Does not contain a valid address.", "%s.email", where);
	if (get(v, "name") && !cJSON_IsString(get(v, "name")))
		return complain(k, "The name must be a string.", "%s.name", where);
	return true;
}

/* Everyone is written to once: an address may not come back anywhere in the request. */
static bool check_recipients(struct check *k, const cJSON *list, const char *where)
{
	const cJSON *v;
	char place[80];
	int i = 0;

	if (!list)
		return true;
	if (!cJSON_IsArray(list) || !cJSON_GetArraySize(list))
		return complain(k, "Must have at least one email object.", "%s", where);
	cJSON_ArrayForEach(v, list) {
		snprintf(place, sizeof place, "%s.%d", where, i++);
		if (!check_address(k, v, place))
			return false;
		if (map_find(&k->seen, get(v, "email")->valuestring))
			return complain(k, "Each email address should be unique.", "%s", where);
		map_add(&k->seen, get(v, "email")->valuestring, (void *)v);
		if (k->seen.n > RECIPIENTS)
			return complain(k, "There are more than 1000 recipients.", "%s", where);
	}
	return true;
}

static bool check_args(struct check *k, const cJSON *args, const char *where)
{
	const cJSON *v;
	size_t bytes = 0;

	if (!args)
		return true;
	if (!cJSON_IsObject(args))
		return complain(k, "Must be an object.", "%s", where);
	cJSON_ArrayForEach(v, args) {
		if (!cJSON_IsString(v))
			return complain(k, "Must be a string.", "%s.%s", where, v->string);
		bytes += strlen(v->string) + strlen(v->valuestring);
	}
	return bytes <= ARGS_BYTES || complain(k, "Exceeds 10000 bytes.", "%s", where);
}

static bool check_time(struct check *k, const cJSON *at, const char *where)
{
	if (!at)
		return true;
	if (!cJSON_IsNumber(at) || at->valuedouble > (double)(clock_now() / 1000 + AHEAD_S))
		return complain(k, "Scheduled sends must be within 72 hours.", "%s", where);
	return true;
}

static bool check_personalization(struct check *k, const cJSON *p, int i)
{
	static const char *const known[] = {
		"to", "cc", "bcc", "from", "subject", "headers", "substitutions",
		"dynamic_template_data", "custom_args", "send_at", NULL
	};
	static const char *const lists[] = { "to", "cc", "bcc" };
	char where[60];
	size_t n;

	snprintf(where, sizeof where, "personalizations.%d.", i);
	if (!cJSON_IsObject(p))
		return complain(k, "Must be an object.", "personalizations.%d", i);
	if (!only(k, p, known, where))
		return false;
	if (!get(p, "to"))
		return complain(k, "The to array is required.", "%sto", where);
	for (n = 0; n < 3; n++) {
		snprintf(where, sizeof where, "personalizations.%d.%s", i, lists[n]);
		if (!check_recipients(k, get(p, lists[n]), where))
			return false;
	}
	k->every_subject &= filled(get(p, "subject"));
	snprintf(where, sizeof where, "personalizations.%d.custom_args", i);
	if (!check_args(k, get(p, "custom_args"), where))
		return false;
	snprintf(where, sizeof where, "personalizations.%d.send_at", i);
	return check_time(k, get(p, "send_at"), where);
}

static bool check_personalizations(struct check *k, const cJSON *list)
{
	const cJSON *p;
	int n = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : 0, i = 0;

	if (n < 1 || n > PERSONALIZATIONS)
		return complain(k, "Must have 1 to 1000 personalizations.", "personalizations");
	k->every_subject = true;
	cJSON_ArrayForEach(p, list)
		if (!check_personalization(k, p, i++))
			return false;
	return true;
}

static bool check_content(struct check *k, const cJSON *list)
{
	static const char *const known[] = { "type", "value", NULL };
	const char *type, *before = "";
	const cJSON *v;
	int i = 0;

	if (!list && k->has_template)
		return true;
	if (!cJSON_IsArray(list) || !cJSON_GetArraySize(list))
		return complain(k, "Required without a template_id.", "content");
	cJSON_ArrayForEach(v, list) {
		if (!cJSON_IsObject(v))
			return complain(k, "Must be an object.", "content.%d", i);
		if (!only(k, v, known, "content."))
			return false;
		if (!filled(get(v, "type")))
			return complain(k, "The content type is required.", "content.%d.type", i);
		if (!filled(get(v, "value")))
			return complain(k, "Must not be empty.", "content.%d.value", i);
		type = get(v, "type")->valuestring;
		if ((i && !strcmp(type, "text/plain")) || !strcmp(type, before) ||
		    (!strcmp(type, "text/html") && i && strcmp(before, "text/plain")))
			return complain(k, "text/plain first, then HTML.", "content.%d.type", i);
		before = type;
		i++;
	}
	return true;
}

static bool check_attachment(struct check *k, const cJSON *v, int i)
{
	static const char *const known[] = {
		"content", "type", "filename", "disposition", "content_id", NULL
	};
	const char *content, *name, *type, *disposition;
	unsigned char *bytes;
	size_t size;

	if (!cJSON_IsObject(v))
		return complain(k, "Must be an object.", "attachments.%d", i);
	if (!only(k, v, known, "attachments."))
		return false;
	content = cJSON_GetStringValue(get(v, "content"));
	bytes = content && *content ? sign_unbase64(content, &size) : NULL;
	if (!bytes)
		return complain(k, "Must be base64 encoded.", "attachments.%d.content", i);
	free(bytes);
	name = cJSON_GetStringValue(get(v, "filename"));
	if (!name || !*name || strpbrk(name, "\r\n;\""))
		return complain(k, "The filename is required.", "attachments.%d.filename", i);
	type = cJSON_GetStringValue(get(v, "type"));
	if (get(v, "type") && (!type || !*type || strpbrk(type, "\r\n; ")))
		return complain(k, "Not a media type.", "attachments.%d.type", i);
	disposition = cJSON_GetStringValue(get(v, "disposition"));
	if (get(v, "disposition") && (!disposition ||
	    (strcmp(disposition, "attachment") && strcmp(disposition, "inline"))))
		return complain(k, "inline or attachment.", "attachments.%d.disposition", i);
	return true;
}

static bool check_attachments(struct check *k, const cJSON *list)
{
	const cJSON *v;
	int i = 0;

	if (list && !cJSON_IsArray(list))
		return complain(k, "Must be an array.", "attachments");
	cJSON_ArrayForEach(v, list)
		if (!check_attachment(k, v, i++))
			return false;
	return true;
}

static bool check_categories(struct check *k, const cJSON *list)
{
	const cJSON *v, *twin;
	int i = 0;

	if (list && (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > CATEGORIES))
		return complain(k, "There may be at most 10 categories.", "categories");
	cJSON_ArrayForEach(v, list) {
		if (!filled(v) || strlen(v->valuestring) > CATEGORY_BYTES)
			return complain(k, "Has 1 to 255 characters.", "categories.%d", i);
		for (twin = v->next; twin; twin = twin->next)
			if (filled(twin) && !strcmp(twin->valuestring, v->valuestring))
				return complain(k, "Must be unique.", "categories.%d", i);
		i++;
	}
	return true;
}

static bool check_rest(struct check *k, const cJSON *m)
{
	const char *pool = cJSON_GetStringValue(get(m, "ip_pool_name"));

	if (!check_content(k, get(m, "content")) || !check_attachments(k, get(m, "attachments")) ||
	    !check_categories(k, get(m, "categories")) ||
	    !check_args(k, get(m, "custom_args"), "custom_args") ||
	    !check_time(k, get(m, "send_at"), "send_at"))
		return false;
	if (get(m, "ip_pool_name") && (!pool || strlen(pool) < 2 || strlen(pool) > POOL_BYTES))
		return complain(k, "The name has 2 to 64 characters.", "ip_pool_name");
	if (get(m, "headers") && !cJSON_IsObject(get(m, "headers")))
		return complain(k, "Must be an object.", "headers");
	return true;
}

static bool check_mail(struct check *k, const cJSON *m)
{
	static const char *const known[] = {
		"personalizations", "from", "reply_to", "reply_to_list", "subject", "content",
		"attachments", "template_id", "headers", "categories", "custom_args", "send_at",
		"batch_id", "asm", "ip_pool_name", "mail_settings", "tracking_settings", NULL
	};

	if (!only(k, m, known, ""))
		return false;
	k->has_template = filled(get(m, "template_id"));
	if (!check_personalizations(k, get(m, "personalizations")) ||
	    !check_address(k, get(m, "from"), "from"))
		return false;
	if (get(m, "reply_to") && !check_address(k, get(m, "reply_to"), "reply_to"))
		return false;
	if (get(m, "subject") ? !filled(get(m, "subject")) : !k->has_template && !k->every_subject)
		return complain(k, "The subject is required.", "subject");
	if (!check_rest(k, m))
		return false;
	if (!strncmp(get(get(m, "from"), "email")->valuestring, "unverified@", 11)) {
		sendgrid_error(k->call->reply, 403, "from",
		    "The from address does not match a verified Sender Identity.");
		call_verdict(k->call, "refused: unverified sender");
		return false;
	}
	return true;
}

bool sendgrid_check(struct call *c, const cJSON *mail)
{
	struct check k = { .call = c };
	bool ok = check_mail(&k, mail);

	map_clear(&k.seen);
	return ok;
}
