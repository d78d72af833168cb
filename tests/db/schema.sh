#!/usr/bin/env bash
# schema.sh - docs/schema.md is what the migrations make. --write makes it so, from the running copy.
set -euo pipefail
cd "${0%/*}/../.."

db=${ABRID_TEST_DB:-host=$PWD/var/run port=5432 dbname=abrid user=postgres}
now=$(mktemp)
trap 'rm -f "$now"' EXIT
psql -AtqX "$db" -f sql/schema.sql >"$now" || { echo "not ok - sql/schema.sql runs (make start first)"; exit 1; }
if [[ ${1-} == --write ]]; then
	cp "$now" docs/schema.md
elif diff docs/schema.md "$now" >&2; then
	echo "ok - docs/schema.md is up to date"
else
	echo "not ok - docs/schema.md is not what the migrations make: make schema"
	exit 1
fi
