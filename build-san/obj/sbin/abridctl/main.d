build-san/obj/sbin/abridctl/main.o: sbin/abridctl/main.c \
 sbin/abridctl/abridctl.h lib/store/work.h lib/base/arena.h \
 lib/base/err.h lib/base/err.def lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/log.h \
 lib/store/db.h lib/base/field.h build-san/q.h
sbin/abridctl/abridctl.h:
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
lib/store/db.h:
lib/base/field.h:
build-san/q.h:
