build-san/obj/lib/http/strict.o: lib/http/strict.c lib/http/strict.h \
 lib/base/str.h
lib/http/strict.h:
lib/base/str.h:
