build-san/obj/sandbox/loop.o: sandbox/loop.c sandbox/loop.h \
 sandbox/clock.h
sandbox/loop.h:
sandbox/clock.h:
