build-san/obj/sandbox/map.o: sandbox/map.c sandbox/map.h sandbox/mem.h
sandbox/map.h:
sandbox/mem.h:
