# shellcheck shell=bash disable=SC2034
# common.sh - what the rules share: the files of the tree, one way to complain.
#
# A rule is run in the root of a tree, prints "rule: file:line: text" for each offence, and ends with
# 1 when there was one.
set -euo pipefail

rule=${0##*/}
lint_dir=$(cd "${0%/*}/.." && pwd)
offences=0

# files PATTERN FOLDER...: names of files below the folders that exist, in order.
files() {
	local pattern=$1 dir found=()
	shift
	for dir in "$@"; do
		[[ -e $dir ]] && found+=("$dir")
	done
	((${#found[@]})) || return 0
	find "${found[@]}" \( -name node_modules -o -name vendor -o -name build -o -name '.git' \) -prune -o \
		-type f -name "$pattern" -print | LC_ALL=C sort
}

# offend FILE:LINE: TEXT
offend() {
	echo "$rule: $*"
	offences=$((offences + 1))
}

# Complains about each line of standard input.
offend_each() {
	local line
	while IFS= read -r line; do
		offend "$line"
	done
}

# c_code FOLDER...: the C of the folders as file:line:code, without comments and strings.
c_code() {
	c_lines code "$@"
}

c_strings() {
	c_lines strings "$@"
}

c_lines() {
	local want=$1 list
	shift
	mapfile -t list < <(files '*.[ch]' "$@")
	((${#list[@]})) || return 0
	LC_ALL=C awk -v want="$want" -f "$lint_dir/strip.awk" "${list[@]}"
}

finish() {
	exit $((offences > 0))
}
