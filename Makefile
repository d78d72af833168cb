# Abrid. A bare `make` prints the targets.
#
#   V=1 shows the commands; SANITIZE=1 builds with ASan and UBSan into build-san

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/bash

B := build$(if $(SANITIZE),-san)
O := $(B)/obj
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$(2)')

# ---- what is built from what ----

BASE := arena conf err fiber field id json keys log metric money otlp pack permit point ring signed str stream text trace when who
STORE := cache db jobs objects redis row state work
PROVIDER := call satim sendgrid sms sms_http twilio
DOCUMENT := chart csv ics manifest pdf pdf_clean pdf_font qr receipt render statement ticket ticket_code
DOMAIN := account aftersale booking booking_plan cancel change document fleet fleet_trip follow geo health insight lane ledger live manifest message notice operation otp otp_send owner partner partner_sale \
	payment place platform reconcile refund remap route sale search seat settlement signin staff statement ticket till track track_keep track_read trip user weak
HTTP := app captcha cors device edge gate idem input limit openapi openapi_answer page reply revoked route schema session step stream stream_ticket strict token transport value

LIB := $(BASE:%=base/%) $(STORE:%=store/%) $(PROVIDER:%=provider/%) $(DOCUMENT:%=document/%) \
	$(DOMAIN:%=domain/%) $(HTTP:%=http/%)

PROGRAMS := auth routes bookings payments tracking partner admin
auth_SRC := api join main mine mine_page page self steps
routes_SRC := api main page
bookings_SRC := after api main page paper
payments_SRC := api main page
tracking_SRC := api main page
partner_SRC := bookings buses change counter give_back main money operations staff till today trip
admin_SRC := bookings dashboard docs fleet health main money partners people reconcile routes settlements
ABRIDCTL_SRC := job key ledger main migrate openapi recover status
RELAY_SRC := channel client loop main redis revoked shake
FLEET_SRC := buses facts keep loop main mqtt passwords

WORLD_SRC := aggregator buf clock control fault form home http http_parse id journal jw loop map mem otlp outbound page \
	provider satim_answer satim_callback satim_card satim_control satim_order satim_page satim_rest \
	sendgrid sendgrid_check sendgrid_event settings sign twilio twilio_message world
BUSES_SRC := buses buses_plan buses_send
NETWORK_SRC := $(patsubst sandbox/%.c,%,$(wildcard sandbox/network*.c))

BINARIES := $(PROGRAMS:%=$(B)/cgi-bin/%) $(B)/sbin/worker $(B)/sbin/abridctl $(B)/sbin/relay $(B)/sbin/fleet \
	$(B)/sandbox/world $(B)/sandbox/network $(B)/sandbox/buses

# ---- flags ----

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wconversion -Werror
CFLAGS := -std=gnu17 -g $(WARN) -fstack-protector-strong -fPIE -MMD -MP
CPPFLAGS := -D_GNU_SOURCE -Ilib -I$(B) -isystem /usr/include/postgresql -isystem /usr/include/ClearSilver
ifdef SANITIZE
CPPFLAGS += -DABRID_POINTS
CFLAGS += -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS := -pie -fsanitize=address,undefined
else
CFLAGS += -O2 -D_FORTIFY_SOURCE=2
LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
endif

# Asked for only when something is compiled: `make` itself must run before the packages are there.
PANGO_CFLAGS = $(shell pkg-config --cflags pangocairo pangoft2 fontconfig | sed 's/-I/-isystem /g')
PANGO_LIBS = $(shell pkg-config --libs pangocairo pangoft2 fontconfig)
LIBS := -lpq -lhiredis -lcjson -lcurl -lsodium -lcrypto -lqrencode -lneo_cgi -lneo_cs -lneo_utl -lz -lm
WEB_LIBS := -lfcgi -ljwt

# ---- targets ----

help:
	@echo 'make run      build, start all of Abrid on this machine with the demo network, stay in front'
	@echo 'make test     prove it: lint, unit, database, HTTP, pages, browser, races'
	@echo 'make start | stop | status | reset     the same as run, in the background; reset forgets the data'
	@echo 'make all      build only (SANITIZE=1: with ASan and UBSan)'
	@echo 'make deps     install the Debian and npm packages that are missing'
	@echo 'make check-full   test with the full matrices and long races'
	@echo 'make bench    what it costs, beside something else in the same run (ONLY=search, hold, ...)'
	@echo 'make lint | unit | gold | schema | fmt | clean'

all: $(BINARIES) $(B)/lighttpd-routes.conf $(B)/api.html sql/roles.sql

$(B)/q.h: sql/queries.awk $(shell find sql/queries -name '*.sql' | LC_ALL=C sort)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(B)
	$(Q)awk -v want=h -f sql/queries.awk $(filter %.sql,$^) > $@.new && mv $@.new $@

$(B)/q.c: sql/queries.awk $(shell find sql/queries -name '*.sql' | LC_ALL=C sort)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(B)
	$(Q)awk -v want=c -f sql/queries.awk $(filter %.sql,$^) > $@.new && mv $@.new $@

sql/roles.sql: sql/roles.awk $(shell find sql/queries sql/functions -name '*.sql')
	$(call say,GEN,$@)
	$(Q)awk -v programs='abrid_auth, abrid_routes, abrid_bookings, abrid_payments, abrid_tracking, abrid_partner, abrid_admin, abrid_worker, abrid_fleet' \
		-f sql/roles.awk $(sort $(filter %.sql,$^)) > $@.new && mv $@.new $@

$(O)/q.o: $(B)/q.c $(B)/q.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(O)/lib/document/%.o: lib/document/%.c $(B)/q.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(PANGO_CFLAGS) $(CFLAGS) -c $< -o $@

$(O)/%.o: %.c $(B)/q.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(B)/libabrid.a: $(LIB:%=$(O)/lib/%.o) $(O)/q.o
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

define program
$(B)/cgi-bin/$(1): $$($(1)_SRC:%=$(O)/cgi-bin/$(1)/%.o) $(B)/libabrid.a
	$$(call say,LD,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(WEB_LIBS) $$(LIBS)
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

$(B)/sbin/worker: $(O)/sbin/worker.o $(B)/libabrid.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) $(PANGO_LIBS)

$(B)/sbin/abridctl: $(ABRIDCTL_SRC:%=$(O)/sbin/abridctl/%.o) $(B)/libabrid.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/sbin/relay: $(RELAY_SRC:%=$(O)/sbin/relay/%.o) $(B)/libabrid.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lwslay $(LIBS)

$(B)/sbin/fleet: $(FLEET_SRC:%=$(O)/sbin/fleet/%.o) $(B)/libabrid.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lmosquitto

$(B)/sandbox/world: $(WORLD_SRC:%=$(O)/sandbox/%.o)
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcjson -lcrypto

$(B)/sandbox/network: $(NETWORK_SRC:%=$(O)/sandbox/%.o)
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lpq -lsodium -lm

$(B)/sandbox/buses: $(BUSES_SRC:%=$(O)/sandbox/%.o)
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lpq -lmosquitto -lcrypto -lm

# Which path goes to which program and pool: from the rows themselves.
$(B)/lighttpd-routes.conf: deploy/routes.awk $(PROGRAMS:%=$(B)/cgi-bin/%)
	$(call say,GEN,$@)
	$(Q)for p in $(PROGRAMS); do $(B)/cgi-bin/$$p --routes || exit 1; done | awk -f deploy/routes.awk > $@.new && mv $@.new $@

# The description of the API: what each program says of its rows, joined; and the page made from it.
$(B)/describe/%.json: $(B)/cgi-bin/%
	$(Q)mkdir -p $(@D)
	$(Q)$< --describe > $@.new && mv $@.new $@

$(B)/openapi.json: docs/openapi.head.json $(PROGRAMS:%=$(B)/describe/%.json) $(B)/sbin/abridctl
	$(call say,GEN,$@)
	$(Q)$(B)/sbin/abridctl openapi join $(filter %.json,$^) > $@.new && mv $@.new $@

$(B)/api.html: $(B)/openapi.json deploy/api-page.mjs docs/websocket.md docs/mqtt.md
	$(call say,GEN,$@)
	$(Q)node deploy/api-page.mjs $< $(filter %.md,$^) > $@.new && mv $@.new $@

openapi: $(B)/openapi.json

# TypeScript types and a fetch client, from the description.
sdk: $(B)/openapi.json
	$(Q)mkdir -p $(B)/sdk
	$(Q)node deploy/sdk.mjs $< > $(B)/sdk/abrid.ts
	@echo $(B)/sdk/abrid.ts

# SECONDS_EACH=600 for each parser.
fuzz:
	$(Q)tests/fuzz/run $(or $(SECONDS_EACH),60)

deps:
	$(Q)deploy/local/deps all

vendor:
	$(Q)deploy/local/vendor

ready:
	$(Q)deploy/local/deps build run
	$(Q)deploy/local/vendor
	$(Q)$(MAKE) -j2 all

run start: ready
	$(Q)deploy/local/abrid $@

stop status reset:
	$(Q)deploy/local/abrid $@

test:
	$(Q)deploy/local/deps all
	$(Q)deploy/local/vendor
	$(Q)tests/run

check-full:
	$(Q)deploy/local/deps all
	$(Q)deploy/local/vendor
	$(Q)tests/run --full

lint unit:
	$(Q)tests/run $@

# One section: make bench ONLY=search
bench:
	$(Q)deploy/local/deps build run
	$(Q)tests/bench/run $(ONLY)

gold:
	$(Q)$(MAKE) -f tests/tests.mk page-programs
	$(Q)tests/page/accept build/test/page/test_pages

fmt:
	$(Q)git ls-files '*.c' '*.h' | xargs clang-format -i

schema:
	$(Q)tests/db/schema.sh --write

# Pages that are made from tables.
docs: $(B)/sbin/abridctl
	$(Q)$(B)/sbin/abridctl permissions > docs/permissions.md

clean:
	rm -rf build build-san

-include $(shell find $(O) -name '*.d' 2>/dev/null)

.PHONY: help all deps vendor ready run start stop status reset test check-full bench lint unit gold schema docs openapi sdk fuzz fmt clean
