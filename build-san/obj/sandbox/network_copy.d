build-san/obj/sandbox/network_copy.o: sandbox/network_copy.c \
 sandbox/network_copy.h sandbox/network.h sandbox/network_types.h
sandbox/network_copy.h:
sandbox/network.h:
sandbox/network_types.h:
