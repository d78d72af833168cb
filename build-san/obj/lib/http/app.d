build-san/obj/lib/http/app.o: lib/http/app.c lib/http/app.h \
 lib/http/route.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/permit.h lib/base/who.h lib/base/id.h lib/base/permit.def \
 lib/http/value.h lib/base/arena.h lib/base/conf.h lib/base/conf.def \
 lib/base/log.h lib/base/metric.h lib/base/metric.def lib/base/str.h \
 lib/base/text.h lib/document/render.h lib/http/edge.h lib/http/req.h \
 lib/store/work.h lib/http/gate.h lib/http/page.h lib/http/token.h \
 lib/http/transport.h lib/store/db.h build-san/q.h lib/store/redis.h
lib/http/app.h:
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
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/text.h:
lib/document/render.h:
lib/http/edge.h:
lib/http/req.h:
lib/store/work.h:
lib/http/gate.h:
lib/http/page.h:
lib/http/token.h:
lib/http/transport.h:
lib/store/db.h:
build-san/q.h:
lib/store/redis.h:
