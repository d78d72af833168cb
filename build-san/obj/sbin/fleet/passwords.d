build-san/obj/sbin/fleet/passwords.o: sbin/fleet/passwords.c \
 lib/base/conf.h lib/base/conf.def lib/base/id.h lib/base/log.h \
 lib/base/str.h sbin/fleet/process.h lib/domain/fleet.h lib/domain/geo.h \
 lib/domain/live.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/domain/track.h lib/store/db.h build-san/q.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/id.h:
lib/base/log.h:
lib/base/str.h:
sbin/fleet/process.h:
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
lib/domain/track.h:
lib/store/db.h:
build-san/q.h:
