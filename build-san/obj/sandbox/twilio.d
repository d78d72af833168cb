build-san/obj/sandbox/twilio.o: sandbox/twilio.c sandbox/twilio.h \
 sandbox/clock.h sandbox/jw.h sandbox/buf.h sandbox/provider.h \
 sandbox/http.h sandbox/control.h sandbox/form.h sandbox/mem.h \
 sandbox/settings.h sandbox/sign.h
sandbox/twilio.h:
sandbox/clock.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/control.h:
sandbox/form.h:
sandbox/mem.h:
sandbox/settings.h:
sandbox/sign.h:
