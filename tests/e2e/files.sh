#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files as the system has them: more than may be open, larger than
# memory, links. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# A folder of 300 tables, and a package of as many resources.
mkdir "$work/many" "$work/package"
printf '{"resources":[' >"$work/package/datapackage.json"
i=0
while [ $i -lt 300 ]; do
	printf 'id,town\n%d,Lund\n' $i | tee "$work/many/t$i.csv" >"$work/package/t$i.csv"
	[ $i = 0 ] || printf ',' >>"$work/package/datapackage.json"
	printf '{"name":"t%d","path":"t%d.csv","schema":{"primaryKey":"id",' $i $i
	printf '"fields":[{"name":"id","type":"integer"},{"name":"town"}]}}'
	i=$((i + 1))
done >>"$work/package/datapackage.json"
printf ']}\n' >>"$work/package/datapackage.json"

for set in many package; do
	(
		ulimit -n 32
		ends 0 -d "$work/$set" -f csv tables && ends 0 -d "$work/$set" check &&
			ends 0 -d "$work/$set" -f csv tables
	) && [ "$(grep -c '^t[0-9]*,t[0-9]*,1,$' "$work/out")" = 300 ]
	result $? "more tables than files may be open: $set"
done

# A table that is larger than it may be ends at its last whole row, in whatever form it
# comes; the others are whole.
mkdir "$work/large"
printf 'id,town\n1,Lund\n' >"$work/large/small.csv"
{
	printf 'id,town\n'
	i=100
	while [ $i -lt 500 ]; do
		printf '%d,Lund\n' $i
		i=$((i + 1))
	done
} >"$work/large/rows.csv"
gzip -nc "$work/large/rows.csv" >"$work/large/packed.csv.gz"
ends 1 -d "$work/large" --limit=1K check
for name in packed.csv.gz rows.csv; do
	grep -q "^$name: error: Reading stopped .*: a table may have 1 KiB, unless" "$work/out" ||
		echo "$name" >>"$work/diff"
done
[ ! -e "$work/diff" ]
result $? "a table over the limit is reported as that"
same "and ends at a row" 2 -d "$work/large" --limit=1K -f csv tables <<'END'
name,title,rows,description
packed,packed,112,
rows,rows,112,
small,small,1,
END
ends 0 -d "$work/large/rows.csv" --limit=3608 check && [ ! -s "$work/out" ]
result $? "one of exactly that size is whole"
same "one byte more is cut" 1 -d "$work/large/rows.csv" --limit=3607 check <<'END'
rows.csv: error: Reading stopped after 3608 bytes: a table may have 3607 bytes, unless --limit allows more. The complete rows before that are shown.
END
# What is no text is no empty table.
mkdir "$work/binary"
printf 'id,town\n1,Lund\n' >"$work/binary/small.csv"
head -c 600 /dev/zero >"$work/binary/zeros.csv"
ends 2 -d "$work/binary" list zeros && grep -q "zeros.csv: " "$work/err" &&
	ends 2 -d "$work/binary" list zeros -f csv -o "$work/x" && [ ! -e "$work/x" ]
result $? "a table that is refused is reported as not read"
ends 2 -d "$work/binary" tables && ends 0 -d "$work/binary" list small
result $? "others are whole"

# endless NAME TEXT LINE OPTION...: a pipe that goes on writing LINE is cut, TEXT says why.
endless() {
	name=$1 text=$2 line=$3
	shift 3
	yes "$line" 2>"$work/yes" | timeout 60 "$bali" -d - -f csv "$@" tables \
		>"$work/out" 2>"$work/err"
	[ $? = 2 ] && grep -q '^stdin,' "$work/out" && grep -qF "$text" "$work/err"
	result $? "$name"
}
endless "a pipe without an end" ': a table may have 1 MiB, unless' 'a long line' --limit=1M
# starts_in KIB: the program starts in so much memory; what the sanitizers keep takes more.
starts_in() {
	(ulimit -v "$1" && "$bali" --version) >/dev/null 2>&1
}
if starts_in 200000; then
	(
		ulimit -v 200000
		endless "one without a limit" ': a table may have 97 MiB, unless' 'a rather long line'
		endless "one of so short lines that no more fit" ': no more rows fit into memory' 1
		[ $failed = 0 ]
	)
	[ $? = 0 ] || failed=1
	n=$((n + 2))
else
	skip "one without a limit" "needs more memory to start"
	skip "one of so short lines that no more fit" "needs more memory to start"
fi
refuses "no size" 'takes bytes, or so many K, M, G or T' --limit=2.5G tables
refuses "nor is that" 'takes bytes, or so many K, M, G or T' --limit= tables

# What a file claims to have takes no memory: a hole of a terabyte does not even have rows.
printf 'id,town\n1,Lund\n' >"$work/large/hole.csv"
if starts_in 4000000 && truncate -s 1T "$work/large/hole.csv" 2>/dev/null; then
	(
		ulimit -v 4000000
		ends 2 -d "$work/large" --limit=1M -f csv tables && grep -q '^small,small,1,' "$work/out"
	)
	result $? "a file that claims to be large"
else
	skip "a file that claims to be large" "no sparse files, or little memory, here"
fi
rm -f "$work/large/hole.csv"

mkdir "$work/links"
printf 'id,town\n1,Lund\n' >"$work/outside.csv"
ln -s ../outside.csv "$work/links/towns.csv"
same "a symbolic link is followed" 0 -d "$work/links" -f csv list towns <<'END'
id,town
1,Lund
END

for command in 'find lund' 'tables' '--dump 80x24' '--version'; do
	# shellcheck disable=SC2086 # the words of a command
	"$bali" -d "$work/links" $command >&- 2>"$work/err"
	[ $? = 2 ] && grep -q '^bali: Cannot write standard output: ' "$work/err"
	result $? "output that is closed is a failure: $command"
done

finish
