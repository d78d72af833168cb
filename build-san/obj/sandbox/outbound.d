build-san/obj/sandbox/outbound.o: sandbox/outbound.c sandbox/outbound.h \
 sandbox/http.h sandbox/buf.h sandbox/clock.h sandbox/journal.h \
 sandbox/loop.h sandbox/mem.h
sandbox/outbound.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/clock.h:
sandbox/journal.h:
sandbox/loop.h:
sandbox/mem.h:
