build-san/obj/sbin/abridctl/status.o: sbin/abridctl/status.c \
 sbin/abridctl/abridctl.h lib/store/work.h lib/base/arena.h \
 lib/base/err.h lib/base/err.def lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/field.h \
 lib/base/permit.h lib/base/permit.def lib/store/db.h build-san/q.h \
 lib/store/redis.h
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
lib/base/permit.h:
lib/base/permit.def:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
