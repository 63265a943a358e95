# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the scripts of this folder share; each reads it first, with
#
#	. "${srcdir:-.}/tests/e2e/preamble.sh"
#
# They run in the build folder and print TAP. The environment is the same everywhere:
# $bali is the program, $srcdir the absolute path of the source tree, $work an empty
# folder that is removed at the end. A script ends with `finish`.
set -u
srcdir=$(cd "${srcdir:-.}" && pwd)
bali=$PWD/bali
jsonread=$PWD/tests/e2e/jsonread
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset BALI_DATA LANGUAGE TEXTDOMAINDIR NO_COLOR COLUMNS TERM XDG_CONFIG_HOME XDG_STATE_HOME
HOME=$work
BALI_TODAY=2026-11-23
export BALI_TODAY HOME
n=0
failed=0

# result STATUS NAME: prints the next line of TAP. After a failure, the end of what the
# program printed last follows, and of whatever the script put into $work/diff.
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		for log in diff out err; do
			[ ! -e "$work/$log" ] || tail -n 20 "$work/$log" | sed "s/^/# $log: /"
		done
		failed=1
	fi
}

# skip NAME REASON: prints the next line of TAP for a test that cannot run here.
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

# ends STATUS OPTION...: runs the program; succeeds if it ended with STATUS.
ends() {
	expected=$1
	shift
	"$bali" "$@" >"$work/out" 2>"$work/err"
	[ $? = "$expected" ]
}

# same NAME STATUS OPTION... <TEXT: the program ends with STATUS and prints exactly TEXT.
same() {
	name=$1
	shift
	cat >"$work/expected"
	ends "$@" && cmp -s "$work/expected" "$work/out"
	result $? "$name"
}

# json NAME PATH VALUE OPTION...: the program prints JSON that has VALUE at PATH.
json() {
	name=$1 path=$2 value=$3
	shift 3
	ends 0 "$@" && [ "$("$jsonread" "$path" <"$work/out" 2>>"$work/err")" = "$value" ]
	result $? "$name"
}

# refuses NAME TEXT OPTION...: the program ends with status 2 and prints nothing but a
# message on stderr that has TEXT in it.
refuses() {
	name=$1 text=$2
	shift 2
	ends 2 "$@" && [ ! -s "$work/out" ] && grep -q '^bali: ' "$work/err" &&
		grep -qF -e "$text" "$work/err"
	result $? "$name"
}

# await TEXT: waits until a line that is printed is TEXT, some minutes at most.
await() {
	deadline=$(($(date +%s) + 300))
	until grep -qx -e "$1" "$work/out" 2>/dev/null; do
		[ "$(date +%s)" -lt $deadline ] || return 1
	done
}

# finish: prints the plan and ends the script.
finish() {
	echo "1..$n"
	exit $failed
}
