build-san/obj/lib/store/db.o: lib/store/db.c lib/store/db.h \
 lib/base/err.h lib/base/err.def lib/base/field.h build-san/q.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/log.h \
 lib/base/metric.h lib/base/metric.def lib/base/str.h lib/base/when.h \
 lib/store/row.h
lib/store/db.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
build-san/q.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/when.h:
lib/store/row.h:
