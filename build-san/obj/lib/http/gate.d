build-san/obj/lib/http/gate.o: lib/http/gate.c lib/http/gate.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/base/permit.h lib/base/who.h \
 lib/base/id.h lib/base/permit.def lib/http/value.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/conf.h lib/base/conf.def \
 lib/base/json.h lib/base/log.h lib/base/metric.h lib/base/metric.def \
 lib/base/when.h lib/http/app.h lib/http/device.h lib/http/idem.h \
 lib/http/input.h lib/http/limit.h lib/http/page.h lib/http/reply.h \
 lib/http/session.h lib/http/transport.h lib/store/db.h build-san/q.h
lib/http/gate.h:
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
lib/base/json.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
lib/http/app.h:
lib/http/device.h:
lib/http/idem.h:
lib/http/input.h:
lib/http/limit.h:
lib/http/page.h:
lib/http/reply.h:
lib/http/session.h:
lib/http/transport.h:
lib/store/db.h:
build-san/q.h:
