build-san/obj/lib/domain/health.o: lib/domain/health.c \
 lib/domain/health.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/store/db.h build-san/q.h lib/store/redis.h
lib/domain/health.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
