/*
 * captcha - the question the bank's rules ask for before the pay button: a sum in words, answered
 * as text, so that it works for everybody and without any other server. Its answer is signed into
 * the token; a token serves once.
 */
#ifndef HTTP_CAPTCHA_H
#define HTTP_CAPTCHA_H

#include <stdbool.h>

#include "http/req.h"

/* A fresh question in the language of the request, and the token its form carries. */
void captcha_new(struct req *r, const char **question, const char **token);

/* True when the answer fits the token and it is in time. id: what to mark as used (16 bytes). */
bool captcha_right(struct req *r, const char *token, const char *answer, unsigned char id[16]);

#endif
