build-san/obj/lib/http/input.o: lib/http/input.c lib/http/input.h \
 lib/base/err.h lib/base/err.def lib/http/req.h lib/base/str.h \
 lib/http/route.h lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/http/strict.h
lib/http/input.h:
lib/base/err.h:
lib/base/err.def:
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/field.h:
lib/base/permit.h:
lib/base/who.h:
lib/base/id.h:
lib/base/permit.def:
lib/http/value.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/http/strict.h:
