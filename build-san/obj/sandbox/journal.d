build-san/obj/sandbox/journal.o: sandbox/journal.c sandbox/journal.h \
 sandbox/http.h sandbox/buf.h sandbox/clock.h sandbox/jw.h sandbox/mem.h \
 sandbox/sign.h sandbox/form.h
sandbox/journal.h:
sandbox/http.h:
sandbox/buf.h:
sandbox/clock.h:
sandbox/jw.h:
sandbox/mem.h:
sandbox/sign.h:
sandbox/form.h:
