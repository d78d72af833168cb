build-san/obj/sbin/worker.o: sbin/worker.c lib/base/conf.h \
 lib/base/conf.def lib/base/field.h lib/base/log.h lib/base/metric.h \
 lib/base/metric.def lib/base/when.h lib/document/render.h lib/base/err.h \
 lib/base/err.def lib/base/text.h lib/domain/cancel.h lib/store/work.h \
 lib/base/arena.h lib/base/who.h lib/base/id.h lib/domain/follow.h \
 lib/domain/trip.h lib/domain/manifest.h lib/domain/notice.h \
 lib/domain/payment.h lib/domain/refund.h lib/domain/seat.h \
 lib/domain/ticket.h lib/domain/track.h lib/domain/geo.h \
 lib/provider/call.h lib/store/db.h build-san/q.h lib/store/jobs.h \
 lib/store/objects.h lib/store/redis.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/field.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
lib/document/render.h:
lib/base/err.h:
lib/base/err.def:
lib/base/text.h:
lib/domain/cancel.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/follow.h:
lib/domain/trip.h:
lib/domain/manifest.h:
lib/domain/notice.h:
lib/domain/payment.h:
lib/domain/refund.h:
lib/domain/seat.h:
lib/domain/ticket.h:
lib/domain/track.h:
lib/domain/geo.h:
lib/provider/call.h:
lib/store/db.h:
build-san/q.h:
lib/store/jobs.h:
lib/store/objects.h:
lib/store/redis.h:
