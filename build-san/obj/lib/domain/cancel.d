build-san/obj/lib/domain/cancel.o: lib/domain/cancel.c \
 lib/domain/cancel.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/field.h lib/base/log.h lib/base/metric.h lib/base/metric.def \
 lib/domain/seat.h lib/domain/search.h lib/domain/trip.h lib/store/db.h \
 build-san/q.h
lib/domain/cancel.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/field.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/domain/seat.h:
lib/domain/search.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
