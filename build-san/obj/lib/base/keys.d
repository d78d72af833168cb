build-san/obj/lib/base/keys.o: lib/base/keys.c lib/base/keys.h \
 lib/base/arena.h lib/base/str.h
lib/base/keys.h:
lib/base/arena.h:
lib/base/str.h:
