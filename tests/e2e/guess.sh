#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files that nothing describes, as they come from spreadsheets, databases and instruments:
# what is guessed, that check names it, and that exports are plain. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
cd "$work" || exit 1

# read_as NAME FILE <ROWS: `bali list -f csv` prints ROWS, complains of nothing, and the same
# comes of the bytes through a pipe, but for a .tsv, which is known by its name.
read_as() {
	name=$1 file=$2 table=${2%.*}
	cat >expected
	ends 0 list -d "$file" "$table" -f csv && cmp -s expected out && [ ! -s err ]
	result $? "$name"
	case $file in *.tsv) return ;; esac
	"$bali" list -d - stdin -f csv <"$file" >out 2>err && cmp -s expected out
	result $? "$name, piped"
}

# noted FILE WORDS: `bali check` has one note, with WORDS, and exits with 0.
noted() {
	ends 0 check -d "$1" && [ "$(wc -l <out)" = 1 ] &&
		grep -qF "note: Read as: $2 (guessed)." out
	result $? "check: $2"
}

printf 'ciudad;habitantes;precio\nSoria;39695;12,50\nLugo;97211;9,75\n' >prices.csv
read_as "semicolons, decimal commas" prices.csv <<'X'
ciudad,habitantes,precio
Soria,39695,"12,50"
Lugo,97211,"9,75"
X
noted prices.csv '; between fields'
printf 'id\tx\n1\t4\n' | tee points.csv points.tsv points.txt >points.psv
for file in points.csv points.txt points.psv points.tsv; do
	read_as "tabs in $file" $file <<'X'
id,x
1,4
X
done
noted points.txt 'tab between fields'
ends 0 check -d points.tsv && [ ! -s out ]
result $? "check: nothing of a .tsv"
printf '"id"|"name"\n"1"|"a, b | c"\n"2"|"d"\n' >pipes.psv
read_as "bars and quotes" pipes.psv <<'X'
id,name
1,"a, b | c"
2,d
X
printf 'id^name\n1^a, b\n2^c\n' >caret.csv
read_as "carets" caret.csv <<'X'
id,name
1,"a, b"
2,c
X
printf 'id:name\n1:a\n2:b\n' >colon.csv
read_as "a colon parts nothing" colon.csv <<'X'
id:name
1:a
2:b
X
ends 0 check -d colon.csv && [ ! -s out ]
result $? "check: nothing of it"
printf '\357\273\277sep=;\r\nname;sum\r\nAda;1,5\r\n' >sep.csv
read_as "sep=" sep.csv <<'X'
name,sum
Ada,"1,5"
X

printf '# rain gauges of spring\n# read by hand\nplace,mm,remark\nMoor,31,windy\n# gauge cleaned\nHill,44,calm\n' >sheet.csv
read_as "comments" sheet.csv <<'X'
place,mm,remark
Moor,31,windy
Hill,44,calm
X
noted sheet.csv '# begins comments'
printf 'Visitors per museum 2024\n\nmuseum,visitors,free\nNorth,1200,yes\nSouth,340,no\n' >report.csv
read_as "a title" report.csv <<'X'
museum,visitors,free
North,1200,yes
South,340,no
X
noted report.csv 'header in line 3'
printf 'Ada,36,1.70\nEve,41,1.65\n' >people.csv
read_as "no header" people.csv <<'X'
column 1,column 2,column 3
Ada,36,1.70
Eve,41,1.65
X
noted people.csv 'no header'

printf 'name;place\nZo\353;Besan\347on\nJos\351;M\374nchen \226 Ost\n' >latin.csv
read_as "Latin-1" latin.csv <<'X'
name,place
Zoë,Besançon
José,München – Ost
X
noted latin.csv '; between fields, Latin-1 (windows-1252)'
ends 0 find -d latin.csv besancon && grep -q 'Besançon' out
result $? "found without its accent"
# One sequence that is UTF-8 by chance: it is not guessed, but can be set.
printf 'name\nZo\353\n\223\305\224\n' >chance.csv
ends 1 check -d chance.csv && grep -q 'name its encoding (--encoding' out
result $? "what may be UTF-8 is told"
same "and is read as it is set" 0 list -d chance.csv chance --encoding=windows-1252 -f csv <<'X'
name
Zoë
“Å”
X
for encoding in UTF-16LE UTF-16BE; do
	printf 'nr\tplace\n1\tBesançon\n2\t広島\n' | iconv -f UTF-8 -t $encoding >plain
	case $encoding in *LE) printf '\377\376' ;; *) printf '\376\377' ;; esac >marked.csv
	cat plain >>marked.csv
	mv plain unmarked.csv
	for file in marked.csv unmarked.csv; do
		read_as "$encoding, $file" $file <<'X'
nr,place
1,Besançon
2,広島
X
	done
	noted unmarked.csv "tab between fields, $encoding"
done

mkdir folder
cp prices.csv latin.csv folder
ends 0 check -d folder && [ "$(grep -c 'note: Read as' out)" = 2 ]
result $? "every file of a folder"
same "what is set is not guessed" 0 list -d people.csv people -f csv --header=1 <<'X'
Ada,36,1.70
Eve,41,1.65
X
same "what is not set is" 0 list -d prices.csv prices -f csv --header=none <<'X'
column 1,column 2,column 3
ciudad,habitantes,precio
Soria,39695,"12,50"
Lugo,97211,"9,75"
X

finish
