build-san/obj/lib/domain/place.o: lib/domain/place.c lib/domain/place.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/base/id.h \
 lib/base/str.h lib/store/db.h build-san/q.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h
lib/domain/place.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/id.h:
lib/base/str.h:
lib/store/db.h:
build-san/q.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
