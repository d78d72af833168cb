build-san/obj/sandbox/satim_answer.o: sandbox/satim_answer.c \
 sandbox/satim.h sandbox/jw.h sandbox/buf.h sandbox/provider.h \
 sandbox/http.h
sandbox/satim.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
