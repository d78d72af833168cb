build-san/obj/cgi-bin/bookings/page.o: cgi-bin/bookings/page.c \
 cgi-bin/bookings/bookings.h lib/domain/booking.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/domain/seat.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/domain/trip.h lib/http/req.h lib/base/str.h lib/http/route.h \
 lib/base/permit.h lib/base/permit.def lib/http/value.h lib/base/conf.h \
 lib/base/conf.def lib/base/when.h lib/document/qr.h lib/domain/payment.h \
 lib/domain/ticket.h lib/http/input.h lib/http/session.h
cgi-bin/bookings/bookings.h:
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
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/permit.h:
lib/base/permit.def:
lib/http/value.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/when.h:
lib/document/qr.h:
lib/domain/payment.h:
lib/domain/ticket.h:
lib/http/input.h:
lib/http/session.h:
