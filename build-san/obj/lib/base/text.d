build-san/obj/lib/base/text.o: lib/base/text.c lib/base/text.h \
 lib/base/arena.h lib/base/keys.h lib/base/str.h lib/base/when.h
lib/base/text.h:
lib/base/arena.h:
lib/base/keys.h:
lib/base/str.h:
lib/base/when.h:
