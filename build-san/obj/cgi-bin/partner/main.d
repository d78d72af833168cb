build-san/obj/cgi-bin/partner/main.o: cgi-bin/partner/main.c \
 lib/http/app.h lib/http/route.h lib/base/err.h lib/base/err.def \
 lib/base/field.h lib/base/permit.h lib/base/who.h lib/base/id.h \
 lib/base/permit.def lib/http/value.h cgi-bin/partner/partner.h \
 lib/domain/partner.h lib/domain/sale.h lib/domain/booking.h \
 lib/domain/seat.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/domain/trip.h lib/store/db.h build-san/q.h lib/http/req.h \
 lib/base/str.h
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
cgi-bin/partner/partner.h:
lib/domain/partner.h:
lib/domain/sale.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
lib/http/req.h:
lib/base/str.h:
