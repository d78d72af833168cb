build-san/obj/sandbox/settings.o: sandbox/settings.c sandbox/settings.h \
 sandbox/provider.h sandbox/http.h sandbox/buf.h sandbox/control.h \
 sandbox/jw.h sandbox/mem.h
sandbox/settings.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/control.h:
sandbox/jw.h:
sandbox/mem.h:
