#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bali check as a script calls it, on tests/faulty: a table for each kind of fault, and
# the lines that they must give, written by reading the tables. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
faulty=$srcdir/tests/faulty
example=$srcdir/doc/example
export TERM=xterm-256color

# check STATUS OPTION...: runs the check; succeeds if it ended with STATUS.
check() {
	expected=$1
	shift
	: >"$work/diff"
	"$bali" check "$@" >"$work/out" 2>"$work/err"
	[ $? = "$expected" ]
}

# prints FILE: the last check printed what is in FILE, and nothing on stderr.
prints() {
	diff "$1" "$work/out" >"$work/diff" && [ ! -s "$work/err" ]
}

# A field of 1 MiB and a byte and one of 1,001 lines are made here.
mkdir "$work/faulty"
cp "$faulty"/*.csv "$faulty"/*.gz "$faulty"/*.json "$work/faulty"
chmod u+w "$work/faulty"/*
{
	printf 'id,text\n1,'
	dd if=/dev/zero bs=1048577 count=1 2>/dev/null | tr '\0' x
	printf '\n2,"'
	yes z | head -1000
	printf '"\n'
} >"$work/faulty/long.csv"

check 1 -d "$work/faulty" && prints "$faulty/expected"
result $? "every kind of fault is reported, and where it is"
check 1 -d "$work/faulty/datapackage.json" -f text && prints "$faulty/expected"
result $? "a descriptor can be named itself"

# The same faults in the other forms, put together again to the lines.
check 1 -d "$work/faulty" -f tsv && sed '1d; s/\\\\/\\/g' "$work/out" |
	awk -F '\t' '{ print $1 ($2 ? ":" $2 : "") ($3 ? ":" $3 : "") ": " $4 ": " $9 }' \
		>"$work/lines" && cp "$work/lines" "$work/out" && prints "$faulty/expected"
result $? "TSV has the same"
check 1 -d "$work/faulty" -f json && mv "$work/out" "$work/json"
count=$("$jsonread" '#' <"$work/json")
i=0
: >"$work/out"
while [ "$i" -lt "${count:-0}" ]; do
	for name in file line column severity message; do
		"$jsonread" "$i.$name" <"$work/json"
	done | {
		read -r file
		read -r line
		read -r column
		read -r severity
		read -r message
		case $line in null) ;; *) file=$file:$line ;; esac
		case $column in null) ;; *) file=$file:$column ;; esac
		printf '%s: %s: %s\n' "$file" "$severity" "$message"
	} >>"$work/out"
	i=$((i + 1))
done
prints "$faulty/expected"
result $? "JSON has the same, by another reader of JSON"

# fault FILE LINE COLUMN: the JSON of the first fault there.
fault() {
	grep -F "{\"file\":\"$1\",\"line\":$2,\"column\":$3," "$work/json" | head -1 |
		sed 's/,$//'
}
# has NAME FILE LINE COLUMN KEY VALUE: that fault has VALUE as KEY.
has() {
	: >"$work/diff"
	[ "$(fault "$2" "$3" "$4" | "$jsonread" "$5" 2>"$work/err")" = "$6" ]
	result $? "$1"
}
has "the kind has a name" latin1.csv 2 4 kind encoding
has "the table is named" latin1.csv 2 4 table latin1
has "the row is named by its number where there is no key" latin1.csv 3 10 row 2
has "the row is named by its key" key-twice.csv 5 1 row 1/2
has "the field is named" range.csv 3 5 field year
has "the header has a table" nul.csv 1 6 table nul
has "but it is no row" nul.csv 1 6 row null
has "the descriptor has no table" datapackage.json 73 17 table null
awk '/^\.Sh/ { shown = $2 == "PROBLEMS" } shown && /^\.It Cm/' \
	"$srcdir/doc/bali-data.5.in" | sed 's/^\.It Cm //; s/ , / /g' | tr ' ' '\n' | sort >"$work/kinds"
sed -n 's/.*,"kind":"\([a-z-]*\)",.*/\1/p' "$work/json" | sort -u |
	diff "$work/kinds" - >"$work/diff" && [ -s "$work/kinds" ]
result $? "there is a table for each kind of fault in the manual, and no other kind"
check 1 -d "$work/faulty" -f csv && head -1 "$work/out" | tr -d '\r' >"$work/head" &&
	echo file,line,column,severity,kind,table,row,field,message | cmp -s - "$work/head"
result $? "CSV has a header"
check 1 -d "$work/faulty" -o "$work/faults.md" && [ ! -s "$work/out" ] &&
	grep -qF '| latin1.csv | 2 | 4 | error | encoding | latin1 | 1 | name |' "$work/faults.md"
result $? "-o writes a file, in the form that its name tells"

# The example of the manual: the first display of its section is added to the library, the
# second holds what is printed.
display() {
	awk -v want="$1" '/^\.S[hs]/ { in_section = /^\.Ss bali check/ }
		/^\.Ed/ { shown = 0 }
		shown && in_section && number == want
		/^\.Bd/ && in_section { number++; shown = 1 }' "$srcdir/doc/bali.1.in"
}
mkdir "$work/library"
cp "$example"/* "$work/library"
chmod u+w "$work/library"/*
display 1 >>"$work/library/books.csv"
display 2 | sed '1d; s|\\(lq|“|g; s|\\(rq|”|g' >"$work/printed"
[ "$(wc -l <"$work/printed")" = 2 ] && check 1 -d "$work/library" && prints "$work/printed"
result $? "the example of the manual is right"

# More faults of a kind than the browser keeps.
{
	echo n,m
	i=0
	while [ $i -lt 250 ]; do
		echo 1
		i=$((i + 1))
	done
} >"$work/short.csv"
check 1 -d "$work/short.csv" && [ "$(grep -c 'This row has 1 field' "$work/out")" = 250 ]
result $? "every one of many is reported"

check 0 && prints /dev/null
result $? "the bundled data have no fault"
check 0 -d "$example" && prints /dev/null
result $? "nor has the example of the manual"
check 0 -f json && [ "$("$jsonread" '#' <"$work/out")" = 0 ]
result $? "no fault is JSON too"
printf '\357\273\277id\n1\n' >"$work/mark.csv"
check 0 -d "$work/mark.csv" && grep -q '^mark.csv:1:1: note: ' "$work/out"
result $? "a note is reported, but is no fault"
printf 'id\n1,2\n' >"$work/many.csv"
check 1 -d "$work/many.csv" --color=always && grep -q "$(printf '\033')" "$work/out"
result $? "there are looks when they are asked for"

check 2 -d "$work/none" && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" = 1 ] &&
	grep -q '^bali: .*/none cannot be opened: ' "$work/err"
result $? "what is not there ends with 2 and a sentence"
mkdir "$work/nothing"
check 2 -d "$work/nothing" && [ ! -s "$work/out" ] && grep -q 'has no table' "$work/err"
result $? "so does a folder without a table"
printf '{"resources": [}\n' >"$work/nothing/datapackage.json"
check 2 -d "$work/nothing" && [ ! -s "$work/out" ] &&
	grep -q 'datapackage.json:1:16: error: This is not JSON' "$work/err"
result $? "and one whose descriptor is no JSON, reported with its position"
check 2 more && [ ! -s "$work/out" ] && [ -s "$work/err" ]
result $? "and a word too many"
if [ -e /dev/full ]; then
	"$bali" check -d "$work/faulty" >/dev/full 2>"$work/err"
	[ $? = 2 ] && grep -q '^bali: Cannot write standard output: ' "$work/err"
	result $? "and a full disk"
fi

finish
