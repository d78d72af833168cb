build-san/obj/lib/domain/trip.o: lib/domain/trip.c lib/domain/trip.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/conf.h lib/base/conf.def lib/base/pack.h lib/base/str.h \
 lib/base/when.h lib/store/cache.h lib/store/redis.h lib/store/db.h \
 build-san/q.h
lib/domain/trip.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/pack.h:
lib/base/str.h:
lib/base/when.h:
lib/store/cache.h:
lib/store/redis.h:
lib/store/db.h:
build-san/q.h:
