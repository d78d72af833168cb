# How the tests are built, always under ASan and UBSan, whatever the rest is built with. Included by
# the Makefile, or used alone: make -f tests/tests.mk unit
#
#   unit      tests/unit/test_*.c, one program each
#   lint      tests/lint/run and its own test
#   http-self the transcript runner, proven against a small server
#   db        statements and guards against the database named by ABRID_TEST_DB

TB ?= build/test
TQ := $(if $(V),,@)
T_PKGS := libpq hiredis libcjson libjwt libcurl libsodium libcrypto pangocairo pangoft2 fontconfig libqrencode zlib
T_FLAGS := -std=gnu17 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wno-missing-field-initializers -Wvla -Wconversion -Werror -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer -DABRID_TEST -MMD -MP -Ilib -I$(TB) -isystem /usr/include/ClearSilver \
	$(shell pkg-config --cflags $(T_PKGS))
T_LIBS := -lcmocka $(shell pkg-config --libs $(T_PKGS)) -lfcgi -lneo_cgi -lneo_cs -lneo_utl -lm

T_SQL := $(sort $(wildcard sql/queries/*/*.sql))
T_LIB := $(wildcard lib/base/*.c lib/store/*.c lib/http/*.c lib/document/*.c)
T_KIT := $(filter-out $(wildcard tests/unit/test_*.c),$(wildcard tests/unit/*.c))
T_OBJ := $(T_LIB:%.c=$(TB)/%.o) $(TB)/q.o $(T_KIT:%.c=$(TB)/%.o)
T_UNIT := $(patsubst tests/unit/%.c,$(TB)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: unit lint http-self db

$(TB)/q.h $(TB)/q.c: $(TB)/q.%: sql/queries.awk $(T_SQL)
	@mkdir -p $(@D)
	$(TQ)LC_ALL=C awk -v want=$* -f $< $(T_SQL) > $@

$(TB)/%.o: %.c | $(TB)/q.h
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -c $< -o $@
$(TB)/q.o: $(TB)/q.c $(TB)/q.h
	$(TQ)$(CC) $(T_FLAGS) -c $< -o $@

# An archive, so that a test that includes a .c takes the rest of the library without it.
$(TB)/lib.a: $(T_OBJ)
	$(TQ)rm -f $@ && ar rcs $@ $^

$(TB)/unit/%: tests/unit/%.c $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d -Itests/unit $< $(TB)/lib.a $(T_LIBS) -o $@

$(TB)/db/%: tests/db/%.c $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d -Itests/unit $< $(TB)/lib.a $(T_LIBS) -o $@

T_RUNNER := $(wildcard tests/http/*.c)
$(TB)/http/runner: $(T_RUNNER:%.c=$(TB)/%.o) $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) $^ $(T_LIBS) -o $@

http-self: $(TB)/http/runner
	$(TQ)tests/http/selftest.sh $<

lint:
	$(TQ)tests/lint/run
	$(TQ)tests/lint/selftest | grep -v '^ok'

unit: $(T_UNIT)
	$(TQ)tests/tap $^

-include $(T_OBJ:.o=.d) $(T_RUNNER:%.c=$(TB)/%.d) $(T_UNIT:=.d)
