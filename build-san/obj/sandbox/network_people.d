build-san/obj/sandbox/network_people.o: sandbox/network_people.c \
 sandbox/network.h sandbox/network_types.h
sandbox/network.h:
sandbox/network_types.h:
