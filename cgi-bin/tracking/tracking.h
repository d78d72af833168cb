/* tracking - handlers and inputs of the program that takes positions and shows buses. */
#ifndef CGI_TRACKING_H
#define CGI_TRACKING_H

#include "http/req.h"

/* api.c */
extern const struct rule report_rules[], bus_rules[];
extern const struct answer report_answers[], bus_answers[];
handler_fn report, show_bus;

/* page.c */
extern const struct rule followed_rules[], shared_rules[];
extern const struct answer follow_answers[], stream_answers[], share_answers[];
handler_fn follow_show, follow_shared_show, follow_stream, follow_share;

#endif
