build-san/obj/lib/store/work.o: lib/store/work.c lib/store/work.h \
 lib/base/arena.h lib/base/err.h lib/base/err.def lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/store/redis.h
lib/store/work.h:
lib/base/arena.h:
lib/base/err.h:
lib/base/err.def:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/store/redis.h:
