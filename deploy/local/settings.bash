# shellcheck shell=bash disable=SC2034,SC2154
# settings.bash - folders of one copy, its settings file and what its programs find in the
# environment.

# Settings that follow ports and folders and are written anew at every start, in $fixed; and those
# written once, the accounts the sandbox knows and random keys, in $first.
settings_list() {
	mapfile -t fixed <<-END
		site.base_url = http://127.0.0.1:$PORT
		dir.run = $RUN
		edge.dir = $RUN/edge
		dir.templates = $root/templates
		dir.sql = $root/sql
		dir.static = $root/static
		dir.api = $build
		dir.objects = $VAR/objects
		dir.keys = $VAR/keys
		db.conninfo = host=$RUN port=$pg_port dbname=abrid
		redis.socket = $RUN/redis.sock
		relay.port = $RELAY
		mqtt.host = 127.0.0.1
		mqtt.port = $MQTT
		satim.base = http://127.0.0.1:$WORLD/satim/payment/rest
		twilio.base = http://127.0.0.1:$WORLD/twilio
		sms_http.url = http://127.0.0.1:$WORLD/aggregator/messages
		sendgrid.base = http://127.0.0.1:$WORLD/sendgrid
	END
	mapfile -t first <<-END
		satim.user = SIMUSER
		satim.password = SIMPASS
		satim.terminal = E0123456789
		twilio.sid = ACsandbox000000000000000000000000
		twilio.token = sandbox-token
		twilio.from = ABRID
		sms_http.header = Authorization: Bearer sandbox-aggregator
		sms_http.id = data.id
		sendgrid.key = SG.sandbox
		mail.from = billets@abrid.test
		mqtt.password = KEY
	END
	# The table of settings says which keys there are.
	mapfile -t -O "${#first[@]}" first < <(
		sed -n 's/^SETTING([A-Z_]*, *"\([a-z_.]*\)", *KEY, .*/\1 = KEY/p' \
			"$root/lib/base/conf.def")
}

# Lines somebody edited stay, in their place.
settings_write() {
	local file=$VAR/abrid.hdf line name key
	local -a fixed first old=("# Settings of this copy. Addresses and folders are rewritten at each start.")
	local -A now=() seen=()
	settings_list
	[[ ! -f $file ]] || mapfile -t old <"$file"
	for line in "${fixed[@]}"; do
		now[${line%% =*}]=$line
	done
	{
		for line in "${old[@]}"; do
			name=${line%%=*}
			name=${name//[[:space:]]/}
			[[ $name ]] && seen[$name]=1
			echo "${now[${name:-#}]-$line}"
		done
		for line in "${fixed[@]}" "${first[@]}"; do
			[[ ${seen[${line%% =*}]-} ]] && continue
			if [[ $line == *" = KEY" ]]; then
				key=$(od -An -v -N32 -tx1 /dev/urandom)
				line=${line%KEY}${key//[[:space:]]/}
			fi
			echo "$line"
		done
	} >"$file.new"
	mv "$file.new" "$file"
	if [[ ${ABRID_EXTRA_CONF-} ]]; then
		sed "s|@WORLD@|http://127.0.0.1:$WORLD|g" "$ABRID_EXTRA_CONF" >"$VAR/conf.d/extra.conf" ||
			fail "cannot read ABRID_EXTRA_CONF=$ABRID_EXTRA_CONF"
	else
		rm -f "$VAR/conf.d/extra.conf"
	fi
}

# Sockets live in VAR/run, or behind a link there when their paths would pass the 107 bytes of a
# Unix address.
run_folder() {
	local LC_ALL=C base
	RUN=$VAR/run
	if ((${#VAR} <= 78)); then
		return
	fi
	if [[ -L $RUN && -d $RUN && -O $RUN/. && $(stat -L -c %a "$RUN") == 700 ]]; then
		RUN=$(readlink "$RUN")
		return
	fi
	[[ $1 == make ]] || return 0
	base=/run/user/$EUID
	[[ -d $base && -w $base ]] || base=/tmp
	RUN=$(mktemp -d "$base/abrid-XXXXXX")
	rm -rf "$VAR/run"
	ln -s "$RUN" "$VAR/run"
}

# VAR belongs to us or does not exist yet; nobody's files are mixed with ours.
var_check() {
	if [[ -e $VAR && ! -d $VAR ]]; then
		fail "$VAR is not a folder; choose another with VAR="
	elif [[ -d $VAR && ! -e $VAR/.abrid && -r $VAR && $(ls -A "$VAR") ]]; then
		fail "$VAR holds other files; choose another folder with VAR="
	fi
}

# Twice when started as root: before the change of user, and after it.
var_make() {
	local why
	why=$(mkdir -p "$VAR" 2>&1) ||
		fail "cannot make $VAR: ${why##*: }; choose another folder with VAR="
	if ((EUID == 0)); then
		[[ $(stat -c %u "$VAR") != 0 ]] || chown "$run_user:" "$VAR"
		return
	fi
	{ echo "State of a local copy of Abrid; make reset removes it." >"$VAR/.abrid"; } 2>/dev/null ||
		fail "$VAR belongs to $(stat -c %U "$VAR") and cannot be written;" \
			"choose another folder with VAR="
}

var_fill() {
	mkdir -p "$VAR/log" "$VAR/www" "$VAR/objects" "$VAR/cache/lighttpd" "$VAR/conf.d" "$VAR/keys"
	run_folder make
	mkdir -p "$RUN/metrics" "$RUN/edge"
	chmod 700 "$RUN" "$VAR/keys" "$VAR/objects" "$VAR/cache" "$VAR/conf.d"
}

# From here on the environment of everything started holds these and nothing of the caller's shell,
# except settings of sanitizers and coverage.
environment() {
	local name proxy=none
	[[ ${ABRID_TRUST_PROXY-} == 1 ]] && proxy=127.0.0.1
	for name in $(compgen -e); do
		[[ $name =~ ^([A-Z]+SAN_OPTIONS$|GCOV_|LLVM_PROFILE_|MALLOC_) ]] || export -n "${name?}"
	done
	export PATH HOME=$VAR XDG_CACHE_HOME=$VAR/cache LANG=C.UTF-8 TZ=UTC \
		ABRID_CONF=$VAR/abrid.hdf ABRID_ROOT=$root ABRID_VAR=$VAR \
		ABRID_RUN=$RUN ABRID_LOG=$VAR/log ABRID_OBJECTS=$VAR/objects ABRID_EDGE=$RUN/edge/routes \
		ABRID_CACHE=$VAR/cache/lighttpd ABRID_ROUTES=$routes ABRID_LISTEN=127.0.0.1 \
		ABRID_PORT=$PORT ABRID_FDS ABRID_PROXY=$proxy ABRID_BANK=http://127.0.0.1:$WORLD \
		ABRID_RELAY_PORT=$RELAY \
		ABRID_TLS=disable ABRID_TLS_PEM='' ABRID_HTTP_PORT=$PORT ABRID_UPGRADE=none
	ABRID_FDS=$(ulimit -n)
}
