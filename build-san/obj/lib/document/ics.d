build-san/obj/lib/document/ics.o: lib/document/ics.c lib/document/ics.h \
 lib/base/text.h lib/base/arena.h lib/base/str.h lib/base/when.h
lib/document/ics.h:
lib/base/text.h:
lib/base/arena.h:
lib/base/str.h:
lib/base/when.h:
