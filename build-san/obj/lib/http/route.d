build-san/obj/lib/http/route.o: lib/http/route.c lib/http/route.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/base/permit.h \
 lib/base/who.h lib/base/id.h lib/base/permit.def lib/http/value.h \
 lib/base/arena.h lib/base/str.h
lib/http/route.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/permit.h:
lib/base/who.h:
lib/base/id.h:
lib/base/permit.def:
lib/http/value.h:
lib/base/arena.h:
lib/base/str.h:
