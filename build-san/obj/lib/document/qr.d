build-san/obj/lib/document/qr.o: lib/document/qr.c lib/document/qr.h \
 lib/base/err.h lib/base/err.def lib/base/arena.h lib/base/str.h
lib/document/qr.h:
lib/base/err.h:
lib/base/err.def:
lib/base/arena.h:
lib/base/str.h:
