build-san/obj/sandbox/satim_rest.o: sandbox/satim_rest.c sandbox/satim.h \
 sandbox/jw.h sandbox/buf.h sandbox/provider.h sandbox/http.h \
 sandbox/clock.h sandbox/form.h sandbox/mem.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/clock.h:
sandbox/form.h:
sandbox/mem.h:
