build-san/obj/lib/provider/satim.o: lib/provider/satim.c \
 lib/provider/satim.h lib/base/text.h lib/provider/call.h lib/base/err.h \
 lib/base/err.def lib/base/arena.h lib/base/conf.h lib/base/conf.def \
 lib/base/json.h lib/base/str.h
lib/provider/satim.h:
lib/base/text.h:
lib/provider/call.h:
lib/base/err.h:
lib/base/err.def:
lib/base/arena.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/json.h:
lib/base/str.h:
