build-san/obj/sandbox/home.o: sandbox/home.c sandbox/home.h \
 sandbox/http.h sandbox/buf.h sandbox/clock.h sandbox/form.h \
 sandbox/journal.h sandbox/page.h sandbox/provider.h sandbox/satim.h \
 sandbox/jw.h sandbox/sendgrid.h sandbox/sign.h sandbox/twilio.h
sandbox/home.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/clock.h:
sandbox/form.h:
sandbox/journal.h:
sandbox/page.h:
sandbox/provider.h:
sandbox/satim.h:
sandbox/jw.h:
sandbox/sendgrid.h:
sandbox/sign.h:
sandbox/twilio.h:
