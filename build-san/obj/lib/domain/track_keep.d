build-san/obj/lib/domain/track_keep.o: lib/domain/track_keep.c \
 lib/domain/track.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/domain/geo.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h lib/store/db.h build-san/q.h
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
lib/store/db.h:
build-san/q.h:
