build-san/obj/lib/domain/manifest.o: lib/domain/manifest.c \
 lib/domain/manifest.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/conf.h lib/base/conf.def lib/base/metric.h lib/base/metric.def \
 lib/base/str.h lib/document/manifest.h lib/base/field.h \
 lib/domain/partner.h lib/domain/sale.h lib/domain/booking.h \
 lib/domain/seat.h lib/domain/trip.h lib/store/db.h build-san/q.h \
 lib/store/objects.h
lib/domain/manifest.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/document/manifest.h:
lib/base/field.h:
lib/domain/partner.h:
lib/domain/sale.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
lib/store/objects.h:
