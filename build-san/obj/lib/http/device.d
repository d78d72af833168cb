build-san/obj/lib/http/device.o: lib/http/device.c lib/http/device.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/signed.h lib/store/db.h \
 build-san/q.h
lib/http/device.h:
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
lib/base/signed.h:
lib/store/db.h:
build-san/q.h:
