build-san/obj/lib/base/id.o: lib/base/id.c lib/base/id.h lib/base/str.h
lib/base/id.h:
lib/base/str.h:
