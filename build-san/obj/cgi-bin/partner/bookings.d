build-san/obj/cgi-bin/partner/bookings.o: cgi-bin/partner/bookings.c \
 cgi-bin/partner/partner.h lib/domain/partner.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/domain/sale.h lib/domain/booking.h \
 lib/domain/seat.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/domain/trip.h lib/store/db.h \
 build-san/q.h lib/http/req.h lib/base/str.h lib/http/route.h \
 lib/base/permit.h lib/base/permit.def lib/http/value.h lib/base/when.h \
 lib/http/stream.h
cgi-bin/partner/partner.h:
lib/domain/partner.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/sale.h:
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
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/permit.h:
lib/base/permit.def:
lib/http/value.h:
lib/base/when.h:
lib/http/stream.h:
