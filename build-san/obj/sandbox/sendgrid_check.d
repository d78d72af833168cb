build-san/obj/sandbox/sendgrid_check.o: sandbox/sendgrid_check.c \
 sandbox/sendgrid.h sandbox/clock.h sandbox/provider.h sandbox/http.h \
 sandbox/buf.h sandbox/jw.h sandbox/map.h sandbox/mem.h sandbox/sign.h \
 sandbox/form.h
sandbox/sendgrid.h:
sandbox/clock.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/jw.h:
sandbox/map.h:
sandbox/mem.h:
sandbox/sign.h:
sandbox/form.h:
