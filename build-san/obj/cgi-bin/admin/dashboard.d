build-san/obj/cgi-bin/admin/dashboard.o: cgi-bin/admin/dashboard.c \
 cgi-bin/admin/admin.h lib/domain/platform.h lib/base/err.h \
 lib/base/err.def lib/base/field.h lib/domain/sale.h lib/domain/booking.h \
 lib/domain/seat.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/domain/trip.h lib/store/db.h \
 build-san/q.h lib/http/req.h lib/base/str.h lib/http/route.h \
 lib/base/permit.h lib/base/permit.def lib/http/value.h lib/base/when.h \
 lib/document/chart.h lib/domain/insight.h
cgi-bin/admin/admin.h:
lib/domain/platform.h:
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
lib/document/chart.h:
lib/domain/insight.h:
