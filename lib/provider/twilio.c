/* twilio - wire format of SMS sending, and the count of parts. */
#include "provider/twilio.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/str.h"

bool twilio_enabled(void)
{
	return *conf_text(CONF_TWILIO_BASE) != '\0';
}

/* 21610 opted out, 21211/21614 no such mobile: these people are not reached by trying again. */
static void read_answer(struct arena *a, const struct call *c, struct twilio_sent *out)
{
	cJSON *o = c->answer && c->answer_n ? cJSON_ParseWithOpts(c->answer, NULL, 1) : NULL;
	const cJSON *sid = cJSON_GetObjectItemCaseSensitive(o, "sid");
	const cJSON *parts = cJSON_GetObjectItemCaseSensitive(o, "num_segments");
	const cJSON *code = cJSON_GetObjectItemCaseSensitive(o, "code");
	const cJSON *message = cJSON_GetObjectItemCaseSensitive(o, "message");
	int64_t n;

	if (cJSON_IsString(sid))
		out->sid = arena_str(a, sid->valuestring);
	if (cJSON_IsString(parts) && str_int(parts->valuestring, 0, 100, &n))
		out->segments = (int)n;
	if (cJSON_IsNumber(code))
		out->code = code->valueint;
	if (cJSON_IsString(message))
		out->error = arena_str(a, message->valuestring);
	cJSON_Delete(o);
	if (out->class == CALL_OK && !out->sid)
		out->class = CALL_AMBIGUOUS;
	if (c->status >= 500) /* an answer, though a poor one: nothing was taken */
		out->class = CALL_TRANSIENT;
}

void twilio_send(struct arena *a, const char *to, const char *text, int valid_s,
		 struct twilio_sent *out)
{
	struct buf body;
	struct call c = {
		.provider = "twilio",
		.op = "send",
		.method = "POST",
		.url = arena_printf(a, "%s/2010-04-01/Accounts/%s/Messages.json",
				    conf_text(CONF_TWILIO_BASE), conf_text(CONF_TWILIO_SID)),
		.headers = { "Content-Type: application/x-www-form-urlencoded" },
		.user = conf_text(CONF_TWILIO_SID),
		.password = conf_text(CONF_TWILIO_TOKEN),
		.timeout_ms = 10000,
		.once = true,
	};

	buf_init(&body, a, 512);
	call_form(&body, "To", to);
	call_form(&body, "From", conf_text(CONF_TWILIO_FROM));
	call_form(&body, "Body", text);
	call_form(&body, "ValidityPeriod", arena_printf(a, "%d", valid_s));
	c.body = body.data;
	c.body_n = body.len;
	call_run(a, &c);
	*out = (struct twilio_sent){ .class = c.class, .error = c.error };
	read_answer(a, &c, out);
}

/* The basic character set of GSM 03.38 beyond ASCII letters, and its extension table (two septets). */
static const char gsm_more[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
static const char gsm_double[] = "^{}\\[~]|€";

static size_t rune(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* Septets of one character, 0 when GSM cannot write it. */
static int septets(const char *s, size_t n)
{
	if (n == 1 && ((*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
		return 1;
	for (const char *p = gsm_more; *p; p += rune(p))
		if (rune(p) == n && strncmp(p, s, n) == 0)
			return 1;
	for (const char *p = gsm_double; *p; p += rune(p))
		if (rune(p) == n && strncmp(p, s, n) == 0)
			return 2;
	return 0;
}

int twilio_segments(const char *text)
{
	int gsm = 0, units = 0;
	bool fits = true;

	for (const char *s = text; *s; s += rune(s)) {
		int n = septets(s, rune(s));

		fits = fits && n > 0;
		gsm += n;
		units += rune(s) == 4 ? 2 : 1;
	}
	if (fits)
		return gsm <= 160 ? 1 : (gsm + 152) / 153;
	return units <= 70 ? 1 : (units + 66) / 67;
}
