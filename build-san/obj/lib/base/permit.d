build-san/obj/lib/base/permit.o: lib/base/permit.c lib/base/permit.h \
 lib/base/who.h lib/base/id.h lib/base/permit.def
lib/base/permit.h:
lib/base/who.h:
lib/base/id.h:
lib/base/permit.def:
