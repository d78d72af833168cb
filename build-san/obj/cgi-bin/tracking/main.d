build-san/obj/cgi-bin/tracking/main.o: cgi-bin/tracking/main.c \
 lib/domain/track.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/domain/geo.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/http/app.h lib/http/route.h \
 lib/base/permit.h lib/base/permit.def lib/http/value.h \
 cgi-bin/tracking/tracking.h lib/http/req.h lib/base/str.h
lib/domain/track.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/domain/geo.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/http/app.h:
lib/http/route.h:
lib/base/permit.h:
lib/base/permit.def:
lib/http/value.h:
cgi-bin/tracking/tracking.h:
lib/http/req.h:
lib/base/str.h:
