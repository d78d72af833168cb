build-san/obj/lib/domain/document.o: lib/domain/document.c \
 lib/base/conf.h lib/base/conf.def lib/base/field.h lib/base/when.h \
 lib/domain/ticket.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/domain/trip.h lib/store/db.h build-san/q.h lib/store/objects.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/field.h:
lib/base/when.h:
lib/domain/ticket.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/domain/trip.h:
lib/store/db.h:
build-san/q.h:
lib/store/objects.h:
