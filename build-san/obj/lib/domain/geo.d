build-san/obj/lib/domain/geo.o: lib/domain/geo.c lib/domain/geo.h \
 lib/base/arena.h lib/base/str.h
lib/domain/geo.h:
lib/base/arena.h:
lib/base/str.h:
