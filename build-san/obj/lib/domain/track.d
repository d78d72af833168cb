build-san/obj/lib/domain/track.o: lib/domain/track.c lib/domain/track.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/domain/geo.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/metric.h \
 lib/base/metric.def lib/base/str.h lib/base/when.h lib/store/db.h \
 build-san/q.h lib/store/redis.h
lib/domain/track.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/geo.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/when.h:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
