build-san/obj/lib/domain/sale.o: lib/domain/sale.c lib/domain/sale.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/domain/booking.h \
 lib/domain/seat.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/domain/trip.h lib/store/db.h \
 build-san/q.h lib/base/str.h lib/base/when.h lib/domain/partner.h
lib/domain/sale.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
lib/base/str.h:
lib/base/when.h:
lib/domain/partner.h:
