/*
 * conf - settings, read once at start from an HDF file ($ABRID_CONF, default /etc/abrid/abrid.hdf)
 * and the files of conf.d beside it in name order. Each setting is a row of conf.def; an unknown
 * name, a value out of bounds or a missing one stops the program and names file, line and setting.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum conf {
#define SETTING(id, name, kind, dflt, min, max, help) CONF_##id,
#include "base/conf.def"
#undef SETTING
	CONF__COUNT
};

/* Reads the settings; on a mistake writes one line into why and returns false. */
bool conf_load(char *why, size_t size);

const char *conf_text(enum conf c);
int64_t conf_int(enum conf c);
const unsigned char *conf_key(enum conf c); /* 32 bytes */

/* Every setting as a commented HDF file with help, bounds and default (for operators). */
void conf_print(FILE *out);
/* The values in force with their origin; secrets are shown as "set" or "unset". */
void conf_show(FILE *out);

#endif
