build-san/obj/sandbox/satim_callback.o: sandbox/satim_callback.c \
 sandbox/satim.h sandbox/jw.h sandbox/buf.h sandbox/provider.h \
 sandbox/http.h sandbox/form.h sandbox/mem.h sandbox/outbound.h \
 sandbox/sign.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/form.h:
sandbox/mem.h:
sandbox/outbound.h:
sandbox/sign.h:
