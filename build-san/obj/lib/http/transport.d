build-san/obj/lib/http/transport.o: lib/http/transport.c \
 lib/http/transport.h lib/base/log.h
lib/http/transport.h:
lib/base/log.h:
