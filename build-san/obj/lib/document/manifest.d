build-san/obj/lib/document/manifest.o: lib/document/manifest.c \
 lib/document/manifest.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/text.h lib/base/arena.h lib/base/id.h lib/base/str.h \
 lib/base/when.h lib/document/pdf.h lib/document/pdf_clean.h
lib/document/manifest.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/text.h:
lib/base/arena.h:
lib/base/id.h:
lib/base/str.h:
lib/base/when.h:
lib/document/pdf.h:
lib/document/pdf_clean.h:
