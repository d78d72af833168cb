build-san/obj/sandbox/network_bus.o: sandbox/network_bus.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
