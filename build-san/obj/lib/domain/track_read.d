build-san/obj/lib/domain/track_read.o: lib/domain/track_read.c \
 lib/base/conf.h lib/base/conf.def lib/base/str.h lib/base/when.h \
 lib/domain/track.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/domain/geo.h lib/store/work.h lib/base/arena.h lib/base/text.h \
 lib/base/who.h lib/base/id.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/str.h:
lib/base/when.h:
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
