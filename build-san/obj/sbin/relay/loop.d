build-san/obj/sbin/relay/loop.o: sbin/relay/loop.c lib/base/when.h \
 sbin/relay/relay.h lib/base/stream.h lib/base/id.h lib/base/who.h
lib/base/when.h:
sbin/relay/relay.h:
lib/base/stream.h:
lib/base/id.h:
lib/base/who.h:
