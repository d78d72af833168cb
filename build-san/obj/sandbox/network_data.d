build-san/obj/sandbox/network_data.o: sandbox/network_data.c \
 sandbox/network.h sandbox/network_types.h sandbox/network_csv.h
sandbox/network.h:
sandbox/network_types.h:
sandbox/network_csv.h:
