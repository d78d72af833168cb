build-san/obj/sandbox/satim_order.o: sandbox/satim_order.c \
 sandbox/satim.h sandbox/jw.h sandbox/buf.h sandbox/provider.h \
 sandbox/http.h sandbox/clock.h sandbox/id.h sandbox/map.h sandbox/mem.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/clock.h:
sandbox/id.h:
sandbox/map.h:
sandbox/mem.h:
