build-san/obj/lib/domain/booking.o: lib/domain/booking.c \
 lib/domain/booking.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/domain/seat.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/domain/trip.h lib/base/conf.h \
 lib/base/conf.def lib/base/json.h lib/base/str.h lib/base/metric.h \
 lib/base/metric.def lib/base/money.h lib/base/when.h lib/store/db.h \
 build-san/q.h
lib/domain/booking.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/seat.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/trip.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/json.h:
lib/base/str.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/money.h:
lib/base/when.h:
lib/store/db.h:
build-san/q.h:
