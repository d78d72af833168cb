/*
 * app - a web program: settings, boot checks, the accept loop. `app_run("bookings", routes)` is
 * the whole of a program's main.
 *
 *   bookings            serves (FastCGI on descriptor 0, or one plain CGI request)
 *   bookings --routes   prints method, path and pool of every row
 *   bookings --check    boots, checks, ends
 */
#ifndef HTTP_APP_H
#define HTTP_APP_H

#include <stddef.h>
#include <stdint.h>

#include "http/route.h"

struct app;

int app_run(int argc, char **argv, const char *name, const struct route *routes);

const char *app_name(const struct app *app);
const struct route *app_routes(const struct app *app);
/* How many processes share a limit when Redis cannot count: the pool's configured size. */
int app_siblings(const struct app *app);

#endif
