#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Names in one's own language: in text, not in what programs read. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
data=$srcdir/data

"$bali" -d "$data" --names th -f text list members >"$work/out" 2>"$work/err"
grep -qE '^กัมพูชา +Cambodia +Feb 2002 ' "$work/out" && [ ! -s "$work/err" ]
result $? "text has the name, and the label beside"
for format in csv tsv json markdown; do
	"$bali" -d "$data" -f $format list members >"$work/plain" 2>"$work/err"
	"$bali" -d "$data" --names th -f $format list members >"$work/out" 2>"$work/err"
	cmp -s "$work/plain" "$work/out" && [ -s "$work/plain" ]
	result $? "$format is the same"
	"$bali" -d "$data" -f $format find myanmar >"$work/plain" 2>"$work/err"
	"$bali" -d "$data" --names th -f $format find myanmar >"$work/out" 2>"$work/err"
	cmp -s "$work/plain" "$work/out" && [ -s "$work/plain" ]
	result $? "$format of find is the same"
done
"$bali" -d "$data" --names th -f text find myanmar >"$work/out" 2>"$work/err"
grep -q 'เมียนมา.*Myanmar' "$work/out"
result $? "find has the name"
refuses "an unknown language" "Unknown language “thai”. Near: th (Thai)." \
	-d "$data" --names thai -f text list members
refuses "data without names" "These data have no names in other languages." \
	-d "$data/regions.csv" --names th -f text list regions

# The locale says it, and the configuration; neither stops a command.
LC_ALL='' LC_MESSAGES=th_TH.UTF-8 "$bali" -d "$data" --names auto -f text list members \
	>"$work/out" 2>"$work/err"
grep -q '^กัมพูชา' "$work/out" && [ ! -s "$work/err" ]
result $? "auto takes the language of messages"
LC_ALL=C "$bali" -d "$data" --names auto -f text list members >"$work/out" 2>"$work/err"
grep -q '^Cambodia' "$work/out" && [ ! -s "$work/err" ]
result $? "which may be none"
mkdir -p "$work/bali"
printf 'names = thai\n' >"$work/bali/config"
XDG_CONFIG_HOME=$work "$bali" -d "$data" -f text list members >"$work/out" 2>"$work/err"
[ $? = 0 ] && grep -q '^Cambodia' "$work/out" && grep -q 'Unknown language' "$work/err"
result $? "an unknown one in the configuration is reported"
printf 'names = th\n' >"$work/bali/config"
XDG_CONFIG_HOME=$work "$bali" -d "$data" -f text list members >"$work/out" 2>"$work/err"
grep -q '^กัมพูชา' "$work/out"
result $? "a known one holds"
XDG_CONFIG_HOME=$work "$bali" -d "$data" --names none -f text list members \
	>"$work/out" 2>"$work/err"
grep -q '^Cambodia' "$work/out"
result $? "until the command line says none"

finish
