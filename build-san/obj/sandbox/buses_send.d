build-san/obj/sandbox/buses_send.o: sandbox/buses_send.c sandbox/buses.h
sandbox/buses.h:
