build-san/obj/sandbox/network_road.o: sandbox/network_road.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
