build-san/obj/lib/http/token.o: lib/http/token.c lib/http/token.h \
 lib/base/arena.h lib/base/err.h lib/base/err.def lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/keys.h \
 lib/base/str.h lib/base/when.h lib/http/strict.h
lib/http/token.h:
lib/base/arena.h:
lib/base/err.h:
lib/base/err.def:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/keys.h:
lib/base/str.h:
lib/base/when.h:
lib/http/strict.h:
