build-san/obj/sandbox/buses_plan.o: sandbox/buses_plan.c sandbox/buses.h
sandbox/buses.h:
