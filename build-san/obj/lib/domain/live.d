build-san/obj/lib/domain/live.o: lib/domain/live.c lib/domain/live.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/json.h lib/base/str.h lib/base/when.h lib/store/db.h \
 build-san/q.h lib/store/redis.h
lib/domain/live.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/json.h:
lib/base/str.h:
lib/base/when.h:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
