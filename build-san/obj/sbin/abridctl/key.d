build-san/obj/sbin/abridctl/key.o: sbin/abridctl/key.c \
 sbin/abridctl/abridctl.h lib/store/work.h lib/base/arena.h \
 lib/base/err.h lib/base/err.def lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/when.h
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
lib/base/when.h:
