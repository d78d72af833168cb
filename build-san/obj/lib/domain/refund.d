build-san/obj/lib/domain/refund.o: lib/domain/refund.c \
 lib/domain/refund.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/field.h lib/base/log.h lib/provider/satim.h lib/provider/call.h \
 lib/store/db.h build-san/q.h
lib/domain/refund.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/field.h:
lib/base/log.h:
lib/provider/satim.h:
lib/provider/call.h:
lib/store/db.h:
build-san/q.h:
