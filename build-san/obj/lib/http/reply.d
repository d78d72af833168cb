build-san/obj/lib/http/reply.o: lib/http/reply.c lib/http/reply.h \
 lib/base/err.h lib/base/err.def lib/http/req.h lib/base/str.h \
 lib/http/route.h lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/json.h lib/base/log.h \
 lib/base/when.h lib/http/edge.h lib/http/transport.h
lib/http/reply.h:
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
lib/base/json.h:
lib/base/log.h:
lib/base/when.h:
lib/http/edge.h:
lib/http/transport.h:
