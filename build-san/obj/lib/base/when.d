build-san/obj/lib/base/when.o: lib/base/when.c lib/base/when.h \
 lib/base/arena.h lib/base/str.h
lib/base/when.h:
lib/base/arena.h:
lib/base/str.h:
