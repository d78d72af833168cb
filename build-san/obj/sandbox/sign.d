build-san/obj/sandbox/sign.o: sandbox/sign.c sandbox/sign.h \
 sandbox/form.h sandbox/buf.h sandbox/mem.h
sandbox/sign.h:
sandbox/form.h:
sandbox/buf.h:
sandbox/mem.h:
