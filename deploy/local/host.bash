# shellcheck shell=bash disable=SC2034,SC2154
# host.bash - what the runner asks the machine: time, processes, ports, and which user to be.

boot=$(</proc/sys/kernel/random/boot_id)

# A pipe nobody writes to: reading it with a time-out is a sleep without a process.
exec {nap_fd}<> <(:)

nap() {
	read -rt "$1" -u "$nap_fd" || true
}

# Drops what the caller happened to leave open, such as make's pipes: a copy that runs behind would
# keep them open for ever.
descriptors_close() {
	local file fd
	for file in /proc/self/fd/*; do
		fd=${file##*/}
		((fd > 2 && fd != nap_fd && fd != 255)) && { exec {fd}>&-; } 2>/dev/null
	done
	return 0
}

# Milliseconds since 1970, in $now.
clock() {
	now=${EPOCHREALTIME/[.,]/}
	now=${now%???}
}

# Start time of a live process in $born; fails for one that is gone or a zombie.
process_born() {
	local line
	{ IFS= read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
	# shellcheck disable=SC2086
	set -- ${line##*) }
	[[ $1 != [ZX] ]] && born=${20}
}

# A pid file holds pid, start time and boot: a reused pid is never taken for ours.
pid_save() {
	process_born "$2" && echo "$2 $born $boot" >"$RUN/$1.pid"
}

# The live process of a pid file in $pid.
pid_read() {
	local at when
	{ read -r pid at when <"$RUN/$1.pid"; } 2>/dev/null || return 1
	[[ $when == "$boot" ]] && process_born "$pid" && [[ $born == "$at" ]]
}

# Processes of this VAR whatever became of their parents, told by their environment.
processes_marked() {
	local file
	while IFS= read -r file; do
		file=${file#/proc/}
		process_born "${file%%/*}" && echo "${file%%/*}"
	done < <(grep -lzxsF -- "ABRID_PART_OF=$VAR" /proc/[0-9]*/environ)
}

# Ends what a runner that was killed left behind.
processes_clean() {
	local file pid try
	local -a left=()
	for file in "$RUN"/*.pid; do
		file=${file##*/}
		pid_read "${file%.pid}" && left+=("$pid")
	done
	while read -r pid; do
		left+=("$pid")
	done < <(processes_marked)
	rm -f "$RUN"/*.pid "$RUN/ready" "$RUN"/*.sock
	((${#left[@]})) || return 0
	for pid in "${left[@]}"; do
		# PostgreSQL stops at once on INT; on TERM it waits for its clients.
		kill -INT "$pid" 2>/dev/null || true
		kill -TERM "$pid" 2>/dev/null || true
	done
	for ((try = 0; try < 250; try++)); do
		for pid in "${left[@]}"; do
			process_born "$pid" && { nap 0.02; continue 2; }
		done
		break
	done
	for pid in "${left[@]}" $(processes_marked); do
		process_born "$pid" && kill -KILL "$pid" 2>/dev/null
	done
	return 0
}

# True when nothing listens at these ports on 127.0.0.1 or on every address; else the first such
# port is in $taken and who holds it in $holder.
ports_free() {
	local inode pid
	read -r taken inode < <(awk -v ports="$*" '
		BEGIN { split(ports, list, " "); for (i in list) wanted[sprintf("%04X", list[i])] = list[i] }
		$4 == "0A" {
			at = substr($2, 1, length($2) - 5)
			port = substr($2, length($2) - 3)
			if (port in wanted && (at ~ /^0*$/ || at == "0100007F" || at ~ /FFFF00000100007F$/)) {
				print wanted[port], $10
				exit
			}
		}' /proc/net/tcp /proc/net/tcp6 2>/dev/null) || return 0
	holder="another user's process"
	pid=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -printf '%h\n' -quit 2>/dev/null |
		grep -o '[0-9]\+') || true
	[[ $pid ]] && holder="$(<"/proc/$pid/comm") (pid $pid)"
	return 1
}

# Four free neighbouring ports for a test run, below those the kernel hands out.
port_pick() {
	local try taken holder
	for ((try = 0; try < 200; try++)); do
		PORT=$((20000 + (RANDOM << 4 ^ RANDOM) % 3000 * 4))
		ports_free "$PORT" $((PORT + 1)) $((PORT + 2)) $((PORT + 3)) && return
	done
	fail "found no four free ports between 20000 and 32000"
}

# PostgreSQL refuses root, so root runs everything as the owner of VAR, a system user of our own
# unless VAR belongs to somebody already.
user_choose() {
	run_user=abrid-local
	if [[ -d $VAR && $(stat -c %u "$VAR") != 0 ]]; then
		run_user=$(stat -c %u "$VAR")
		return
	fi
	if ! id -u "$run_user" >/dev/null 2>&1; then
		echo "Adding the system user $run_user: PostgreSQL does not run as root" >&2
		useradd --system --user-group --no-create-home --home-dir /nonexistent \
			--shell /usr/sbin/nologin "$run_user" || fail "cannot add the user $run_user"
	fi
}

# True when the chosen user, with the given setpriv options, writes VAR, reads what the parts read
# and runs what they run. Bash asks about effective rights, unlike find and access(2).
user_reaches() {
	# shellcheck disable=SC2016
	"${as_user[@]}" "$@" bash -O globstar -O nullglob -c '
		[[ -w $1 ]] || exit 1
		for path in "$2"/{lighttpd.conf,deploy/**,static/**,templates/**,sql/**} "$3"/*; do
			[[ -r $path && ( ! -d $path || -x $path ) ]] || exit 1
		done
		for path in "$2"/deploy/local/abrid "$3"/{cgi-bin,sbin,sandbox}/*; do
			[[ -x $path ]] || exit 1
		done' reaches "$VAR" "$root" "$build" 2>/dev/null
}

# Continues this script as that user. A checkout below a closed folder such as /root is reached
# through a capability that lets nothing be written; if its own files are closed too, through one
# that does.
user_become() {
	local cap
	local -a caps=()
	local group
	group=$(id -g "$run_user" 2>/dev/null) || group=$(stat -c %g "$VAR")
	as_user=(setpriv --reuid "$run_user" --regid "$group" --clear-groups --no-new-privs)
	if ! user_reaches; then
		for cap in dac_read_search dac_override; do
			caps=(--inh-caps "-all,+$cap" --ambient-caps "-all,+$cap")
			user_reaches "${caps[@]}" && break
			caps=()
		done
		((${#caps[@]})) || fail "user $run_user cannot read $root or write $VAR;" \
			"run chmod -R a+rX $root or choose another VAR="
	fi
	export HOME=$VAR
	exec "${as_user[@]}" "${caps[@]}" "$here/abrid" "$@"
}
