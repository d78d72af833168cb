build-san/obj/sandbox/twilio_message.o: sandbox/twilio_message.c \
 sandbox/twilio.h sandbox/clock.h sandbox/jw.h sandbox/buf.h \
 sandbox/provider.h sandbox/http.h sandbox/form.h sandbox/id.h \
 sandbox/map.h sandbox/mem.h sandbox/outbound.h sandbox/sign.h
sandbox/twilio.h:
sandbox/clock.h:
sandbox/jw.h:
sandbox/buf.h:
sandbox/provider.h:
sandbox/http.h:
sandbox/form.h:
sandbox/id.h:
sandbox/map.h:
sandbox/mem.h:
sandbox/outbound.h:
sandbox/sign.h:
