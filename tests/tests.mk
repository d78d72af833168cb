# How the test programs are built, always under ASan and UBSan, whatever the rest is built with
# (but the load programs, which press on released ones). tests/run asks for them:
#
#   unit-programs     tests/unit/test_*.c, one program each, into build/test/unit
#   db-programs       the same against the database named by ABRID_TEST_DB
#   sandbox-programs  tests/sandbox/test_*.c: the world outside and the demo network
#   load-programs     tests/load/*.c against a running copy
#   bench-programs    tests/bench/*.c, what the benchmark lacks in tools
#   http-runner       the runner of tests/http/*.t
#   page-programs     every template with every language, and the preview of pages

TB ?= build/test
TQ := $(if $(V),,@)
T_PKGS := libpq hiredis libcjson libjwt libcurl libsodium libcrypto pangocairo pangoft2 fontconfig libqrencode zlib
T_FLAGS := -std=gnu17 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wno-missing-field-initializers -Wvla -Wconversion -Werror -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer -DABRID_TEST -MMD -MP -Ilib -I$(TB) -isystem /usr/include/ClearSilver \
	$(shell pkg-config --cflags $(T_PKGS))
T_LIBS := -lcmocka $(shell pkg-config --libs $(T_PKGS)) -lfcgi -lneo_cgi -lneo_cs -lneo_utl -lm

T_SQL := $(sort $(wildcard sql/queries/*/*.sql))
T_LIB := $(wildcard lib/base/*.c lib/store/*.c lib/http/*.c lib/document/*.c lib/provider/*.c lib/domain/*.c)
T_KIT := $(filter-out $(wildcard tests/unit/test_*.c),$(wildcard tests/unit/*.c))
T_OBJ := $(T_LIB:%.c=$(TB)/%.o) $(TB)/q.o $(T_KIT:%.c=$(TB)/%.o)
T_UNIT := $(patsubst tests/unit/%.c,$(TB)/unit/%,$(wildcard tests/unit/test_*.c))

T_FUZZ := $(patsubst tests/fuzz/%.c,$(TB)/fuzz/%,$(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))

T_DB := $(patsubst tests/db/%.c,$(TB)/db/%,$(wildcard tests/db/test_*.c))
T_SANDBOX := $(TB)/sandbox/test_world $(TB)/sandbox/test_network
T_LOAD := $(patsubst tests/load/%.c,$(TB)/load/%,$(shell grep -lE '^int main' tests/load/*.c))
T_BENCH := $(patsubst tests/bench/%.c,$(TB)/bench/%,$(wildcard tests/bench/*.c))
T_PAGE := $(patsubst tests/page/%.c,$(TB)/page/%,$(wildcard tests/page/test_*.c)) $(TB)/page/preview

.SECONDARY:
.PHONY: unit-programs db-programs sandbox-programs load-programs bench-programs http-runner page-programs
unit-programs: $(T_UNIT) $(T_FUZZ)
db-programs: $(T_DB)
sandbox-programs: $(T_SANDBOX)
load-programs: $(T_LOAD)
bench-programs: $(T_BENCH)
http-runner: $(TB)/http/runner $(TB)/api/versions
page-programs: $(T_PAGE)

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

# The parsers with the inputs that were kept (tests/fuzz).
$(TB)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(filter-out -MMD -MP,$(T_FLAGS)) $^ $(T_LIBS) -o $@

$(TB)/db/%: tests/db/%.c $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d -Itests/unit $< $(TB)/lib.a $(T_LIBS) -o $@

# A program with an endpoint in two versions.
$(TB)/api/versions: tests/api/versions.c $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d $< $(TB)/lib.a $(T_LIBS) -o $@

T_RUNNER := $(wildcard tests/http/*.c)
$(TB)/http/runner: $(T_RUNNER:%.c=$(TB)/%.o) $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) $^ $(T_LIBS) -o $@

# The world's own sources are part of its tests only where both speak the same wire.
T_WORLD := $(patsubst %.c,$(TB)/%.o,$(filter-out %/test_network.c,$(wildcard tests/sandbox/*.c)) sandbox/sign.c \
	sandbox/form.c sandbox/buf.c sandbox/mem.c)
T_NETWORK := $(addprefix $(TB)/sandbox/,$(addsuffix .o,network_csv network_data network_road network_fare \
	network_plan network_run network_bus))
$(TB)/sandbox/test_network: tests/sandbox/test_network.c $(T_NETWORK) $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d -Itests/unit $< $(T_NETWORK) $(TB)/lib.a $(T_LIBS) -lm -o $@
$(TB)/sandbox/test_world: $(T_WORLD)
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) $^ -lcmocka -lcurl -lcjson -lcrypto -o $@

T_PAGE_KIT := $(TB)/tests/page/sample.o
$(TB)/page/%: tests/page/%.c $(T_PAGE_KIT) $(TB)/lib.a
	@mkdir -p $(@D)
	$(TQ)$(CC) $(T_FLAGS) -MF $@.d -Itests/unit $< $(T_PAGE_KIT) $(TB)/lib.a $(T_LIBS) -o $@

# What a client measures must not be the sanitizer's time.
L_FLAGS := $(filter-out -fsanitize=% -fno-sanitize-recover=% -O1,$(T_FLAGS)) -O2
T_LOAD_KIT := $(patsubst %.c,$(TB)/%.lo,$(filter-out $(T_LOAD:$(TB)/load/%=tests/load/%.c),$(wildcard tests/load/*.c)) $(wildcard lib/base/*.c))
$(TB)/%.lo: %.c
	@mkdir -p $(@D)
	$(TQ)$(CC) $(L_FLAGS) -MF $@.d -c $< -o $@
$(TB)/load/%: tests/load/%.c $(T_LOAD_KIT)
	@mkdir -p $(@D)
	$(TQ)$(CC) $(L_FLAGS) -MF $@.d $< $(T_LOAD_KIT) -lcurl -lcjson -lpq -lhiredis -lmosquitto -lsodium -lcrypto -lm -o $@

$(TB)/bench/%: tests/bench/%.c $(T_LOAD_KIT)
	@mkdir -p $(@D)
	$(TQ)$(CC) $(L_FLAGS) -Itests/load -MF $@.d $< $(T_LOAD_KIT) -lcurl -lcjson -lpq -lhiredis -lmosquitto -lsodium -lcrypto -lm -o $@

-include $(T_OBJ:.o=.d) $(T_RUNNER:%.c=$(TB)/%.d) $(T_WORLD:.o=.d) $(T_NETWORK:.o=.d) $(T_PAGE_KIT:.o=.d)
-include $(addsuffix .d,$(T_UNIT) $(T_DB) $(T_SANDBOX) $(T_LOAD) $(T_BENCH) $(T_PAGE)) $(T_LOAD_KIT:.lo=.lo.d)
