build-san/obj/lib/document/csv.o: lib/document/csv.c lib/document/csv.h \
 lib/base/field.h lib/base/str.h lib/base/text.h lib/base/arena.h \
 lib/base/when.h
lib/document/csv.h:
lib/base/field.h:
lib/base/str.h:
lib/base/text.h:
lib/base/arena.h:
lib/base/when.h:
