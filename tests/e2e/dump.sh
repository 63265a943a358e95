#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program as a script calls it: --dump on the tree's own data, on the example of the
# manual, on tables without a descriptor; the exit status of what cannot be. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
example=$srcdir/doc/example

run() { ends 0 "$@"; }

# shows NAME TEXT... -- OPTION...: the dump holds every TEXT.
shows() {
	name=$1
	shift
	: >"$work/texts"
	while [ "$1" != -- ]; do
		printf '%s\n' "$1" >>"$work/texts"
		shift
	done
	shift
	status=0
	run "$@" || status=1
	while IFS= read -r text; do
		grep -qF -e "$text" "$work/out" || { status=1; echo "# lacks: $text"; }
	done <"$work/texts"
	result $status "$name"
}

shows "the tree's own data are found" "1 Members 45" "2 Participants 18" \
	"3 Organizations 16" "4 Meetings 8" -- --dump 120x36
shows "the members, as listed" "Cambodia  " "Kampuchea" -- --dump 170x60 --tab members
shows "a record, by its key" "Cambodia" "Phnom Penh" -- --dump 100x40 --select members/KH

LC_ALL=C run --dump 80x24 --tab members && [ -s "$work/out" ] &&
	! LC_ALL=C grep -q '[^ -~]' "$work/out"
result $? "only ASCII in a locale without letters beyond it"

run --dump 80x24 && [ "$(wc -l <"$work/out")" -le 24 ] &&
	! LC_ALL=C.UTF-8 grep -qE '.{81}' "$work/out"
result $? "the screen is as large as asked for"

shows "a folder made by hand has tabs" "A small library" "Books 4" "Authors 3" \
	-- -d "$example" --dump 100x14 --tab books
shows "a reference is shown by name, with fields behind it" "Murasaki Shikibu" "Japan" \
	-- -d "$example" --dump 100x14 --tab books
shows "links lead back" "Mentioned in" "Emma" "Persuasion" \
	-- -d "$example" --dump 100x24 --select authors/austen
shows "a descriptor can be named itself" "Books 4" \
	-- -d "$example/datapackage.json" --dump 100x14
shows "a lone file" "The Tale of Genji" "murasaki" -- -d "$example/books.csv" --dump 100x14

cp "$example/books.csv" "$example/authors.csv" "$work" && chmod u+w "$work"/*.csv
shows "a folder of files that nothing describes" "books 4" "authors 3" \
	-- -d "$work" --dump 100x14

shows "--help says how it is called" "Usage: bali" "--dump=WxH" -- --help
shows "--version names the program" "bali " -- --version
shows "--keys has every group" "Moving" "Search" "Timeline" -- --keys

"$bali" --dump 80x24 >/dev/full 2>"$work/err"
[ $? = 2 ] && grep -q '^bali: ' "$work/err"
result $? "a full disk is an error"

refuses "what is not there" "$work/nothing" -d "$work/nothing" --dump 80x24
refuses "an option that there is not" "--no-such-option" --no-such-option
refuses "a size that is none" "wide" --dump wide
refuses "a tab that there is not" "“nothing”" --dump 80x24 --tab nothing

finish
