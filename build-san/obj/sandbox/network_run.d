build-san/obj/sandbox/network_run.o: sandbox/network_run.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
