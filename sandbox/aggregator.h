/* aggregator - a local SMS company that takes one JSON document per message over HTTP. */
#ifndef WORLD_AGGREGATOR_H
#define WORLD_AGGREGATOR_H

#include "provider.h"

extern const struct provider aggregator_provider;

#endif
