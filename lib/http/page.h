/*
 * page - the HTML view of an answer: the same documents as JSON, plus what every page needs
 * (language, links to itself in the others, who is signed in, form values and errors, tokens).
 *
 * Names a template may use: Lang, Dir, Site.*, Asset.*, Self.{fr,ar,en}, Base ("/fr"), User.{name,role,org},
 * Csrf, Key, Refresh, RequestId, Status, Data.* (documents), Fact.* (put_fact), Pages.*
 * (pagination), Form.* (values typed), Errors.N.{name,id,text}, Error.<field>, Failure.{code,text}.
 */
#ifndef HTTP_PAGE_H
#define HTTP_PAGE_H

#include <stdbool.h>

#include "base/err.h"
#include "http/req.h"

/* At boot: style sheet, scripts and icons by the hash of their content. */
void page_start(void);
/* Parses the template of every row; false names a missing or broken one. */
bool page_check(const struct route *routes, char *why, size_t size);

/* This page in a language: the path behind the prefix and the query keys the row knows. */
const char *page_self(struct req *r, enum lang lang);

/* Renders the row's template (of its form when shown again) into r->out. */
enum err page_render(struct req *r);
/* The error page; never fails. */
void page_error(struct req *r, enum err e);

#endif
