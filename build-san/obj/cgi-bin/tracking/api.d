build-san/obj/cgi-bin/tracking/api.o: cgi-bin/tracking/api.c \
 cgi-bin/tracking/tracking.h lib/http/req.h lib/base/str.h \
 lib/http/route.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/permit.h lib/base/who.h lib/base/id.h lib/base/permit.def \
 lib/http/value.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/domain/live.h lib/domain/track.h lib/domain/geo.h
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
lib/domain/live.h:
lib/domain/track.h:
lib/domain/geo.h:
