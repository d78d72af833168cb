build-san/obj/sandbox/provider.o: sandbox/provider.c sandbox/provider.h \
 sandbox/http.h sandbox/buf.h sandbox/fault.h sandbox/jw.h \
 sandbox/journal.h sandbox/mem.h
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/fault.h:
sandbox/jw.h:
sandbox/journal.h:
sandbox/mem.h:
