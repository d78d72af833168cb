build-san/obj/lib/document/pdf_clean.o: lib/document/pdf_clean.c \
 lib/document/pdf_clean.h lib/base/arena.h lib/base/str.h \
 lib/document/pdf_font.h lib/base/err.h lib/base/err.def
lib/document/pdf_clean.h:
lib/base/arena.h:
lib/base/str.h:
lib/document/pdf_font.h:
lib/base/err.h:
lib/base/err.def:
