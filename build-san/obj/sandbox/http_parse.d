build-san/obj/sandbox/http_parse.o: sandbox/http_parse.c sandbox/http.h \
 sandbox/buf.h
sandbox/http.h:
sandbox/buf.h:
