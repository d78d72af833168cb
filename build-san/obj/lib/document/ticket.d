build-san/obj/lib/document/ticket.o: lib/document/ticket.c \
 lib/document/ticket.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/base/text.h lib/base/arena.h lib/base/str.h lib/base/when.h \
 lib/document/pdf.h lib/document/pdf_clean.h lib/document/qr.h
lib/document/ticket.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/base/text.h:
lib/base/arena.h:
lib/base/str.h:
lib/base/when.h:
lib/document/pdf.h:
lib/document/pdf_clean.h:
lib/document/qr.h:
