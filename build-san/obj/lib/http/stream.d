build-san/obj/lib/http/stream.o: lib/http/stream.c lib/http/stream.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/log.h lib/document/csv.h \
 lib/http/reply.h lib/http/transport.h lib/store/db.h build-san/q.h
lib/http/stream.h:
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
lib/base/log.h:
lib/document/csv.h:
lib/http/reply.h:
lib/http/transport.h:
lib/store/db.h:
build-san/q.h:
