#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How files without a descriptor are written, by the options: for every command, in lines,
# and through a pipe. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
cd "$work" || exit 1

printf 'Prices of 2020\n# by hand\nciudad;habitantes\nSoria;39695\n#Lugo;0\nÁvila;57657\n' >prices.csv
iconv -f UTF-8 -t ISO-8859-1 prices.csv >latin.csv
printf "a\tb\n'x\ty'\t2\n" >quotes.txt

same "the delimiter, the header and comments" 0 list -d prices.csv prices -f csv \
	--delimiter=';' --header=3 --comment='#' <<'X'
ciudad,habitantes
Soria,39695
Ávila,57657
X
same "names of characters, lines skipped, no comments" 0 list -d prices.csv prices -f csv \
	--delimiter semicolon --skip 2 --comment none <<'X'
ciudad,habitantes
Soria,39695
#Lugo,0
Ávila,57657
X
same "no header" 0 list -d prices.csv prices -f csv \
	--delimiter=';' --skip=3 --header=none --comment='#' <<'X'
column 1,column 2
Soria,39695
Ávila,57657
X
same "an encoding" 0 list -d latin.csv latin -f csv \
	--delimiter=';' --header=3 --comment='#' --encoding latin1 <<'X'
ciudad,habitantes
Soria,39695
Ávila,57657
X
# What no guess can know: a pipe in these encodings, and a colon between fields.
for encoding in UTF-16LE UTF-16BE SHIFT_JIS GB18030 EUC-JP; do
	printf '名前:都市\n太郎:東京\n' | iconv -f UTF-8 -t $encoding |
		"$bali" list -d - stdin -f csv --encoding=$encoding --delimiter=: >out 2>err
	printf '名前,都市\n太郎,東京\n' | cmp -s - out
	result $? "$encoding through a pipe"
done
for encoding in MACINTOSH WINDOWS-1250 IBM850; do
	printf 'ville:rue\nOrléans:Föhr\n' | iconv -f UTF-8 -t $encoding |
		"$bali" list -d - stdin -f csv --encoding=$encoding --delimiter=: >out 2>err
	printf 'ville,rue\nOrléans,Föhr\n' | cmp -s - out
	result $? "$encoding through a pipe"
done
same "quotes" 0 list -d quotes.txt quotes -f csv --delimiter=tab --quote="'" <<'X'
a,b
x	y,2
X
same "no quotes" 0 list -d prices.csv prices -f csv \
	--delimiter='\t' --quote=none --comment='#' --header=1 <<'X'
Prices of 2020
ciudad;habitantes
Soria;39695
Ávila;57657
X
printf 'x\ty\n1,5\t2\n' | "$bali" list --delimiter tab -d - stdin -f csv >out 2>err
printf 'x,y\n"1,5",2\n' | cmp -s - out
result $? "tabs through a pipe"
printf 'x\ty\n1,5\t2\n' | "$bali" check --delimiter tab -d - >out 2>err && [ ! -s out ]
result $? "bali check heeds them"
printf 'list\n' | "$bali" --lines --delimiter=';' --header=3 --comment='#' prices.csv >out 2>err
grep -q 'Ávila' out && grep -q '57657' out && ! grep -q Lugo out
result $? "and so do lines"
printf 'a;b\n1;2\n3;4\n' >guess.csv
printf 'quit\n' | "$bali" --lines guess.csv >out 2>err
grep -qx 'Read as: ; between fields — guessed\.' out
result $? "which report a guess"

mkdir folder
printf 'a|b\n1|2\n' >folder/one.csv
printf 'c|d\n3|4\n' >folder/two.csv
same "every file of a folder" 0 tables -d folder --delimiter='|' -f csv <<'X'
name,title,rows,description
one,one,1,
two,two,1,
X
same "the other of them" 0 list -d folder two --delimiter='|' -f csv <<'X'
c,d
3,4
X

refuses "a descriptor declares it" 'declares how its files are written' \
	list -d "$srcdir/doc/example" books --delimiter=';'
refuses "when browsing too" 'Change “dialect” or “encoding” there' \
	--dump=80x24 --encoding=latin1 "$srcdir/doc/example/datapackage.json"
refuses "an unknown encoding" 'The encoding is a name that iconv -l lists, not “klingon”.' \
	list -d prices.csv prices --encoding=klingon
refuses "two characters" 'The delimiter is one ASCII character, or tab, not “;;”.' \
	list -d prices.csv prices --delimiter=';;'
refuses "what does not go together" 'must differ from each other' \
	list -d prices.csv prices --delimiter=';' --quote=';'

finish
