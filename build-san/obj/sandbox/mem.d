build-san/obj/sandbox/mem.o: sandbox/mem.c sandbox/mem.h
sandbox/mem.h:
