build-san/obj/sandbox/http.o: sandbox/http.c sandbox/http.h sandbox/buf.h \
 sandbox/clock.h sandbox/loop.h sandbox/mem.h
sandbox/http.h:
sandbox/buf.h:
sandbox/clock.h:
sandbox/loop.h:
sandbox/mem.h:
