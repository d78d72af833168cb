# shellcheck shell=bash
# common.bash - what the scripts of this folder share: the project's root, one-line failures,
# node_modules.

here=$(cd "${BASH_SOURCE[0]%"${BASH_SOURCE[0]##*/}"}." && pwd -P)
root=${here%/*/*}
me=${0##*/}

fail() {
	printf '%s: %s\n' "$me" "$*" >&2
	exit 1
}

have() {
	command -v "$1" >/dev/null
}

# Node.js of Debian 12 or any later one, with npm, wherever it comes from.
node_fits() {
	local version
	have npm && version=$(node --version 2>/dev/null) || return 1
	version=${version#v}
	[[ ${version%%.*} =~ ^[0-9]+$ ]] && ((${version%%.*} >= 18))
}

# One line for a failed npm run, told from its output.
npm_reason() {
	local network='ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|ETIMEDOUT|E(NET|HOST)UNREACH|SOCKET_TIMEOUT'
	if grep -qE "$network" "$1"; then
		echo "cannot reach the npm registry ($(npm config get registry));" \
			"fonts, icons and the browser tests need it once"
	elif grep -q EINTEGRITY "$1"; then
		echo "a package from the npm registry differs from the one package-lock.json names"
	elif grep -q 'EUSAGE\|in sync' "$1"; then
		echo "package.json and package-lock.json disagree; run npm install --package-lock-only"
	else
		echo "npm ci: $(grep -m1 -iE '^npm (error|err!)' "$1" || echo failed)"
	fi
}

# Makes node_modules what package-lock.json says; the copy of it inside tells whether that is so.
node_modules() {
	local stamp=$root/node_modules/.abrid-lock log lock rc=0
	cmp -s "$root/package-lock.json" "$stamp" && return
	node_fits || fail "npm with Node.js 18 or later is missing; run deploy/local/deps build"
	exec {lock}<"$here"
	flock "$lock"
	if ! cmp -s "$root/package-lock.json" "$stamp"; then
		echo "Installing the web packages of package-lock.json (npm ci)"
		log=$(mktemp "${TMPDIR:-/tmp}/abrid-npm.XXXXXX")
		(cd "$root" && npm ci --no-progress --prefer-offline --fetch-retries=1 \
			--fetch-retry-mintimeout=1000 --fetch-timeout=60000) \
			>"$log" 2>&1 </dev/null || rc=$?
		((rc == 0)) || fail "$(npm_reason "$log") (log: $log)"
		rm -f "$log"
		cp "$root/package-lock.json" "$stamp"
	fi
	exec {lock}<&-
}
