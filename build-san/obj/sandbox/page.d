build-san/obj/sandbox/page.o: sandbox/page.c sandbox/page.h \
 sandbox/http.h sandbox/buf.h
sandbox/page.h:
sandbox/http.h:
sandbox/buf.h:
