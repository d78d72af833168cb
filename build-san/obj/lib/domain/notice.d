build-san/obj/lib/domain/notice.o: lib/domain/notice.c \
 lib/domain/notice.h lib/base/err.h lib/base/err.def lib/store/work.h \
 lib/base/arena.h lib/base/text.h lib/base/who.h lib/base/id.h \
 lib/base/conf.h lib/base/conf.def lib/base/log.h lib/base/str.h \
 lib/base/when.h lib/document/render.h lib/base/field.h \
 lib/domain/booking.h lib/domain/seat.h lib/domain/trip.h \
 lib/domain/ticket.h lib/provider/sendgrid.h lib/provider/call.h \
 lib/provider/twilio.h lib/store/db.h build-san/q.h
lib/domain/notice.h:
lib/base/err.h:
lib/base/err.def:
lib/store/work.h:
lib/base/arena.h:
lib/base/text.h:
lib/base/who.h:
lib/base/id.h:
lib/base/conf.h:
lib/base/conf.def:
lib/base/log.h:
lib/base/str.h:
lib/base/when.h:
lib/document/render.h:
lib/base/field.h:
lib/domain/booking.h:
lib/domain/seat.h:
lib/domain/trip.h:
lib/domain/ticket.h:
lib/provider/sendgrid.h:
lib/provider/call.h:
lib/provider/twilio.h:
lib/store/db.h:
build-san/q.h:
