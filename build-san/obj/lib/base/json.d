build-san/obj/lib/base/json.o: lib/base/json.c lib/base/json.h \
 lib/base/str.h
lib/base/json.h:
lib/base/str.h:
