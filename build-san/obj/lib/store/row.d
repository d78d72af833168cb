build-san/obj/lib/store/row.o: lib/store/row.c lib/store/row.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/base/arena.h \
 lib/base/id.h lib/base/str.h lib/base/when.h lib/store/db.h \
 build-san/q.h lib/store/work.h lib/base/text.h lib/base/who.h
lib/store/row.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/arena.h:
lib/base/id.h:
lib/base/str.h:
lib/base/when.h:
lib/store/db.h:
build-san/q.h:
lib/store/work.h:
lib/base/text.h:
lib/base/who.h:
