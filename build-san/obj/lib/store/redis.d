build-san/obj/lib/store/redis.o: lib/store/redis.c lib/store/redis.h \
 lib/store/work.h lib/base/arena.h lib/base/err.h lib/base/err.def \
 lib/base/text.h lib/base/who.h lib/base/id.h lib/base/conf.h \
 lib/base/conf.def lib/base/log.h lib/base/metric.h lib/base/metric.def \
 lib/base/when.h
lib/store/redis.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/err.h:
lib/base/err.def:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
