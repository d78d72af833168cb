build-san/obj/cgi-bin/tracking/page.o: cgi-bin/tracking/page.c \
 cgi-bin/tracking/tracking.h lib/http/req.h lib/base/str.h \
 lib/http/route.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/permit.h lib/base/who.h lib/base/id.h lib/base/permit.def \
 lib/http/value.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/conf.h lib/base/conf.def lib/base/stream.h lib/base/when.h \
 lib/domain/follow.h lib/domain/trip.h lib/http/stream_ticket.h
cgi-bin/tracking/tracking.h:
lib/http/req.h:
lib/base/str.h:
lib/http/route.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/permit.h:
lib/base/who.h:
lib/base/id.h:
lib/base/permit.def:
lib/http/value.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/stream.h:
lib/base/when.h:
lib/domain/follow.h:
lib/domain/trip.h:
lib/http/stream_ticket.h:
