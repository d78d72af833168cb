build-san/obj/sbin/abridctl/migrate.o: sbin/abridctl/migrate.c \
 sbin/abridctl/abridctl.h lib/store/work.h lib/base/arena.h \
 lib/base/err.h lib/base/err.def lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/field.h \
 lib/base/keys.h lib/base/str.h lib/store/db.h build-san/q.h
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
lib/base/field.h:
lib/base/keys.h:
lib/base/str.h:
lib/store/db.h:
build-san/q.h:
