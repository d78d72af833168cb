build-san/obj/lib/document/ticket_code.o: lib/document/ticket_code.c \
 lib/document/ticket_code.h lib/base/err.h lib/base/err.def lib/base/id.h \
 lib/base/arena.h lib/base/when.h
lib/document/ticket_code.h:
lib/base/err.h:
lib/base/err.def:
lib/base/id.h:
lib/base/arena.h:
lib/base/when.h:
