build-san/obj/lib/document/chart.o: lib/document/chart.c \
 lib/document/chart.h lib/base/str.h
lib/document/chart.h:
lib/base/str.h:
