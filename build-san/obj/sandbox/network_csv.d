build-san/obj/sandbox/network_csv.o: sandbox/network_csv.c \
 sandbox/network.h sandbox/network_types.h sandbox/network_csv.h
sandbox/network.h:
sandbox/network_types.h:
sandbox/network_csv.h:
