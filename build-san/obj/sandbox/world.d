build-san/obj/sandbox/world.o: sandbox/world.c sandbox/clock.h \
 sandbox/control.h sandbox/provider.h sandbox/http.h sandbox/buf.h \
 sandbox/fault.h sandbox/jw.h sandbox/home.h sandbox/id.h \
 sandbox/journal.h sandbox/loop.h sandbox/mem.h sandbox/outbound.h \
 sandbox/satim.h sandbox/sendgrid.h sandbox/sign.h sandbox/form.h \
 sandbox/twilio.h
sandbox/clock.h:
sandbox/control.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/fault.h:
sandbox/jw.h:
sandbox/home.h:
sandbox/id.h:
sandbox/journal.h:
sandbox/loop.h:
sandbox/mem.h:
sandbox/outbound.h:
sandbox/satim.h:
sandbox/sendgrid.h:
sandbox/sign.h:
sandbox/form.h:
sandbox/twilio.h:
