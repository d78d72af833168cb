build-san/obj/sbin/relay/client.o: sbin/relay/client.c sbin/relay/relay.h \
 lib/base/stream.h lib/base/id.h lib/base/who.h lib/base/arena.h \
 lib/base/conf.h lib/base/conf.def lib/base/metric.h lib/base/metric.def \
 lib/base/when.h
sbin/relay/relay.h:
lib/base/stream.h:
lib/base/id.h:
lib/base/who.h:
lib/base/arena.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
