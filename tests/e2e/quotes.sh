#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Quotes that do not fit, and rows wider than the header, as a user meets them. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
cd "$work" || exit 1

# checks NAME <TEXT: the last check printed exactly TEXT.
checks() {
	ends 1 check -d "$1"
	cat >"$work/expected"
	cmp -s "$work/expected" "$work/out"
	result $? "the faults of $1"
}

# A quote is lost in row 10, the next one opens a cell in row 900.
{
	echo id,name,town
	i=1
	while [ $i -le 1000 ]; do
		case $i in
		10) echo '10,"Ann Lee,Oslo' ;;
		900) echo '900,"Lund, Kai",Bergen' ;;
		*) echo "$i,n$i,t$i" ;;
		esac
		i=$((i + 1))
	done
} >people.csv
ends 0 list -d people.csv people -f csv
[ "$(wc -l <out)" = 1001 ] && [ "$(sed -n 901p out)" = '900,"Lund, Kai",Bergen' ] &&
	grep -q '^10,"""Ann Lee",Oslo$' out && grep -q '1 error' err
result $? "a lost quote takes no row along"
checks people.csv <<'X'
people.csv:11:4: error: The quote opened here is closed only 890 lines below, where text follows it. Each line is read as a row. Close the quote, or double it if it belongs to the text.
X
ends 0 find -d people.csv n950 -f csv && grep -q '^people,950,' out
result $? "the rows after it are found"
ends 0 list -d - stdin -f csv <people.csv && [ "$(wc -l <out)" = 1001 ]
result $? "through a pipe too"

cat >app.csv <<'X'
task,hours,who,done
mow, 2,Ida,"yes" 
rake, 3,Ole,"no"
sow, 1,Ida,"yes" 
prune, 4,Ole,"yes"
X
same "blanks after a closing quote are dropped" 0 list -d app.csv app -f csv <<'X'
task,hours,who,done
mow," 2",Ida,yes
rake," 3",Ole,no
sow," 1",Ida,yes
prune," 4",Ole,yes
X
printf 'id,name,city\n1,""Anna"",Oslo\n2,Ben,Rome\n3,""Cleo"",Paris\n4,Dan,Bonn\n' >twice.csv
same "cells that were quoted twice" 0 list -d twice.csv twice -f tsv <<'X'
id	name	city
1	"Anna"	Oslo
2	Ben	Rome
3	"Cleo"	Paris
4	Dan	Bonn
X

# In text/tab-separated-values a quote is a letter, unless a dialect says otherwise.
printf 'nr\ttree\tage\n1\toak\t90\n2\t"elm\t40\n3\tfir\t35\n4\t"yew"\t200\n5\tash"\t60\n' >trees.tsv
cp trees.tsv trees.tab
for file in trees.tsv trees.tab; do
	same "quotes in $file are letters" 0 list -d $file trees -f csv <<'X'
nr,tree,age
1,oak,90
2,"""elm",40
3,fir,35
4,"""yew""",200
5,"ash""",60
X
done
same "unless they are asked for" 0 list -d trees.tsv trees -f csv --quote='"' -- nr:4 <<'X'
nr,tree,age
4,yew,200
X
mkdir package
sed -n '1p;5p' trees.tsv >package/trees.tsv
trees() {
	cat >package/datapackage.json <<X
{ "name": "p", "resources": [ { "name": "trees", "path": "trees.tsv" $1 } ] }
X
	ends 0 list -d package trees -f tsv && [ "$(sed -n 2p out)" = "$2" ]
	result $? "in a package: $1"
}
trees '' '4	"yew"	200'
trees ', "dialect": { "delimiter": "\t" }' '4	yew	200'
trees ', "dialect": { "delimiter": "\t", "quoteChar": null }' '4	"yew"	200'

# Cells beyond the header.
printf 'plot,may,june\nA,41,52\nB,63\nC,74,85,96,107\n' >compound.csv
same "cells beyond the header are listed" 0 list -d compound.csv compound -f csv <<'X'
plot,may,june,column 4,column 5
A,41,52,,
B,63,,,
C,74,85,96,107
X
json "as JSON" rows.2.'column 5' 107 list -d compound.csv compound -f json
same "on the record" 0 show -d compound.csv C -f text <<'X'
C

may       74
june      85
column 4  96
column 5  107
X
same "they are found, by their name too" 0 find -d compound.csv 107 -f csv <<'X'
table,key,label,answer,reason
compound,3,C,74 · 85,column 5: 107
X
same "and by their column" 0 list -d compound.csv compound -f tsv column_5:107 <<'X'
plot	may	june	column 4	column 5
C	74	85	96	107
X
checks compound.csv <<'X'
compound.csv:3: error: This row has 2 fields where the header has 3. The last are taken as empty. Write a ',' for each empty field.
compound.csv:4:9: error: This row has 5 fields where the header has 3. The columns beyond it are called “column 4” and so on. Name them in the header, or put a field with a ',' in it in quotes.
X
printf 'a,b\n1,2,\n' >trailing.csv
same "empty cells need no column" 0 list -d trailing.csv trailing -f csv <<'X'
a,b
1,2
X
checks trailing.csv <<'X'
trailing.csv:2:5: error: This row has 3 fields where the header has 2. The last are empty. Remove the ',' before each.
X
mkdir wide
printf 'id,name\n1,x,left over\n' >wide/t.csv
cat >wide/datapackage.json <<'X'
{ "name": "w", "resources": [ { "name": "t", "path": "t.csv", "schema": {
  "fields": [ { "name": "id" }, { "name": "name" } ], "primaryKey": "id" } } ] }
X
same "with a schema too" 0 list -d wide t -f csv -- over <<'X'
id,name,column 3
1,x,left over
X

finish
