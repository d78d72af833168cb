build-san/obj/q.o: build-san/q.c build-san/q.h
build-san/q.h:
