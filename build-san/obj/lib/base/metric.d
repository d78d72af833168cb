build-san/obj/lib/base/metric.o: lib/base/metric.c lib/base/metric.h \
 lib/base/metric.def lib/base/str.h
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
