build-san/obj/lib/http/session.o: lib/http/session.c lib/http/session.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/conf.h lib/base/conf.def \
 lib/http/input.h lib/http/token.h lib/store/db.h build-san/q.h
lib/http/session.h:
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/permit.h:
lib/base/who.h:
lib/base/id.h:
lib/base/permit.def:
lib/http/value.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/conf.h:
lib/base/conf.def:
lib/http/input.h:
lib/http/token.h:
lib/store/db.h:
build-san/q.h:
