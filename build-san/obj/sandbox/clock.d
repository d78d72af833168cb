build-san/obj/sandbox/clock.o: sandbox/clock.c sandbox/clock.h \
 sandbox/mem.h
sandbox/clock.h:
sandbox/mem.h:
