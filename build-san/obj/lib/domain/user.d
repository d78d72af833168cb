build-san/obj/lib/domain/user.o: lib/domain/user.c lib/domain/user.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/conf.h lib/base/conf.def lib/store/db.h build-san/q.h
lib/domain/user.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/store/db.h:
build-san/q.h:
