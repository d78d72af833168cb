build-san/obj/lib/domain/insight.o: lib/domain/insight.c \
 lib/domain/insight.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/store/db.h build-san/q.h
lib/domain/insight.h:
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
