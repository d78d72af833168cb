build-san/obj/lib/base/field.o: lib/base/field.c lib/base/field.h \
 lib/base/arena.h lib/base/json.h lib/base/str.h lib/base/when.h
lib/base/field.h:
lib/base/arena.h:
lib/base/json.h:
lib/base/str.h:
lib/base/when.h:
