build-san/obj/sandbox/fault.o: sandbox/fault.c sandbox/fault.h \
 sandbox/jw.h sandbox/buf.h sandbox/mem.h
sandbox/fault.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/mem.h:
