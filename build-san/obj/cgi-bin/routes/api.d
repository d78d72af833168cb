build-san/obj/cgi-bin/routes/api.o: cgi-bin/routes/api.c \
 cgi-bin/routes/routes.h lib/domain/search.h lib/domain/trip.h \
 lib/base/err.h lib/base/err.def lib/base/field.h lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/http/req.h lib/base/str.h lib/http/route.h lib/base/permit.h \
 lib/base/permit.def lib/http/value.h lib/base/conf.h lib/base/conf.def \
 lib/base/when.h lib/domain/place.h lib/domain/route.h lib/domain/seat.h
cgi-bin/routes/routes.h:
lib/domain/search.h:
lib/domain/trip.h:
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
lib/domain/place.h:
lib/domain/route.h:
lib/domain/seat.h:
