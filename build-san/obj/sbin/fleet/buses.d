build-san/obj/sbin/fleet/buses.o: sbin/fleet/buses.c sbin/fleet/process.h \
 lib/domain/fleet.h lib/domain/geo.h lib/domain/live.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/store/work.h lib/base/arena.h \
 lib/base/text.h lib/base/who.h lib/base/id.h lib/domain/track.h \
 lib/base/conf.h lib/base/conf.def lib/base/log.h lib/base/metric.h \
 lib/base/metric.def lib/base/str.h lib/base/when.h lib/store/redis.h
sbin/fleet/process.h:
lib/domain/fleet.h:
lib/domain/geo.h:
lib/domain/live.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/track.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/when.h:
lib/store/redis.h:
