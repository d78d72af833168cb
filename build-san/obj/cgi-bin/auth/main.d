build-san/obj/cgi-bin/auth/main.o: cgi-bin/auth/main.c \
 cgi-bin/auth/auth.h lib/domain/user.h lib/base/err.h lib/base/err.def \
 lib/base/field.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/http/req.h lib/base/str.h \
 lib/http/route.h lib/base/permit.h lib/base/permit.def lib/http/value.h \
 lib/http/app.h
cgi-bin/auth/auth.h:
lib/domain/user.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/permit.h:
lib/base/permit.def:
lib/http/value.h:
lib/http/app.h:
