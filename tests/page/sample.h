/*
 * sample - example data of a page, as files under tests/page/data, put into a view the way the
 * programs do it, so that templates can be seen and tested without them.
 *
 * A sample is HDF text: names as in http/page.h with their values. A value starting with '@' goes
 * through the same code as a field of that kind and therefore changes with the language:
 *
 *   @time 2026-12-03 07:30 (Algiers)  @date 2026-12-03   @money 120000   @minutes 325
 *   @enum group code                  @names fr|ar|en    @text key       @fill key a=b|c=d
 *   @plural key 3 a=b|c=d             @qr TEXT           @join name part|name part (texts glued)
 *
 * "Template" and "Layout" say what is rendered (Layout "none": no layout), "Include.N" reads
 * another sample first, "Seats" is a seat plan: a line per row, cells as in seat_maps.layout with
 * f free, x taken, m mine, c chosen; "Seats.price" comes before it.
 */
#ifndef TEST_PAGE_SAMPLE_H
#define TEST_PAGE_SAMPLE_H

#include <stdbool.h>

#include "base/text.h"

struct arena;
struct buf;

struct sample {
	struct arena *arena;
	const char *dir; /* of the data files */
	enum lang lang;
	const char *hostile; /* not NULL: every plain text and name becomes this */
	struct view *view;
	const char *page, *layout;
	const char *seat_price;
};

/* Renders dir/name.hdf; false with the reason on standard error. */
bool sample_render(struct sample *s, const char *name, struct buf *out);

#endif
