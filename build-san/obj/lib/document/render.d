build-san/obj/lib/document/render.o: lib/document/render.c \
 lib/document/render.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/text.h lib/base/arena.h lib/base/str.h lib/base/when.h
lib/document/render.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/text.h:
lib/base/arena.h:
lib/base/str.h:
lib/base/when.h:
