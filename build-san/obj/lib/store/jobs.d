build-san/obj/lib/store/jobs.o: lib/store/jobs.c lib/store/jobs.h \
 lib/base/err.h lib/base/err.def lib/store/work.h lib/base/arena.h \
 lib/base/text.h lib/base/who.h lib/base/id.h lib/base/conf.h \
 lib/base/conf.def lib/base/field.h lib/base/metric.h lib/base/metric.def \
 lib/store/db.h build-san/q.h
lib/store/jobs.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/field.h:
lib/base/metric.h:
lib/base/metric.def:
lib/store/db.h:
build-san/q.h:
