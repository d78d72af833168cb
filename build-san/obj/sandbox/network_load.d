build-san/obj/sandbox/network_load.o: sandbox/network_load.c \
 sandbox/network.h sandbox/network_types.h sandbox/network_copy.h \
 sandbox/network_csv.h
sandbox/network.h:
sandbox/network_types.h:
sandbox/network_copy.h:
sandbox/network_csv.h:
