/*
 * otlp - carries kept spans to a collector: OTLP/HTTP with JSON bodies, to an address of this host, where
 * the agent that knows TLS, credentials and the way further listens (otlp.endpoint).
 *
 * Nothing here waits. Whoever has a loop calls otlp_turn in it: it does what can be done at once and says
 * when it wants to go on. A collector that is away, slow or refuses costs spans, which are counted,
 * and never time.
 */
#ifndef BASE_OTLP_H
#define BASE_OTLP_H

#include <stdbool.h>
#include <stddef.h>

/* Spans of this program are exported from here on, when the settings say so. False for a bad address. */
bool otlp_start(const char *program, char *why, size_t size);

/* Milliseconds until it wants to be called again; -1 when there is nothing to do. */
int otlp_turn(void);

#endif
