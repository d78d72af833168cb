/* sms - the driver in force, and the count of parts. */
#include "provider/sms.h"

#include <string.h>

#include "base/conf.h"

static const struct sms_driver *const drivers[] = { &sms_twilio, &sms_http };

/* A name no driver has switches SMS off, like a gateway without an address. */
static const struct sms_driver *driver(void)
{
	for (size_t i = 0; i < sizeof drivers / sizeof drivers[0]; i++)
		if (strcmp(drivers[i]->name, conf_text(CONF_SMS_DRIVER)) == 0)
			return drivers[i];
	return NULL;
}

bool sms_enabled(void)
{
	const struct sms_driver *d = driver();

	return d && d->enabled();
}

void sms_send(struct arena *a, const struct sms *m, struct sms_sent *out)
{
	const struct sms_driver *d = driver();

	*out = (struct sms_sent){ .class = CALL_INVALID, .error = "no SMS gateway" };
	if (d)
		d->send(a, m, out);
	if (!out->segments)
		out->segments = sms_segments(m->text);
}

bool sms_find(struct arena *a, const struct sms *m, struct sms_sent *out)
{
	const struct sms_driver *d = driver();

	return d && d->find && d->find(a, m, out);
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

int sms_segments(const char *text)
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
