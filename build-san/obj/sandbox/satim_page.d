build-san/obj/sandbox/satim_page.o: sandbox/satim_page.c sandbox/satim.h \
 sandbox/jw.h sandbox/buf.h sandbox/provider.h sandbox/http.h \
 sandbox/form.h sandbox/page.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/form.h:
sandbox/page.h:
