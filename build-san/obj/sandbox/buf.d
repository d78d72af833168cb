build-san/obj/sandbox/buf.o: sandbox/buf.c sandbox/buf.h sandbox/mem.h
sandbox/buf.h:
sandbox/mem.h:
