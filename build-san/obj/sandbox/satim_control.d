build-san/obj/sandbox/satim_control.o: sandbox/satim_control.c \
 sandbox/satim.h sandbox/jw.h sandbox/buf.h sandbox/provider.h \
 sandbox/http.h sandbox/clock.h sandbox/control.h sandbox/form.h \
 sandbox/outbound.h sandbox/settings.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/clock.h:
sandbox/control.h:
sandbox/form.h:
sandbox/outbound.h:
sandbox/settings.h:
