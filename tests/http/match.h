/*
 * match - what a transcript expects of texts and JSON, with captures.
 *
 * A pattern is a text in which {{...}} stands for something: {{any}} {{int}} {{number}} {{bool}}
 * {{string}} {{iso}} {{date}} {{null}} {{money}} {{id PREFIX}} {{public PREFIX}} {{/regex/}}, and
 * {{>name}} or {{>name MATCHER}} to keep what stood there. A pattern of ~regex is a regular
 * expression alone.
 */
#ifndef MATCH_H
#define MATCH_H

#include <stdbool.h>
#include <stddef.h>

struct cJSON;

/* True when the whole text fits the pattern; captures become variables. */
bool match_text(const char *pattern, const char *text, char *why, size_t size);

/* True when the regular expression is found in the text; its first group becomes the variable. */
bool match_find(const char *regex, const char *text, const char *capture, char *why, size_t size);

/*
 * True when the document has what is expected: every member named (in exact mode: no other), lists
 * of the same length unless they end in "{{rest}}", or begin with "{{has}}" and name elements that
 * must be somewhere. why says where it differs.
 */
bool match_json(const struct cJSON *want, const struct cJSON *got, bool exact, char *why, size_t size);

/* A JSON text of a transcript, where matchers may stand without quotes; NULL when malformed. */
struct cJSON *match_parse(const char *text, char *why, size_t size);

#endif
