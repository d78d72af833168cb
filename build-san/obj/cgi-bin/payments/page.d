build-san/obj/cgi-bin/payments/page.o: cgi-bin/payments/page.c \
 cgi-bin/payments/payments.h lib/domain/payment.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/store/work.h lib/base/arena.h \
 lib/base/text.h lib/base/who.h lib/base/id.h lib/http/req.h \
 lib/base/str.h lib/http/route.h lib/base/permit.h lib/base/permit.def \
 lib/http/value.h lib/base/conf.h lib/base/conf.def lib/base/when.h \
 lib/domain/booking.h lib/domain/seat.h lib/domain/trip.h \
 lib/domain/ticket.h lib/http/captcha.h lib/http/gate.h
cgi-bin/payments/payments.h:
lib/domain/payment.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/permit.h:
lib/base/permit.def:
lib/http/value.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/when.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/domain/trip.h:
lib/domain/ticket.h:
lib/http/captcha.h:
lib/http/gate.h:
