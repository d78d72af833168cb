build-san/obj/cgi-bin/bookings/api.o: cgi-bin/bookings/api.c \
 cgi-bin/bookings/bookings.h lib/domain/booking.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/domain/seat.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/domain/trip.h lib/http/req.h lib/base/str.h lib/http/route.h \
 lib/base/permit.h lib/base/permit.def lib/http/value.h lib/base/conf.h \
 lib/base/conf.def lib/http/session.h
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
lib/http/session.h:
