#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Numbers and dates as a column writes them: sorted, in ranges, exactly compared.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# sorts FILE COLUMN IDS: in lines mode, the first column in the order of COLUMN is IDS.
sorts() {
	printf 'sort %s\nquit\n' "$2" | "$bali" -d "$work/$1" --lines >"$work/out" 2>"$work/err"
	[ "$(sed -n 's/^[0-9]*\. \([^.]*\)\..*/\1/p' "$work/out" | paste -sd' ' -)" = "$3" ]
	result $? "$1 sorted by $2: $3"
}

# finds PATH TABLE QUERY IDS: list prints the rows with IDS, or nothing.
finds() {
	"$bali" list -d "$work/$1" "$2" -f csv -- "$3" >"$work/out" 2>"$work/err"
	[ "$(sed 1d "$work/out" | cut -d, -f1 | paste -sd' ' -)" = "$4" ]
	result $? "$1 $3: ${4:-none}"
}

cat >"$work/p.csv" <<'END'
city,pop
A,"2,000"
B,"1,000,000"
C,900
D,"15,500"
E,
END
sorts p.csv pop 'C A D B E'
sorts p.csv city 'A B C D E'
finds p.csv p 'pop:>1500' 'A B D'
finds p.csv p 'pop:>1,500' 'A B D'
finds p.csv p 'pop:900..2,000' 'A C'
finds p.csv p 'pop:>=1e6' B
finds p.csv p 'pop:<2000' C
finds p.csv p 'pop:=2,000' A
finds p.csv p 'pop:..15,500 -pop:=""' 'A C D'

cat >"$work/m.csv" <<'END'
id,price,pct,kg,eu,day
1,$5,-5%,0.5 kg,"0,5",15/01/2020
2,"$1,000",-10%,0.25 kg,"0,25",31/12/2019
3,$99.99,3%,1.5 kg,"10,1",01/02/2020
4,"-$20",20%,1.25 kg,"9,75",2/3/2020
5,n/a,,?,,unknown
END
sorts m.csv price '4 1 3 2 5'
sorts m.csv pct '2 1 3 4 5'
sorts m.csv kg '2 1 4 3 5'
sorts m.csv eu '2 1 4 3 5'
sorts m.csv day '2 1 3 4 5'
finds m.csv m 'price:>$50' '2 3'
finds m.csv m 'price:>50' '2 3'
finds m.csv m 'price:<$0' 4
finds m.csv m 'price:-$20..5' '1 4'
finds m.csv m 'pct:<5%' '1 2 3'
finds m.csv m 'pct:-7..7' '1 3'
finds m.csv m 'kg:0.3kg..1.25' '1 4'
finds m.csv m 'kg:>"1 kg"' '3 4'
finds m.csv m 'eu:>0,4' '1 3 4'
finds m.csv m 'eu:0,3..10' '1 4'
finds m.csv m 'eu:>9.8' 3
finds m.csv m 'day:>15/01/2020' '3 4'
finds m.csv m 'day:2020-01..2020-02' '1 3'
finds m.csv m 'day:<2020' 2
refuses "an example shows how a range is written" \
	'“price:” needs a number or a date after >, such as $5.' \
	list -d "$work/m.csv" m 'price:>x'

# Columns of several kinds stay texts with numbers in them as numbers.
cat >"$work/v.csv" <<'END'
id,version,item,size,half
1,1.10.0,item 10,10 kB,3/4
2,1.9.0,item 2,3 MB,1/2
END
sorts v.csv version '2 1'
sorts v.csv item '2 1'
sorts v.csv size '2 1'
sorts v.csv half '2 1'

mkdir "$work/typed"
cat >"$work/typed/datapackage.json" <<'END'
{"resources": [
 {"name": "t", "path": "t.csv", "schema": {"fields": [
  {"name": "id"}, {"name": "x", "type": "number", "decimalChar": ","},
  {"name": "d", "type": "date", "format": "%d/%m/%Y"},
  {"name": "text", "type": "string"}, {"name": "free"},
  {"name": "at", "type": "time"}, {"name": "span", "type": "duration"}]}},
 {"name": "big", "path": "big.csv", "schema": {"primaryKey": "n", "fields": [
  {"name": "id"}, {"name": "n", "type": "integer"},
  {"name": "m", "type": "number", "constraints": {"maximum": 9007199254740992}}]}}]}
END
cat >"$work/typed/t.csv" <<'END'
id,x,d,text,free,at,span
1,"1,5",01/02/2020,"1,000","1,000",09:30:00,P1Y
2,"-1,5",15/01/2020,"2,000","2,000",10:00:00,P2M
3,"1,50",31/12/2019,900,900,17:15:00,P3M
END
cat >"$work/typed/big.csv" <<'END'
id,n,m
1,880000000000000129,9007199254740992
2,880000000000000128,9007199254740991
3,123456789012345678901234567890,9007199254740993
4,123456789012345678901234567889,1
END
finds typed t 'x:>1,2' '1 3'
finds typed t 'x:>1.2' '1 3'
finds typed t 'x:-1,5..1,2' 2
finds typed t 'x:=1,5' '1 3'
finds typed t 'x:1,5' '1 3'
finds typed t 'x:=-1,5' 2
finds typed t 'd:15/01/2020..01/02/2020' '1 2'
finds typed t 'd:2020-01-15..2020-02-01' '1 2'
finds typed t 'd:>=1/2/2020' 1
finds typed t 'free:>950' '1 2'
finds typed t 'text:>950' ''
finds typed t 'at:>10:00' 3
finds typed t 'at:9:00..10:00:00' '1 2'
finds typed t 'at:<9:30:01' 1
finds typed t 'span:>P2M' '1 3'
refuses "a number is no time" '“at:” needs a number or a date after >, such as 09:30:00.' \
	list -d "$work/typed" t 'at:>5'
refuses "a number asked for by a date" '“x:” needs a number or a date after >, such as 1,5.' \
	list -d "$work/typed" t 'x:>2020-01-15'
refuses "a date asked for by a number" \
	'“d:” needs numbers or dates around .., such as 01/02/2020.' \
	list -d "$work/typed" t 'd:1,5..2,5'
finds typed big 'n:=880000000000000129' 1
finds typed big 'n:880000000000000129' 1
finds typed big 'n:>880000000000000128' '1 3 4'
finds typed big 'n:>123456789012345678901234567889' 3
finds typed big 'm:>=9007199254740992' '1 3'
ends 1 check -d "$work/typed" && [ "$(wc -l <"$work/out")" = 1 ] &&
	grep -qF 'big.csv:4:' "$work/out"
result $? "keys and limits are compared by all digits"
printf 'tab 2\nsort n\nquit\n' | "$bali" -d "$work/typed" --lines >"$work/out"
[ "$(sed -n 's/^[0-9]*\. \([0-9]\)\..*/\1/p' "$work/out" | tail -n 4 | paste -sd' ' -)" = \
	'2 1 4 3' ]
result $? "long integers are sorted by all digits"
same "a number that a double does not hold is written as it is" 0 \
	list -d "$work/typed" -f csv big 'n:=123456789012345678901234567890' <<'END'
id,n,m
3,123456789012345678901234567890,9007199254740993
END

finish
