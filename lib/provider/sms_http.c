/*
 * sms_http - SMS through an aggregator that takes one HTTP request per message, as a driver of sms.
 * Everything about it is a setting: address, media type, body with {to} {text} {from} {ref} {valid},
 * a header with credentials, and where its answer holds the message's id.
 */
#include <cjson/cJSON.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/json.h"
#include "base/str.h"
#include "provider/sms.h"

enum { TIMEOUT_MS = 10000 };

static bool enabled(void)
{
	return *conf_text(CONF_SMS_HTTP_URL) != '\0';
}

static bool is_json(void)
{
	return strstr(conf_text(CONF_SMS_HTTP_TYPE), "json") != NULL;
}

/* A value as the body's media type writes it: inside a JSON string, or percent-encoded. */
static void put_value(struct buf *b, const char *value)
{
	struct buf quoted;
	struct jw j;

	if (!is_json()) {
		buf_url(b, value);
		return;
	}
	buf_init(&quoted, b->arena, 256);
	jw_start(&j, &quoted);
	jw_text(&j, value);
	buf_put(b, quoted.data + 1, quoted.len - 2); /* without its quotes, which the template has */
}

static const char *fill(struct arena *a, const char *template, const struct sms *m)
{
	const struct {
		const char *name, *value;
	} values[] = {
		{ "{to}", m->to },
		{ "{text}", m->text },
		{ "{from}", conf_text(CONF_SMS_HTTP_FROM) },
		{ "{ref}", m->ref ? m->ref : "" },
		{ "{valid}", arena_printf(a, "%d", m->valid_s) },
	};
	struct buf b;

	buf_init(&b, a, 512);
	while (*template) {
		size_t i = 0, n = sizeof values / sizeof values[0];

		while (i < n && !str_starts(template, values[i].name))
			i++;
		if (i == n) {
			buf_char(&b, *template++);
			continue;
		}
		put_value(&b, values[i].value);
		template += strlen(values[i].name);
	}
	return b.data;
}

/* "data.id" names a member of a member. */
static const cJSON *member(const cJSON *o, struct arena *a, const char *path)
{
	while (o && *path) {
		size_t n = strcspn(path, ".");

		o = cJSON_GetObjectItemCaseSensitive(o, arena_strn(a, path, n));
		path += n + (path[n] == '.');
	}
	return o;
}

/* Without the id its answer must hold, the message may or may not have been taken. */
static void read_answer(struct arena *a, const struct call *c, struct sms_sent *out)
{
	cJSON *o = c->answer && c->answer_n ? cJSON_ParseWithOpts(c->answer, NULL, 1) : NULL;
	const cJSON *id = member(o, a, conf_text(CONF_SMS_HTTP_ID));

	if (cJSON_IsString(id) && *id->valuestring)
		out->id = arena_str(a, id->valuestring);
	else if (cJSON_IsNumber(id))
		out->id = arena_printf(a, "%.0f", id->valuedouble);
	cJSON_Delete(o);
	if (out->class == CALL_OK && !out->id)
		out->class = CALL_AMBIGUOUS;
	if (c->status >= 500)
		out->class = CALL_TRANSIENT;
	if (c->status == 402) /* no credit left: a matter for the operator, who tops it up */
		out->class = CALL_AUTH;
}

static void send(struct arena *a, const struct sms *m, struct sms_sent *out)
{
	struct call c = {
		.provider = "sms_http",
		.op = "send",
		.method = "POST",
		.url = conf_text(CONF_SMS_HTTP_URL),
		.headers = { arena_printf(a, "Content-Type: %s", conf_text(CONF_SMS_HTTP_TYPE)) },
		.body = fill(a, conf_text(CONF_SMS_HTTP_BODY), m),
		.timeout_ms = TIMEOUT_MS,
		.once = true,
	};

	if (*conf_text(CONF_SMS_HTTP_HEADER))
		c.headers[1] = conf_text(CONF_SMS_HTTP_HEADER);
	c.body_n = strlen(c.body);
	call_run(a, &c);
	*out = (struct sms_sent){ .class = c.class, .error = c.error, .held_back = c.held_back, .retry_s = c.retry_s };
	read_answer(a, &c, out);
}

const struct sms_driver sms_http = { "http", enabled, send, NULL };
