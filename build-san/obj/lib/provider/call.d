build-san/obj/lib/provider/call.o: lib/provider/call.c \
 lib/provider/call.h lib/base/err.h lib/base/err.def lib/base/arena.h \
 lib/base/log.h lib/base/metric.h lib/base/metric.def lib/base/str.h \
 lib/base/when.h
lib/provider/call.h:
lib/base/err.h:
lib/base/err.def:
lib/base/arena.h:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/when.h:
