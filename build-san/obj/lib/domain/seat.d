build-san/obj/lib/domain/seat.o: lib/domain/seat.c lib/domain/seat.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/str.h lib/store/cache.h lib/store/redis.h lib/store/db.h \
 build-san/q.h
lib/domain/seat.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/str.h:
lib/store/cache.h:
lib/store/redis.h:
lib/store/db.h:
build-san/q.h:
