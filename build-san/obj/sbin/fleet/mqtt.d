build-san/obj/sbin/fleet/mqtt.o: sbin/fleet/mqtt.c lib/base/conf.h \
 lib/base/conf.def lib/base/json.h lib/base/str.h lib/base/log.h \
 lib/base/metric.h lib/base/metric.def lib/base/signed.h lib/base/id.h \
 lib/base/when.h sbin/fleet/process.h lib/domain/fleet.h lib/domain/geo.h \
 lib/domain/live.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/domain/track.h lib/store/db.h build-san/q.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/json.h:
lib/base/str.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/signed.h:
lib/base/id.h:
lib/base/when.h:
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
lib/domain/track.h:
lib/store/db.h:
build-san/q.h:
