build-san/obj/cgi-bin/payments/main.o: cgi-bin/payments/main.c \
 lib/http/app.h lib/http/route.h lib/base/err.h lib/base/err.def \
 lib/base/field.h lib/base/permit.h lib/base/who.h lib/base/id.h \
 lib/base/permit.def lib/http/value.h cgi-bin/payments/payments.h \
 lib/domain/payment.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/http/req.h lib/base/str.h lib/provider/call.h
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
cgi-bin/payments/payments.h:
lib/domain/payment.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/http/req.h:
lib/base/str.h:
lib/provider/call.h:
