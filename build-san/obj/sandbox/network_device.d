build-san/obj/sandbox/network_device.o: sandbox/network_device.c \
 sandbox/network.h sandbox/network_types.h sandbox/network_copy.h
sandbox/network.h:
sandbox/network_types.h:
sandbox/network_copy.h:
