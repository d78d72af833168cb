build-san/obj/sandbox/network_plan.o: sandbox/network_plan.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
