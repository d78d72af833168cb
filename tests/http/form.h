/* form - an HTML form as a browser without scripts would send it. */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Finds the form of the page whose action fits the pattern, keeps its controls under the name, and
 * sets NAME.action, NAME.method and NAME.<control> for each control that would be sent.
 */
bool form_capture(const char *html, const char *name, const char *action, char *why, size_t size);

/*
 * The body that is sent, from lines: "@NAME" takes a kept form ("@" none), then "control = value"
 * for one the form has, "control += value" for another of that name, "control := value" for one it
 * need not have, "control -" to leave it out. NULL with a reason.
 */
const char *form_body(const char *lines, char *why, size_t size);

/* Drops all kept forms: the file they belong to has ended. */
void form_forget(void);

/* Text of HTML with its character references resolved. */
const char *form_unescape(const char *s, size_t n);

#endif
