/*
 * versions - a program with an endpoint in two versions, the first of them deprecated: the way a change that
 * breaks clients takes. versions.mjs asks it as plain CGI.
 */
#include "http/app.h"
#include "http/req.h"

struct name {
	const char *name;
};

static const struct field v1_fields[] = { { "name", F_TEXT, AT(name, name) }, { 0 } };
static const struct field v2_fields[] = { { "title", F_TEXT, AT(name, name) }, { 0 } };

static const struct answer v1_answers[] = { { 200, "Thing", v1_fields, .how = ANSWER_ONE }, { 0 } };
static const struct answer v2_answers[] = { { 200, "ThingTwo", v2_fields, .how = ANSWER_ONE }, { 0 } };

static const struct name thing = { "bus" };

static enum err first(struct req *r)
{
	put(r, NULL, v1_fields, &thing);
	return reply(r, 200);
}

static enum err second(struct req *r)
{
	put(r, NULL, v2_fields, &thing);
	return reply(r, 200);
}

static const struct route rows[] = {
	{ GET, "/api/v1/things/one", first, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_NONE, NULL, .may = MAY_SITE,
	  .summary = "A thing", .answers = v1_answers, .sunset = "2027-06-01" },
	{ GET, "/api/v2/things/one", second, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_NONE, NULL, .may = MAY_SITE,
	  .summary = "A thing", .answers = v2_answers },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "versions", rows);
}
