# shellcheck shell=bash disable=SC2154
# measure.bash - what the benchmark counts and how it tells it. Each section is measured in rounds, its
# measurements one after the other in each, so that what else the machine does falls on all of them; what
# is printed is the round with the median rate, and of a ratio the median of the rounds' ratios.

tick_us=$((1000000 / $(getconf CLK_TCK)))

# "part ticks" for every part of this copy and what the benchmark started itself; children that are gone
# count through their parents.
cpu() {
	local file
	{
		for file in "$RUN"/*.pid "$work"/*.pid; do
			[[ -r $file && $file != */runner.pid ]] || continue
			printf 'ROOT %s %s\n' "$(basename "$file" .pid)" "$(cut -d' ' -f1 "$file")"
		done
		cat /proc/[0-9]*/stat 2>/dev/null || true
	} | awk '
		$1 == "ROOT" { name[$3] = $2; next }
		{ pid = $1; sub(/^.*\) /, ""); parent[pid] = $2; ticks[pid] = $12 + $13 + $14 + $15 }
		END {
			for (pid in ticks) {
				for (at = pid; at > 1 && !(at in name); at = parent[at]) continue
				if (at in name) sum[name[at]] += ticks[pid]
			}
			for (n in sum) print n, sum[n]
		}' | sort
}

# measure NAME COMMAND...: the command prints what it did a second as "RATE n" and, when it did not last
# $each seconds, how long as "SECONDS n". What it does besides stands before its own $work/before or behind
# its own $work/after.
measure() {
	local name=$1 out
	shift
	rm -f "$work/after"
	cpu >"$work/before"
	out=$("$@" 2>"$work/err") || {
		{ cat "$work/err"; echo "$out"; } | head -n 20 >&2
		echo "bench: $name cannot be measured" >&2
		return 1
	}
	[[ -e $work/after ]] || cpu >"$work/after"
	join "$work/before" "$work/after" | awk -v us="$tick_us" -v round="$round" -v name="$name" -v each="$each" -v out="$out" '
		BEGIN {
			n = split(out, lines, "\n")
			for (i = 1; i <= n; i++) {
				split(lines[i], w, " ")
				if (w[1] == "RATE") rate = w[2]
				if (w[1] == "SECONDS") each = w[2]
				if (w[1] == "NOTE") note = substr(lines[i], 6)
			}
			if (rate + 0 <= 0) { print "bench: " name " says no rate: " out > "/dev/stderr"; bad = 1; exit 1 }
		}
		{ spent = ($3 - $2) * us / (rate * each); sum += spent
		  if (spent >= 0.5 || rate * spent > 20000) cost = cost sprintf("%s=%.1f ", $1, spent) }
		END { if (!bad) printf "%s\t%s\t%s\t%.1f\t%s\t%s\n", round, name, rate, sum, cost, note; exit bad }' >>"$results"
}

# The measurements of a section: name, rate a second, CPU microseconds each by part.
table() {
	awk -F '\t' '
		!($2 in n) { order[++k] = $2 }
		{ n[$2]++; rate[$2, n[$2]] = $3 + 0; line[$2, n[$2]] = $4 "\t" $5 "\t" $6 }
		END {
			for (i = 1; i <= k; i++) {
				name = order[i]; m = n[name]
				for (a = 1; a <= m; a++) idx[a] = a
				for (a = 1; a <= m; a++) for (b = a + 1; b <= m; b++)
					if (rate[name, idx[b]] < rate[name, idx[a]]) { t = idx[a]; idx[a] = idx[b]; idx[b] = t }
				mid = idx[int((m + 1) / 2)]
				split(line[name, mid], f, "\t")
				printf "  %-32s %9.0f/s %8.1f us   %s%s\n", name, rate[name, mid], f[1], f[2], f[3] == "" ? "" : "(" f[3] ")"
			}
		}' "$results"
}

# verdict WORDS VALUE SIGN LIMIT: a figure with its limit beside; a SIGN of "-" asks for nothing.
verdict() {
	awk -v words="$1" -v v="$2" -v sign="$3" -v limit="$4" 'BEGIN {
		missed = (sign == ">=" && v < limit + 0) || (sign == "<=" && v > limit + 0)
		told = sign == "-" ? limit : "limit " sign " " limit (missed ? ", MISSED" : "")
		printf "  > %-46s %8.2f   (%s)\n", words, v, told
	}'
}

# ratio WORDS A B SIGN LIMIT: rate of A by rate of B.
ratio() {
	verdict "$1" "$(awk -F '\t' -v a="$2" -v b="$3" '
		$2 == a { x[$1] = $3 } $2 == b { y[$1] = $3 }
		END { for (r in x) if (r in y) print x[r] / y[r] }' "$results" | median)" "$4" "$5"
}

# cost WORDS NAME PART SIGN LIMIT: CPU microseconds of one part, or of all with "".
cost() {
	verdict "$1" "$(awk -F '\t' -v name="$2" -v part="$3" '
		$2 != name { next }
		part == "" { print $4; next }
		{ v = 0; n = split($5, c, " "); for (i = 1; i <= n; i++) if (index(c[i], part "=") == 1) v = substr(c[i], length(part) + 2); print v }
		' "$results" | median)" "$4" "$5"
}

median() {
	sort -g | awk '{ v[NR] = $1 } END { print NR ? v[int((NR + 1) / 2)] : 0 }'
}

# ---- the tools ----

wrk_rate() {
	local out
	out=$(wrk -t2 -c"${conns:-32}" -d"$each" "$@" 2>&1)
	# With a script it cannot read it asks for "/", and says so in passing.
	! grep -qE 'Non-2xx|\.lua:|Socket errors' <<<"$out" || { echo "$out" >&2; return 1; }
	awk '/Requests\/sec/ { print "RATE", $2 }' <<<"$out"
}

# Its connections are new each time: what they do in the first seconds, while their plans are made, is left
# out of rate and CPU.
pgbench_rate() {
	local rc=0
	pgbench -n -M prepared -P 1 -c "${conns:-16}" -j 2 -T $((2 * each)) "$@" "$ABRID_TEST_DB" >"$work/pgbench" 2>&1 &
	sleep "$each"
	cpu >"$work/before"
	wait $! || rc=$?
	cpu >"$work/after"
	((rc == 0)) || { cat "$work/pgbench"; return 1; }
	awk -v from="$each" '$1 == "progress:" && $2 > from + 0.5 { sum += $4; n++ } END { if (n) print "RATE", sum / n }' "$work/pgbench"
}

ask_db() {
	psql -AtqX "$ABRID_TEST_DB" -F ' ' -c "$1"
}
