build-san/obj/sandbox/sendgrid.o: sandbox/sendgrid.c sandbox/sendgrid.h \
 sandbox/clock.h sandbox/provider.h sandbox/http.h sandbox/buf.h \
 sandbox/control.h sandbox/form.h sandbox/id.h sandbox/jw.h sandbox/map.h \
 sandbox/mem.h sandbox/settings.h sandbox/sign.h
sandbox/sendgrid.h:
sandbox/clock.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/control.h:
sandbox/form.h:
sandbox/id.h:
sandbox/jw.h:
sandbox/map.h:
sandbox/mem.h:
sandbox/settings.h:
sandbox/sign.h:
