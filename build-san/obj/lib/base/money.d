build-san/obj/lib/base/money.o: lib/base/money.c lib/base/money.h
lib/base/money.h:
