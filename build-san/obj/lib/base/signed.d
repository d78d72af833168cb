build-san/obj/lib/base/signed.o: lib/base/signed.c lib/base/signed.h \
 lib/base/id.h lib/base/str.h
lib/base/signed.h:
lib/base/id.h:
lib/base/str.h:
