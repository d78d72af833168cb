build-san/obj/lib/http/value.o: lib/http/value.c lib/http/value.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/base/arena.h \
 lib/base/id.h lib/base/str.h lib/base/when.h
lib/http/value.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/arena.h:
lib/base/id.h:
lib/base/str.h:
lib/base/when.h:
