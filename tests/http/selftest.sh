#!/usr/bin/env bash
# selftest.sh - proves the transcript runner: all it must accept passes, all it must refuse fails
# for the reason given, calls are counted.
#
#   tests/http/selftest.sh RUNNER
#
# Needs node for the small server, and ABRID_TEST_DB for the steps that ask the database.
set -euo pipefail

runner=${1:?the runner to test}
here=$(cd "${0%/*}" && pwd)
[[ -n ${ABRID_TEST_DB-} ]] || {
	echo "ABRID_TEST_DB is not set: the database the sql steps ask" >&2
	exit 1
}
work=$(mktemp -d)
server=
finish() {
	if [[ $server ]]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$work"
}
trap finish EXIT

n=0 failed=0
say() { # say OK NAME
	n=$((n + 1))
	if [[ $1 == yes ]]; then
		echo "ok $n - $2"
	else
		failed=$((failed + 1))
		echo "not ok $n - $2"
		sed 's/^/#   /' "$work/out" | head -n 40
	fi
}

node "$here/selftest/server.mjs" >"$work/port" &
server=$!
for ((i = 0; i < 100; i++)); do
	[[ -s $work/port ]] && break
	sleep 0.1
done
BASE=http://127.0.0.1:$(<"$work/port")
export BASE

# Every part of the format.
for t in good sql; do
	good=yes
	ABRID_HITS=$work/hits "$runner" "$here/selftest/$t.t" >"$work/out" 2>&1 || good=no
	grep -q '^not ok' "$work/out" && good=no
	say $good "$t.t passes"
done

# Every way to fail, all in one run: each transcript must fail and say the words.
for list in bad bad-sql; do
	awk -v dir="$work/$list" '
		/^==== / { close(file); file = sprintf("%s-%03d.t", dir, ++n); print substr($0, 6) > (file ".why"); printf "" > file; next }
		n { print > file }' "$here/selftest/$list.txt"
	files=()
	for case in "$work/$list"-*.t; do
		[[ $(<"$case.why") == "cannot be read" ]] && rm "$case"
		files+=("$here/selftest/release.t" "$case")
	done
	rc=0
	"$runner" "${files[@]}" >"$work/all" 2>&1 || rc=$?
	say "$([[ $rc == 1 ]] && echo yes || echo no)" "$list.txt as a whole fails"
	awk -v dir="$work" '/^(not )?ok [0-9]+ - / { file = $0; sub(/^[^-]*- /, "", file); sub(/:.*/, "", file) }
		file { print >> (dir "/" file ".out") }' "$work/all"
	for case in "$work/$list"-*.t.why; do
		mv "${case%.why}.out" "$work/out" 2>/dev/null || : >"$work/out"
		good=no
		grep -q '^not ok' "$work/out" && grep -qF -- "$(<"$case")" "$work/out" && good=yes
		say $good "fails: $(<"$case")"
	done
done

# Wrong use.
for args in "" "-x" "-D x $here/selftest/good.t"; do
	rc=0
	# shellcheck disable=SC2086
	"$runner" $args >"$work/out" 2>&1 || rc=$?
	say "$([[ $rc == 2 ]] && echo yes || echo no)" "usage: runner $args"
done

# Rows called and not called.
program() { # program NAME ROWS
	printf '#!/bin/sh\ncat <<"ROWS"\n%s\nROWS\n' "$2" >"$work/$1"
	chmod +x "$work/$1"
}
program all 'x fast GET ^/api/v1/thing$ /api/v1/thing
x slow PATCH ^/api/v1/echo$ /api/v1/:what
x fast GET ^/page/form$ /page/form'
program some 'x fast GET ^/api/v1/thing$ /api/v1/thing
x fast PUT ^/api/v1/thing$ /api/v1/thing
x fast GET ^/(?:fr|ar|en)/never$ /:lang/never
x fast GET ^/page/f$ /page/f'
program none ''
good=yes
"$here/coverage" "$work/hits" "$work/all" >"$work/out" 2>&1 || good=no
grep -qx '1..3' "$work/out" || good=no
say $good "coverage passes when every row was called"
good=no
"$here/coverage" "$work/hits" "$work/some" >"$work/out" 2>&1 || good=yes
for row in 'x PUT /api/v1/thing' 'x GET /:lang/never' 'x GET /page/f'; do
	grep -qxE "not ok [0-9]+ - $row" "$work/out" || good=no
done
(($(grep -c '^ok' "$work/out") == 1)) || good=no
say $good "coverage names the rows never called"
good=no
"$here/coverage" "$work/hits" "$work/none" >"$work/out" 2>&1 || good=yes
say $good "coverage refuses programs without rows"

# The walk over a foreign company: every row it is given, none it does not know.
program walked 'partner fast GET ^/api/v1/partner/trips$ /api/v1/partner/trips
partner fast POST ^/(?:fr|ar|en)/partner/trips/[^/]+/sell$ /:lang/partner/trips/:id/sell'
program thing 'partner fast GET ^/api/v1/partner/drivers/[^/]+$ /api/v1/partner/drivers/:id'
program sending 'partner fast PUT ^/api/v1/partner/buses/[^/]+$ /api/v1/partner/buses/:id'
good=no
"$here/walk" "$work/walked" >"$work/out" 2>&1 && grep -q '^GET /api/v1/partner/trips?date={{day}}$' "$work/out" &&
	grep -q '^POST /fr/partner/trips/{{trip}}/sell$' "$work/out" && good=yes
say $good "the walk calls the rows it is given"
for row in thing sending none; do
	good=no
	"$here/walk" "$work/$row" >"$work/out" 2>&1 || good=yes
	grep -q '^walk: ' "$work/out" || good=no
	say $good "the walk refuses what it does not know: $row"
done

echo "1..$n"
((failed == 0))
