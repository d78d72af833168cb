# Abrid. `make` alone prints the targets.
#
#   make run      build, start everything on this machine, load the demo network, stay in front
#   make test     everything the project can prove about itself, on free ports
#   make all      build only          V=1 shows the commands, SANITIZE=1 builds with ASan and UBSan

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $(2))

BUILD ?= build$(if $(SANITIZE),-san)
O := $(BUILD)/obj

PKGS := libpq hiredis libcjson libjwt libcurl libsodium libcrypto
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wconversion -Werror
CFLAGS := -std=gnu17 -O2 -g $(WARN) -fstack-protector-strong -fPIE -MMD -MP -Ilib -I$(BUILD)
ifdef SANITIZE
CFLAGS += -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DABRID_TEST
LDFLAGS := -fsanitize=address,undefined -pie
else
CFLAGS += -D_FORTIFY_SOURCE=2
LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
endif

BASE := arena conf err field id json keys log metric money str text when who
STORE := cache db jobs objects redis row work
PROVIDER := call satim twilio sendgrid
DOCUMENT := render qr ticket_code ics
HTTP := app gate idem input limit page reply route session token transport value
DOMAIN := place route trip fare seat booking payment notice user
DRAW := pdf ticket receipt

LIB := $(BASE:%=base/%) $(STORE:%=store/%) $(PROVIDER:%=provider/%) $(DOCUMENT:%=document/%) \
       $(DOMAIN:%=domain/%)
LIB_O := $(LIB:%=$(O)/lib/%.o) $(O)/q.o
HTTP_O := $(HTTP:%=$(O)/lib/http/%.o)
DRAW_O := $(DRAW:%=$(O)/lib/document/%.o)

include deploy/make/programs.mk
