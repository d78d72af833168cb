build-san/obj/lib/base/conf.o: lib/base/conf.c lib/base/conf.h \
 lib/base/conf.def lib/base/arena.h lib/base/keys.h lib/base/str.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/arena.h:
lib/base/keys.h:
lib/base/str.h:
