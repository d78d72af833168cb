build-san/obj/lib/domain/ticket.o: lib/domain/ticket.c \
 lib/domain/ticket.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/conf.h lib/base/conf.def lib/base/keys.h lib/base/str.h \
 lib/base/metric.h lib/base/metric.def lib/base/when.h \
 lib/document/receipt.h lib/base/field.h lib/document/ticket.h \
 lib/document/ticket_code.h lib/domain/booking.h lib/domain/seat.h \
 lib/domain/trip.h lib/store/db.h build-san/q.h lib/store/objects.h
lib/domain/ticket.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/keys.h:
lib/base/str.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/when.h:
lib/document/receipt.h:
lib/base/field.h:
lib/document/ticket.h:
lib/document/ticket_code.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
lib/store/objects.h:
