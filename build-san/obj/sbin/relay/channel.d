build-san/obj/sbin/relay/channel.o: sbin/relay/channel.c lib/base/arena.h \
 lib/base/log.h lib/base/metric.h lib/base/metric.def lib/base/str.h \
 sbin/relay/relay.h lib/base/stream.h lib/base/id.h lib/base/who.h
lib/base/arena.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
sbin/relay/relay.h:
lib/base/stream.h:
lib/base/id.h:
lib/base/who.h:
