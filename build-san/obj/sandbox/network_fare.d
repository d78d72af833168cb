build-san/obj/sandbox/network_fare.o: sandbox/network_fare.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
