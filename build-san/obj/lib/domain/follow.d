build-san/obj/lib/domain/follow.o: lib/domain/follow.c \
 lib/domain/follow.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/domain/trip.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/base/json.h lib/base/str.h \
 lib/base/metric.h lib/base/metric.def lib/base/when.h lib/domain/geo.h \
 lib/domain/live.h lib/store/db.h build-san/q.h lib/store/redis.h
lib/domain/follow.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/trip.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/json.h:
lib/base/str.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
lib/domain/geo.h:
lib/domain/live.h:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
