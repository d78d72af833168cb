build-san/obj/lib/store/cache.o: lib/store/cache.c lib/store/cache.h \
 lib/store/redis.h lib/store/work.h lib/base/arena.h lib/base/err.h \
 lib/base/err.def lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/metric.h lib/base/metric.def lib/base/str.h
lib/store/cache.h:
lib/store/redis.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/err.h:
lib/base/err.def:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
