build-san/obj/lib/provider/twilio.o: lib/provider/twilio.c \
 lib/provider/twilio.h lib/provider/call.h lib/base/err.h \
 lib/base/err.def lib/base/arena.h lib/base/conf.h lib/base/conf.def \
 lib/base/str.h
lib/provider/twilio.h:
lib/provider/call.h:
lib/base/err.h:
lib/base/err.def:
lib/base/arena.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/str.h:
