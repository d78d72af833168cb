build-san/obj/sandbox/sendgrid_event.o: sandbox/sendgrid_event.c \
 sandbox/sendgrid.h sandbox/clock.h sandbox/provider.h sandbox/http.h \
 sandbox/buf.h sandbox/id.h sandbox/jw.h sandbox/mem.h sandbox/outbound.h \
 sandbox/sign.h sandbox/form.h
sandbox/sendgrid.h:
sandbox/clock.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/id.h:
sandbox/jw.h:
sandbox/mem.h:
sandbox/outbound.h:
sandbox/sign.h:
sandbox/form.h:
