build-san/obj/sandbox/satim_card.o: sandbox/satim_card.c sandbox/satim.h \
 sandbox/jw.h sandbox/buf.h sandbox/provider.h sandbox/http.h \
 sandbox/mem.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/mem.h:
