#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh SECONDS FOUND TARGET...: runs each target of libFuzzer for so long over its seeds and
# prints how many inputs it tried. An input that makes it fail is put into the folder FOUND,
# and the status is 1; the other targets are run all the same.
set -u
seconds=$1 found=$2 status=0
shift 2
top=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# Whatever is tried must not find a file of the user.
HOME=$work srcdir=$top UBSAN_OPTIONS=print_stacktrace=1
# What is freed is soon used again: fresh memory is an eighth of the time of the targets keys,
# package and search.
ASAN_OPTIONS=quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export HOME srcdir UBSAN_OPTIONS ASAN_OPTIONS
mkdir -p "$found"
found=$(cd "$found" && pwd)

for target; do
	name=${target##*/fuzz_}
	tests=$top/tests/fuzz
	mkdir "$work/$name"
	set -- "$work/$name" "$tests/seeds/$name"
	# The files with faults are seeds of whatever reads files.
	case $name in csvfile | dialect) set -- "$@" "$top/tests/bad-csv" ;; esac
	# Weighing what an input covers by how rare it is takes half of the time of keys, two
	# fifths of that of package and a quarter of that of search.
	case $name in keys | package | search) set -- -entropic=0 "$@" ;; esac
	[ ! -e "$tests/$name.dict" ] || set -- "-dict=$tests/$name.dict" "$@"
	"$target" -max_total_time="$seconds" -timeout=25 -print_final_stats=1 \
		-artifact_prefix="$found/$name-" "$@" >"$work/log" 2>&1 </dev/null
	failed=$?
	tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
	if [ $failed = 0 ] && [ "${tried:-0}" -gt 0 ]; then
		echo "  FUZZ     $name: $tried inputs tried, no finding"
	else
		echo "  FUZZ     $name: FAILED after ${tried:-unknown} inputs"
		tail -n 60 "$work/log"
		status=1
	fi
done
exit $status
