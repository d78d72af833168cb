# shellcheck shell=bash disable=SC2034,SC2154
# parts.bash - the parts of a running copy: how each is started, when it is ready, how it ends.
# A part is a direct child in a session of its own; the kernel ends it when the runner dies.

declare -A part_pid=() part_born=() part_since=() part_quick=() part_log=()
say_fd=2

# How many processes serve a socket, on two cores; a socket not named here gets one.
declare -A pool_size=(
	[auth-fast]=1 [auth-slow]=2 [routes-fast]=4 [bookings-fast]=4
	[payments-fast]=2 [payments-slow]=4 [tracking-fast]=2
	[partner-fast]=2 [partner-slow]=1 [admin-fast]=1 [admin-slow]=1
)
lanes=(money messages documents pushes timers)

say() {
	printf '%s\n' "$*" >&"$say_fd"
}

# The sockets Lighttpd forwards to, each served by one pool.
pools_read() {
	local line pool
	local -A named=()
	while IFS= read -r line; do
		while [[ $line =~ ([a-z]+-(fast|slow))\.sock ]]; do
			named[${BASH_REMATCH[1]}]=1
			line=${line#*"${BASH_REMATCH[0]}"}
		done
	done <"$routes"
	pools=("${!named[@]}")
	((${#pools[@]})) || fail "$routes names no socket; run make"
	for pool in "${pools[@]}"; do
		[[ -x $build/cgi-bin/${pool%-*} ]] ||
			fail "$build/cgi-bin/${pool%-*} is missing; run make"
	done
}

# Sets argv, the environment it adds, and the signal that ends it.
part_command() {
	local keeper=(/usr/bin/multiwatch -r 1000000 -t 100 -s TERM)
	adds=()
	signal=TERM
	case $1 in
	postgres)
		signal=INT
		argv=("$pg_bin/postgres" -D "$VAR/pg" -p "$pg_port" -k "$RUN")
		local set
		for set in listen_addresses= unix_socket_permissions=0700 max_connections=100 \
			shared_buffers=128MB random_page_cost=1.1 fsync=on synchronous_commit=on jit=off \
			timezone=UTC log_timezone=UTC log_min_duration_statement=500 \
			log_parameter_max_length=0 log_error_verbosity=terse \
			'log_line_prefix=%m [%p] %q%u ' cluster_name=abrid; do
			argv+=(-c "$set")
		done
		;;
	redis)
		argv=(redis-server --port 0 --unixsocket "$RUN/redis.sock" --unixsocketperm 700
			--save "" --appendonly no --maxmemory 256mb --maxmemory-policy allkeys-lru
			--daemonize no --dir "$VAR/cache")
		;;
	world)
		argv=("$build/sandbox/world" --port "$WORLD" --dir "$VAR/log")
		;;
	relay)
		argv=("$build/sbin/relay")
		;;
	mosquitto)
		argv=(mosquitto -c "$VAR/mosquitto/mosquitto.conf")
		;;
	fleet)
		argv=("${keeper[@]}" -f 1 -- "$build/sbin/fleet")
		;;
	fleet-mqtt)
		argv=("${keeper[@]}" -f 1 -- "$build/sbin/fleet" --mqtt)
		;;
	buses)
		adds=(ABRID_DB_ADMIN="$db_admin")
		argv=("$build/sandbox/buses" --devices "$VAR/devices.csv" --http "$PORT" --mqtt "$MQTT")
		;;
	lighttpd)
		argv=(lighttpd -D -f "$root/lighttpd.conf")
		;;
	worker-*)
		argv=("${keeper[@]}" -f 1 -- "$build/sbin/worker" --lane "${1#worker-}")
		;;
	*)
		adds=(ABRID_POOL="${1#*-}" ABRID_SIBLINGS="${pool_size[$1]-1}")
		argv=(spawn-fcgi -n -s "$RUN/$1.sock" -M 0600 -b 1024 --
			"${keeper[@]}" -f "${pool_size[$1]-1}" -- "$build/cgi-bin/${1%-*}")
		;;
	esac
}

# Where this run begins in logs that are there already, so that a failure quotes nothing older.
logs_measure() {
	local size file
	while read -r size file; do
		file=${file##*/}
		part_log[${file%.log}]=$size
	done < <(stat -c '%s %n' "$VAR"/log/*.log 2>/dev/null)
}

# part_spawn NAME SIGNAL DELAY COMMAND...: starts a child whose output goes to the log of NAME.
part_spawn() {
	local name=$1 end=$2 delay=$3
	shift 3
	(
		((say_fd <= 2)) || exec {say_fd}>&-
		export ABRID_PART_OF=$VAR ABRID_PART=$name "${adds[@]}"
		exec </dev/null >>"$VAR/log/$name.log" 2>&1 {lock_fd}>&-
		cd "$root" || exit
		((delay == 0)) || nap "$((delay / 1000)).$((delay % 1000 / 100))"
		exec setsid setpriv --pdeathsig "$end" "$@" {nap_fd}>&-
	) &
	part_pid[$name]=$!
	clock
	part_since[$name]=$((now + delay))
	process_born "$!" || born=gone
	part_born[$name]=$born
	echo "$! $born $boot" >"$RUN/$name.pid"
}

part_start() {
	local -a argv adds
	local signal
	part_command "$1"
	part_spawn "$1" "$signal" "${2-0}" "${argv[@]}"
}

part_alive() {
	[[ ${part_pid[$1]-} ]] && process_born "${part_pid[$1]}" && [[ $born == "${part_born[$1]}" ]]
}

# Ends the start: what went wrong, the last lines of the part's own log, and everything stopped.
part_failed() {
	local log=$VAR/log/$1.log lines
	say "$me: $1 $2"
	lines=$(tail -c "+$((${part_log[$1]-0} + 1))" "$log" | tail -n 8 | cut -c1-300)
	if [[ $lines ]]; then
		say "The end of $log:"
		say "  ${lines//$'\n'/$'\n'  }"
	fi
	parts_stop
	exit 1
}

# part_await NAME SECONDS CHECK...: until the check succeeds.
part_await() {
	local name=$1 seconds=$2 until
	shift 2
	until=$((SECONDS + seconds))
	until "$@"; do
		part_alive "$name" || part_failed "$name" "did not start"
		((SECONDS < until)) || part_failed "$name" "is not ready after $seconds seconds"
		nap 0.02
	done
}

# The server writes its state into the last line of this file, where pg_ctl looks too.
postgres_ready() {
	local -a lines
	{ mapfile -t lines <"$VAR/pg/postmaster.pid"; } 2>/dev/null || return 1
	[[ ${lines[0]-} == "${part_pid[postgres]}" && ${lines[7]-} == ready* ]]
}

# Redis has nothing to load, so it answers as soon as it listens.
redis_ready() {
	[[ -S $RUN/redis.sock ]]
}

port_open() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# part_once NAME WORDS COMMAND...: a child that has to end well, with the superuser's connection.
# WORDS are shown when it takes time.
part_once() {
	local name=$1 words=$2 began rc=0
	local -a adds=(ABRID_DB_ADMIN="$db_admin")
	shift 2
	clock
	began=$now
	part_spawn "$name" TERM 0 "$@"
	while part_alive "$name"; do
		nap 0.01
		clock
		if [[ $words ]] && ((now - began > 700)); then
			say "$words"
			break
		fi
	done
	wait "${part_pid[$name]}" || rc=$?
	((rc == 0)) || part_failed "$name" "ended with $(exit_words "$rc")"
	unset "part_pid[$name]"
	rm -f "$RUN/$name.pid"
}

exit_words() {
	if (($1 > 128)) && kill -l "$(($1 - 128))" >/dev/null 2>&1; then
		echo "signal $(kill -l "$(($1 - 128))")"
	else
		echo "exit code $1"
	fi
}

# A new cluster is complete before it takes its name, so that a broken start is simply repeated.
cluster_make() {
	[[ -d $VAR/pg ]] && return
	rm -rf "$VAR/pg.new"
	# shellcheck disable=SC2016
	part_once initdb "Making the database" bash -euc '
		"$1/initdb" -D "$2.new" -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust \
			--no-sync --no-instructions
		echo "CREATE DATABASE abrid;" |
			"$1/postgres" --single -D "$2.new" -c listen_addresses= template1
		sync -f "$2.new"
		mv "$2.new" "$2"' initdb "$pg_bin" "$VAR/pg"
}

# The broker: a device writes its own reports and reads its own answers, nothing else; fleet does the
# other half. A client is called by its user, so that nobody takes another's session over.
broker_write() {
	local dir=$VAR/mosquitto
	mkdir -p "$dir"
	cat >"$dir/mosquitto.conf" <<-END
		listener $MQTT 127.0.0.1
		allow_anonymous false
		password_file $dir/passwords
		acl_file $dir/acl
		use_username_as_clientid true
		retain_available false
		persistence false
		max_packet_size 525000
		max_inflight_messages 1000
		max_queued_messages 10000
		log_dest stderr
		log_type error
		log_type warning
	END
	cat >"$dir/acl" <<-END
		user ingest
		topic read v1/t/+/loc
		topic write v1/t/+/ack
		pattern write v1/t/%u/loc
		pattern read v1/t/%u/ack
	END
	# shellcheck disable=SC2016
	part_once passwords "" bash -euc '"$1" --passwords >"$2.new"; mv "$2.new" "$2"' \
		passwords "$build/sbin/fleet" "$dir/passwords"
}

# Ends parts by name and waits for them: SECONDS of patience, then KILL for the whole session.
parts_end() {
	local seconds=$1 name until
	local -a argv adds
	local signal
	shift
	for name; do
		part_command "$name"
		[[ $name == lighttpd ]] && signal=INT
		part_alive "$name" && kill -"$signal" "${part_pid[$name]}" 2>/dev/null
	done
	until=$((SECONDS + seconds))
	for name; do
		while part_alive "$name" && ((SECONDS < until)); do
			nap 0.01
		done
		if [[ ${part_pid[$name]-} ]]; then
			kill -KILL -- "-${part_pid[$name]}" 2>/dev/null
			unset "part_pid[$name]"
		fi
	done
	return 0
}

# Requests in flight end first, then jobs and programs, then what those stand on.
parts_stop() {
	local name pid
	local -a front=() middle=() base=()
	trap '' INT TERM HUP
	set +e	# whatever fails, the rest is stopped too
	rm -f "$RUN/ready"
	for name in "${!part_pid[@]}"; do
		case $name in
		lighttpd | buses) front+=("$name") ;;
		postgres | redis | mosquitto | world) base+=("$name") ;;
		*) middle+=("$name") ;;
		esac
	done
	parts_end 5 "${front[@]}"
	parts_end 10 "${middle[@]}"
	parts_end 20 "${base[@]}"
	for pid in $(processes_marked); do
		kill -KILL "$pid" 2>/dev/null || true
	done
	rm -f "$RUN"/*.pid
}

# A part that ended is started again: at once, then after longer pauses if it keeps ending.
part_restart() {
	local name=$1 how=$2 pause=0 quick
	clock
	if ((now - part_since[$name] < 3000)); then
		part_quick[$name]=$((${part_quick[$name]-0} + 1))
	else
		part_quick[$name]=0
	fi
	quick=${part_quick[$name]}
	if ((quick == 0)); then
		say "$name ended ($how); started again"
	elif ((quick == 1)); then
		say "$name ended ($how) soon after its start; started again, see $VAR/log/$name.log"
	fi
	((quick == 0)) || pause=$((quick > 4 ? 5000 : 200 << quick))
	# The processes of a pool hold its socket as long as one of them lives.
	kill -KILL -- "-${part_pid[$name]}" 2>/dev/null || true
	part_start "$name" "$pause"
}

# Watches until a signal ends the runner, or the caller's process is gone. Looking five times a
# second costs one percent of a core; wait -n misses a child that ends just before it.
parts_watch() {
	local name rc
	while :; do
		for name in "${!part_pid[@]}"; do
			part_alive "$name" && continue
			rc=0
			wait "${part_pid[$name]}" || rc=$?
			[[ $name == caller ]] && return
			part_restart "$name" "$(exit_words "$rc")"
		done
		nap 0.2
	done
}
