/* value - every kind of rule over any text; what a rule passes is within its bounds. */
#include "fuzz.h"

#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"
#include "http/value.h"

static const char *const words[] = { "one", "two", NULL };

static const struct rule rules[] = {
	{ "int", V_INT, .min = -5, .max = 900000 },   { "count", V_COUNT, .min = 1, .max = 6 },
	{ "real", V_REAL, .min = -90, .max = 90 },    { "bool", V_BOOL },
	{ "text", V_TEXT, .need = true, .min = 1, .max = 60 }, { "secret", V_SECRET, .min = 8, .max = 128 },
	{ "id", V_ID("route") },		      { "public", V_PUBLIC("booking") },
	{ "token", V_TOKEN },			      { "ref", V_REF },
	{ "date", V_DATE },			      { "phone", V_PHONE },
	{ "email", V_EMAIL },			      { "enum", V_ENUM, .oneof = words },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	union {
		int64_t n;
		int count;
		double d;
		const char *s;
	} out = { 0 };
	const struct rule *rule;
	char *text;

	if (!a)
		a = arena_new((size_t)1 << 20);
	arena_reset(a);
	if (size < 1 || size > 4096)
		return 0;
	rule = &rules[data[0] % (sizeof rules / sizeof rules[0])];
	text = arena_strn(a, (const char *)data + 1, size - 1);
	/* Rules see text that the strict front passed. */
	if (strlen(text) != size - 1 || !str_utf8(text, size - 1) || !value_parse(a, rule, text, &out))
		return 0;
	if (rule->kind == VALUE_INT)
		PROMISE(out.n >= rule->min && out.n <= rule->max);
	if (rule->kind == VALUE_COUNT)
		PROMISE(out.count >= rule->min && out.count <= rule->max);
	if (rule->kind == VALUE_REAL)
		PROMISE(out.d >= (double)rule->min && out.d <= (double)rule->max);
	if (rule->kind == VALUE_TEXT)
		PROMISE(str_utf8(out.s, strlen(out.s)) && str_chars(out.s) <= (size_t)rule->max);
	if (rule->kind == VALUE_TOKEN || rule->kind == VALUE_PUBLIC)
		PROMISE(id_ok(out.s));
	if (rule->kind == VALUE_PHONE)
		PROMISE(out.s[0] == '+' && strspn(out.s + 1, "0123456789") == strlen(out.s + 1) && strlen(out.s) <= 16);
	return 0;
}
