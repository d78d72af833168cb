/* tracking - handlers and inputs of the program that takes positions and shows buses. */
#ifndef CGI_TRACKING_H
#define CGI_TRACKING_H

#include "http/req.h"

/* api.c */
extern const struct rule report_rules[], bus_rules[];
handler_fn report, show_bus;

#endif
