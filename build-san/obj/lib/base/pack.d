build-san/obj/lib/base/pack.o: lib/base/pack.c lib/base/pack.h \
 lib/base/field.h lib/base/arena.h lib/base/id.h lib/base/str.h
lib/base/pack.h:
lib/base/field.h:
lib/base/arena.h:
lib/base/id.h:
lib/base/str.h:
