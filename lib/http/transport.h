/*
 * transport - how a request arrives and leaves: FastCGI on descriptor 0 (a listening socket
 * inherited from spawn-fcgi and multiwatch or systemd), or plain CGI from environment and stdin.
 *
 * One request at a time. SIGTERM ends the loop between requests. The accept loop is our own,
 * because libfcgi's shutdown path can spin and its close lingers.
 */
#ifndef HTTP_TRANSPORT_H
#define HTTP_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>

struct transport;

struct transport *transport_open(void);
/* True when the process was started as plain CGI: one request, then the end. */
bool transport_is_cgi(const struct transport *t);

/* Waits for the next request; false when it is time to end. */
bool transport_next(struct transport *t);
/* A CGI variable of the request ("REQUEST_METHOD"); NULL when absent. Valid until transport_done. */
const char *transport_env(const struct transport *t, const char *name);
/* Reads up to n bytes of the body; fewer only at its end, negative when the peer broke off. */
long transport_read(struct transport *t, char *out, size_t n);
void transport_write(struct transport *t, const char *data, size_t n);
/* The answer stays unfinished: transport_done hangs up without its end, and the peer can tell. */
void transport_cut(struct transport *t);
/* Sends what is left and hangs up. */
void transport_done(struct transport *t);

#endif
