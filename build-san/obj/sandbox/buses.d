build-san/obj/sandbox/buses.o: sandbox/buses.c sandbox/buses.h
sandbox/buses.h:
