/*
 * render - pages and mails from ClearSilver templates: the only user of that library.
 *
 * Values are HTML-escaped by the engine (its html mode is set before any template is parsed).
 * Templates are parsed once per process; a page is layout.cs with Page naming the template it
 * includes. The words of the language are found beside the data.
 */
#ifndef DOCUMENT_RENDER_H
#define DOCUMENT_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/field.h"
#include "base/text.h"

struct arena;
struct buf;
struct view;

/* Reads the word catalogues of dir/text into the engine. Once, at boot. */
bool render_start(const char *dir, char *why, size_t size);
/* Parses a template inside a layout ("layout.cs", or NULL for none); false names what is missing. */
bool render_check(const char *layout, const char *page, char *why, size_t size);

/* Data of one page. Names are fixed words and field names, never user data. */
struct view *view_new(struct arena *a, enum lang lang);
void view_set(struct view *v, const char *name, const char *value);
void view_flag(struct view *v, const char *name, bool on);
/* A document under name: texts of ids, instants, money and words in the page's language. */
void view_fields(struct view *v, const char *name, const struct field *fields, const void *row,
		 unsigned role);
void view_list(struct view *v, const char *name, const struct field *fields, size_t size,
	       const void *rows, size_t n, unsigned role);

enum err view_render(struct view *v, const char *layout, const char *page, struct buf *out);

#endif
