build-san/obj/lib/provider/sendgrid.o: lib/provider/sendgrid.c \
 lib/provider/sendgrid.h lib/provider/call.h lib/base/err.h \
 lib/base/err.def lib/base/arena.h lib/base/conf.h lib/base/conf.def \
 lib/base/json.h lib/base/str.h
lib/provider/sendgrid.h:
lib/provider/call.h:
lib/base/err.h:
lib/base/err.def:
lib/base/arena.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/json.h:
lib/base/str.h:
