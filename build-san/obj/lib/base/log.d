build-san/obj/lib/base/log.o: lib/base/log.c lib/base/log.h \
 lib/base/str.h lib/base/when.h
lib/base/log.h:
lib/base/str.h:
lib/base/when.h:
