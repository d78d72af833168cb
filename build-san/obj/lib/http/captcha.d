build-san/obj/lib/http/captcha.o: lib/http/captcha.c lib/http/captcha.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/conf.h lib/base/conf.def \
 lib/base/when.h
lib/http/captcha.h:
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
lib/base/when.h:
