/* settings - what a test may change of a provider's behaviour, as one table per provider. */
#ifndef WORLD_SETTINGS_H
#define WORLD_SETTINGS_H

#include "provider.h"

enum setting_kind { SET_BOOL, SET_INT, SET_WORD, SET_TEXT };

struct setting {
	const char *name;
	enum setting_kind kind;
	void *at;                       /* int64_t, or char * for SET_TEXT */
	int64_t usual, least, most;     /* SET_WORD: index into words */
	const char *const *words;       /* SET_WORD: the choices, NULL last */
	const char *usual_text;         /* SET_TEXT: NULL for none */
};

/* Puts every setting back to its usual value. */
void settings_reset(const struct setting *table);

/* Serves GET and POST of /__sim/PROVIDER/settings; an unknown name or value changes nothing. */
void settings_serve(const struct setting *table, struct call *c);

#endif
