build-san/obj/sandbox/form.o: sandbox/form.c sandbox/form.h sandbox/mem.h
sandbox/form.h:
sandbox/mem.h:
