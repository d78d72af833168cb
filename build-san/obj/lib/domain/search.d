build-san/obj/lib/domain/search.o: lib/domain/search.c lib/base/conf.h \
 lib/base/conf.def lib/base/pack.h lib/base/field.h lib/base/str.h \
 lib/base/when.h lib/domain/seat.h lib/base/err.h lib/base/err.def \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/domain/search.h lib/domain/trip.h lib/store/cache.h \
 lib/store/redis.h lib/store/db.h build-san/q.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/pack.h:
lib/base/field.h:
lib/base/str.h:
lib/base/when.h:
lib/domain/seat.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/search.h:
lib/domain/trip.h:
lib/store/cache.h:
lib/store/redis.h:
lib/store/db.h:
build-san/q.h:
