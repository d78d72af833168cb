build-san/obj/sandbox/network.o: sandbox/network.c sandbox/network.h \
 sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
