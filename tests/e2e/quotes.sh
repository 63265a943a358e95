#!/bin/sh
# Quotes that do not fit, as a user meets them. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
cd "$work" || exit 1

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

finish
