build-san/obj/sandbox/id.o: sandbox/id.c sandbox/id.h
sandbox/id.h:
