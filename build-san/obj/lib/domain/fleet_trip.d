build-san/obj/lib/domain/fleet_trip.o: lib/domain/fleet_trip.c \
 lib/domain/fleet_trip.h lib/domain/fleet.h lib/domain/geo.h \
 lib/domain/live.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/domain/track.h lib/base/when.h
lib/domain/fleet_trip.h:
lib/domain/fleet.h:
lib/domain/geo.h:
lib/domain/live.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/track.h:
lib/base/when.h:
