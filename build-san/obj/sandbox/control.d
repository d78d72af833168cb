build-san/obj/sandbox/control.o: sandbox/control.c sandbox/control.h \
 sandbox/provider.h sandbox/http.h sandbox/buf.h sandbox/clock.h \
 sandbox/fault.h sandbox/jw.h sandbox/form.h sandbox/id.h \
 sandbox/journal.h sandbox/outbound.h
sandbox/control.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/clock.h:
sandbox/fault.h:
sandbox/jw.h:
sandbox/form.h:
sandbox/id.h:
sandbox/journal.h:
sandbox/outbound.h:
