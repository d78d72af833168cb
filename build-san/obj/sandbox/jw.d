build-san/obj/sandbox/jw.o: sandbox/jw.c sandbox/jw.h sandbox/buf.h
sandbox/jw.h:
sandbox/buf.h:
