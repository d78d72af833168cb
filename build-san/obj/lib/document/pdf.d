build-san/obj/lib/document/pdf.o: lib/document/pdf.c lib/document/pdf.h \
 lib/base/err.h lib/base/err.def lib/base/text.h lib/document/pdf_clean.h \
 lib/base/arena.h lib/base/str.h lib/base/when.h lib/document/pdf_font.h \
 lib/document/qr.h
lib/document/pdf.h:
lib/base/err.h:
lib/base/err.def:
lib/base/text.h:
lib/document/pdf_clean.h:
lib/base/arena.h:
lib/base/str.h:
lib/base/when.h:
lib/document/pdf_font.h:
lib/document/qr.h:
