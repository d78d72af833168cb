build-san/obj/sbin/relay/redis.o: sbin/relay/redis.c lib/base/conf.h \
 lib/base/conf.def lib/base/log.h lib/base/str.h sbin/relay/relay.h \
 lib/base/stream.h lib/base/id.h lib/base/who.h
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/str.h:
sbin/relay/relay.h:
lib/base/stream.h:
lib/base/id.h:
lib/base/who.h:
