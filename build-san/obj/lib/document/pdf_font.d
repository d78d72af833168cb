build-san/obj/lib/document/pdf_font.o: lib/document/pdf_font.c \
 lib/document/pdf_font.h lib/base/err.h lib/base/err.def
lib/document/pdf_font.h:
lib/base/err.h:
lib/base/err.def:
