/*
 * schema - JSON Schema (2020-12, the dialect of OpenAPI 3.1) of rule tables and field tables, with an
 * example of each value that its own rule accepts.
 */
#ifndef HTTP_SCHEMA_H
#define HTTP_SCHEMA_H

#include "base/field.h"
#include "http/value.h"

struct jw;

/* The schema of one input field; with an example in it. */
void schema_rule(struct jw *w, const struct rule *rule);
/* An object of the rules that do not stand in the path. */
void schema_rules(struct jw *w, const struct rule *rules);
/* A value that passes the rule, as JSON. */
void schema_rule_example(struct jw *w, const struct rule *rule);
/* A body that passes the rules: every field of them. */
void schema_rules_example(struct jw *w, const struct rule *rules);

/* The properties and the names of those always present, into an open object of schema. */
void schema_fields(struct jw *w, const struct field *fields);
void schema_properties(struct jw *w, const struct field *fields);
void schema_required(struct jw *w, const struct field *fields);
/* The members of an example, into an open object. */
void schema_fields_example(struct jw *w, const struct field *fields);

#endif
