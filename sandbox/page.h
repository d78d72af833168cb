/*
 * page - the frame and the looks shared by every page of the sandbox. No script, one inline style.
 */
#ifndef WORLD_PAGE_H
#define WORLD_PAGE_H

#include "http.h"

/* Starts and ends a page; refresh_s above 0 reloads it. The title is escaped. */
void page_open(struct http_reply *r, int status, const char *lang, const char *title,
    int refresh_s);
void page_close(struct http_reply *r);

/* 250000 centimes as "2500.00 DA", which never breaks over two lines. */
void page_money(struct buf *b, int64_t centimes);

#endif
