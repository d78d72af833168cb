/* weak - passwords that everybody tries first. */
#ifndef DOMAIN_WEAK_H
#define DOMAIN_WEAK_H

#include <stdbool.h>

/*
 * True for a password guessed within the first thousands of tries: one of the common words, also with
 * capitals, digits behind it or letters written as digits; a row of keys or of digits; few letters repeated.
 */
bool weak_password(const char *password);

#endif
