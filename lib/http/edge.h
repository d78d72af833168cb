/*
 * edge - answers that are the same for everyone, kept for seconds as files the web server sends
 * itself (deploy/edge.lua), so that a rush on one search costs one query.
 *
 * Only rows marked .edge, answered 200 without a cookie, whose target is written in the one
 * canonical way: other spellings always reach the program and cannot fill the folder.
 */
#ifndef HTTP_EDGE_H
#define HTTP_EDGE_H

#include "http/req.h"

enum {
	EDGE_S = 4,        /* longest life of an answer, seconds */
	EDGE_TARGET = 512, /* longest target, bytes */
};

/* Makes the program's folder under edge.dir; without one nothing is ever kept. */
void edge_start(const char *program);

/* Keeps the answer just sent when it may be; head is its header block. */
void edge_keep(struct req *r, const char *head);

/* The one spelling of the request's target: path and the parameters of its rules in their order. */
const char *edge_target(struct req *r);

#endif
