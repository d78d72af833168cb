build-san/obj/lib/base/who.o: lib/base/who.c lib/base/who.h lib/base/id.h
lib/base/who.h:
lib/base/id.h:
