/* sql - statements run as the superuser of ABRID_TEST_DB, and what they must return. */
#ifndef SQL_H
#define SQL_H

#include <stdbool.h>
#include <stddef.h>

struct step;

bool sql_step(const struct step *s, char *why, size_t size);
void sql_stop(void);

#endif
