build-san/obj/lib/base/stream.o: lib/base/stream.c lib/base/stream.h \
 lib/base/id.h lib/base/who.h lib/base/arena.h lib/base/conf.h \
 lib/base/conf.def lib/base/str.h
lib/base/stream.h:
lib/base/id.h:
lib/base/who.h:
lib/base/arena.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/str.h:
