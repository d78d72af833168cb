build-san/obj/lib/domain/payment.o: lib/domain/payment.c \
 lib/domain/payment.h lib/base/err.h lib/base/err.def lib/base/field.h \
 lib/store/work.h lib/base/arena.h lib/base/text.h lib/base/who.h \
 lib/base/id.h lib/base/conf.h lib/base/conf.def lib/base/log.h \
 lib/base/metric.h lib/base/metric.def lib/base/str.h lib/base/when.h \
 lib/domain/seat.h lib/provider/satim.h lib/provider/call.h \
 lib/store/db.h build-san/q.h
lib/domain/payment.h:
lib/base/err.h:
lib/base/err.def:
lib/base/field.h:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/metric.h:
lib/base/metric.def:
lib/base/str.h:
lib/base/when.h:
lib/domain/seat.h:
lib/provider/satim.h:
lib/provider/call.h:
lib/store/db.h:
build-san/q.h:
