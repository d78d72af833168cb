/* otlp - a collector of traces: OTLP/HTTP with JSON bodies, stricter than collectors are. */
#ifndef WORLD_OTLP_H
#define WORLD_OTLP_H

#include "provider.h"

extern const struct provider otlp_provider;

#endif
