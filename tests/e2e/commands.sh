#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The commands find, list and tables as a script calls them: every form, the exit status,
# what happens when the output cannot be written. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

mkdir "$work/odd"
cat >"$work/odd/datapackage.json" <<'END'
{
  "name": "odd",
  "resources": [ {
    "name": "things", "path": "things.csv",
    "schema": {
      "fields": [
        { "name": "id", "type": "integer" },
        { "name": "text", "type": "string" },
        { "name": "size", "type": "number" },
        { "name": "old", "type": "boolean" },
        { "name": "tags", "type": "list" },
        { "name": "at", "type": "geopoint" },
        { "name": "more", "type": "object" }
      ],
      "primaryKey": "id"
    }
  } ]
}
END
printf '%s\n' \
	'id,text,size,old,tags,at,more' \
	'1,"a, ""b""",4.89,true,"x,y","104.92, 11.56","{""k"": [1, null]}"' \
	'2,"two' \
	'lines",-3,false,,,' \
	'3,=1+1,1e3,,,,' \
	'4,a|b\*c,,,,,' >"$work/odd/things.csv"
printf '5,\033]52;c;eA==\007\302\233\342\200\256,,,,,\n' >>"$work/odd/things.csv"

same "list prints TSV with a header to a pipe, a record a line" 0 -d "$work/odd" list things \
	-- '-id:5' <<'END'
id	text	size	old	tags	at	more
1	a, "b"	4.89	true	x,y	104.92, 11.56	{"k": [1, null]}
2	two\nlines	-3	false			
3	=1+1	1e3				
4	a|b\\*c					
END
same "list prints CSV, quoted where it must be" 0 -d "$work/odd" -f csv list things -- '-id:5' <<'END'
id,text,size,old,tags,at,more
1,"a, ""b""",4.89,true,"x,y","104.92, 11.56","{""k"": [1, null]}"
2,"two
lines",-3,false,,,
3,=1+1,1e3,,,,
4,a|b\*c,,,,,
END
same "--safe-csv guards a formula, not a negative number" 0 -d "$work/odd" --safe-csv -f csv \
	list things id:2..3 <<'END'
id,text,size,old,tags,at,more
2,"two
lines",-3,false,,,
3,'=1+1,1e3,,,,
END
same "list prints a Markdown table" 0 -d "$work/odd" -f markdown list things id:2..4 <<'END'
| id | text | size | old | tags | at | more |
| ---: | --- | ---: | --- | --- | --- | --- |
| 2 | two<br>lines | -3 | false |  |  |  |
| 3 | =1+1 | 1e3 |  |  |  |  |
| 4 | a\|b\\\*c |  |  |  |  |  |
END
ends 0 -d "$work/odd" --crlf -f csv list things id:3 &&
	printf 'id,text,size,old,tags,at,more\r\n3,=1+1,1e3,,,,\r\n' | cmp -s - "$work/out"
result $? "--crlf ends the lines of CSV as RFC 4180 has it"
json "an integer is a number" rows.0.id 1 -d "$work/odd" -f json list things
json "a number keeps its digits" rows.0.size 4.89 -d "$work/odd" -f json list things
json "a truth value is one" rows.1.old false -d "$work/odd" -f json list things
json "a list is an array" rows.0.tags '["x","y"]' -d "$work/odd" -f json list things
json "a point is longitude and latitude" rows.0.at '[104.92,11.56]' -d "$work/odd" -f json list things
json "an object is nested" rows.0.more '{"k":[1,null]}' -d "$work/odd" -f json list things
json "what is missing is null" rows.2.old null -d "$work/odd" -f json list things
json "all rows are there" 'rows.#' 5 -d "$work/odd" -f json list things

printf '\033]52;c;eA==\007\302\233\342\200\256\n' >"$work/raw"
ends 0 -d "$work/odd" -f tsv list things id:5 && cut -f2 "$work/out" | tail -1 | cmp -s - "$work/raw"
result $? "to a pipe a control sequence is what it is"
ends 0 -d "$work/odd" -f json list things id:5 &&
	! LC_ALL=C grep -q "$(printf '[\033\302\342]')" "$work/out" &&
	[ "$("$jsonread" rows.0.text <"$work/out")" = "$(cat "$work/raw")" ]
result $? "in JSON it is escaped, and reads back the same"

ends 0 list participants -f csv holland && grep -q '^NL,Holland,9,observer,2002-02,' "$work/out"
result $? "a link is its key in CSV"
same "find prints table, key, name, answer and reason" 0 find burma table:members <<'END'
table	key	label	answer	reason
members	MM	Myanmar	taking part since February 2002 · in the Ad Hoc Group	former name: Burma
END
same "find prints a heading a table for people" 0 find burma table:members -f text <<'END'
Members 1
  Myanmar  taking part since February 2002 · in the Ad Hoc Group   ← former name: Burma
END
json "find prints an object a table as JSON" 0.rows.0.listed_as Kampuchea find kampuchea -f json
json "with the reason beside" 0.reasons.0 'former name: Kampuchea' find kampuchea -f json
json "tables are counted" 0 '{"name":"things","title":"things","rows":5,"description":null}' \
	-d "$work/odd" tables -f json

ends 1 find brumma && grep -q '^bali: Nothing matches “brumma”\. Nearest: Burma (Myanmar)\.$' "$work/err"
result $? "what is not found ends with 1 and tells the nearest"
ends 1 list meetings kampucheea -f json && [ "$("$jsonread" 'rows.#' <"$work/out")" = 0 ]
result $? "nothing found is still JSON"
{
	printf 'id,text\n1,'
	dd if=/dev/zero bs=30000 count=1 2>/dev/null | tr '\0' a
	printf '\n2,ay\n'
} >"$work/slow.csv"
"$bali" find -d "$work/slow.csv" 're:/(?:a|x)*[yz]/' >"$work/out" 2>"$work/err" &&
	grep -q "^slow	2	" "$work/out" &&
	grep -q '^bali: Pattern too slow: 1 cell not searched\.$' "$work/err"
result $? "cells on which an expression takes too long are reported"
refuses "a scope that is nearly one" 'region' list members 'regoin:asia'
refuses "a table that is not there: those that are, are named" 'members, participants' list nope
refuses "a command that is not there" '“nope”' nope
refuses "a format that is not there" 'csv, tsv' list members -f xml
refuses "an option of the browser" '--tab is for browsing' list members --tab x
ends 0 -f csv --titles list members name:samoa && head -n 1 "$work/out" | grep -q '^Country,' &&
	ends 0 -f csv list members name:samoa && head -n 1 "$work/out" | grep -q '^country,'
result $? "--titles heads the columns of CSV with titles"
refuses "an option of the commands" '--crlf is for a command' --crlf
refuses "a command with too few words" 'bali find QUERY' find
refuses "data that are not there" 'none' -d "$work/none" list members
ends 0 list members -- -asia && ! grep -q 'AF' "$work/out"
result $? "behind -- a word may begin with a minus"
ends 0 list members my && [ "$(sed -n 2p "$work/out" | cut -f1)" = MY ] && ends 0 list members Mỹ &&
	[ "$(sed -n 2p "$work/out" | cut -f1)" = US ]
result $? "the rows of a query come the best first"

if [ -e /dev/full ]; then
	"$bali" list members >/dev/full 2>"$work/err"
	[ $? = 2 ] && grep -q '^bali: Cannot write standard output: ' "$work/err"
	result $? "a full disk is an error"
	ends 2 list members -o /dev/full
	result $? "also behind -o"
fi
(
	"$bali" list names -f csv 2>"$work/err"
	echo $? >"$work/status"
) | head -1 >"$work/out"
[ ! -s "$work/err" ] && grep -q '^country,' "$work/out"
result $? "a closed pipe is no message"
ends 0 list members -o "$work/new.csv" && [ ! -s "$work/out" ] &&
	head -1 "$work/new.csv" | grep -q '^country,listed_as,'
result $? "-o writes a file, in the form that its name tells"
cp "$work/new.csv" "$work/kept"
refuses "a file that is there is kept where nobody can be asked" '--force overwrites it' \
	list meetings -o "$work/new.csv" </dev/null
cmp -s "$work/kept" "$work/new.csv"
result $? "as it was"
ends 0 list meetings -o "$work/new.csv" --force </dev/null &&
	head -1 "$work/new.csv" | grep -q '^number,'
result $? "--force overwrites it"
[ "$(ls "$work" | grep -c '^new')" = 1 ]
result $? "and leaves nothing beside it"
refuses "-o into a folder that is not there" "Cannot write: folder does not exist." list members -o "$work/none/x.csv"

# The map: by region, nearest first, from the record that is named.
same "places by region, from a record" 0 map polynesia --from fiji -f text <<'END'
Polynesia 2
  Tonga  745 km south-east
  Samoa  1151 km north-east
END
same "where conferences were held" 0 map table:meetings adelaide -f csv <<'END'
table,key,name,longitude,latitude,group,distance,direction
meetings,8,Eighth Ministerial Conference,138.6,-34.93,Australia and New Zealand,0.0,
END
refuses "measured from no record" "There is no record “qqqq”" map --from qqqq
refuses "only the map measures" "--from is for bali map" list members --from fiji
ends 1 map zzzz && grep -q 'No place matches “zzzz”.' "$work/err"
result $? "no place matches"
printf 'a,b\n1,2\n' >"$work/plain.csv"
ends 1 -d "$work/plain.csv" map && grep -q 'No places: no row has one.' "$work/err"
result $? "no table has places"
ends 0 list members fiji -f geojson &&
	[ "$("$jsonread" features.0.geometry.coordinates <"$work/out")" = '[178.44,-18.14]' ] &&
	[ "$("$jsonread" features.0.properties.from <"$work/out")" = 2002-02 ]
result $? "a table as GeoJSON has places and all fields"
ends 0 show fiji -f geojson && [ "$("$jsonread" 'features.#' <"$work/out")" = 1 ]
result $? "and a record"

# Every command in every form, on the tables of the tree.
for format in text csv tsv json markdown geojson; do
	status=0
	for command in 'find asia' 'list members' 'list members region:oceania' 'show KH' \
		'timeline' 'timeline migration' 'map' 'map pacific' 'check' 'tables'; do
		# shellcheck disable=SC2086 # the words of the command
		ends 0 -f $format $command || { status=1; echo "# $command"; }
		[ -s "$work/out" ] || [ "$command" = check ] || { status=1; echo "# $command: nothing"; }
		[ "${format%json}" = "$format" ] || "$jsonread" <"$work/out" 2>>"$work/err" ||
			{ status=1; echo "# $command: no JSON"; }
	done
	result $status "every command answers as $format"
done

# A table written as CSV and read again is the same table, and has the rows that are reported.
status=0
for table in $("$bali" tables | tail -n +2 | cut -f1); do
	ends 0 list "$table" -f csv || status=1
	cp "$work/out" "$work/again.csv"
	ends 0 -d "$work/again.csv" list again -f csv || status=1
	cmp -s "$work/again.csv" "$work/out" || { status=1; echo "# $table"; }
	ends 0 list "$table" -f json || status=1
	rows=$("$bali" tables | awk -F '\t' -v table="$table" '$1 == table { print $3 }')
	[ "$("$jsonread" 'rows.#' <"$work/out")" = "$rows" ] ||
		{ status=1; echo "# $table has not $rows rows as JSON"; }
done
result $status "every table comes back from CSV, and has all its rows as JSON"

# Classes of characters mean in a search what they mean in the patterns of a schema.
printf 'id,code\nA,x12\nB,day\nC,odd\nD,a b\nE,1.5\n' >"$work/classes.csv"
classes() {
	[ "$("$bali" list -d "$work/classes.csv" -f csv classes "$1" 2>"$work/err" |
		sed '1d; s/,.*//' | tr -d '\n')" = "$2" ]
	result $? "$1 is found in ${2:-no row}"
}
classes 'code:re:/\d/' AE
classes 'code:re:/\d+/' AE
classes 'code:re:/\d\d/' A
classes 'code:re:/^\d/' E
classes 'code:re:/^\D+$/' BCD
classes 'code:re:/\w\w\w/' ABC
classes 'code:re:/\s/' D
classes 'code:re:/^\S+$/' ABCE
classes 'code:re:/\W/' DE
classes 'code:re:/\bb\b/' D
classes 'code:re:/\./' E
classes 'code:re:/\t/' ''
classes 'code:re:/[0-9]/' AE
classes 'code:re:/[[:digit:]]/' AE
classes 'code:re:/(?i)^D/' B
classes 'code:re:/^\d|y$/' BE

# What scripts read is the same in every language.
status=0
for command in 'show kiribati' 'list meetings' 'find 2016' timeline 'map pacific' tables \
	--help --keys '-f markdown show meetings/1' 'list nothing' 'find nothing:2'; do
	# shellcheck disable=SC2086 # words
	"$bali" $command >"$work/english" 2>&1
	# shellcheck disable=SC2086
	LC_ALL=C.UTF-8 LANGUAGE=id "$bali" $command >"$work/out" 2>&1
	cmp "$work/english" "$work/out" >"$work/diff" && [ -s "$work/out" ] || status=1
done
result $status "commands print English in every language"

# So are exports, of lists and the timeline; lines mode exports no records.
exports() {
	mkdir -p "$work/$1"
	for tab in members meetings timeline; do
		for ending in csv tsv json md txt; do
			echo "tab $tab"
			echo "export $work/$1/$tab.$ending"
		done
	done | LC_ALL=C.UTF-8 LANGUAGE=$1 "$bali" --lines >"$work/out" 2>"$work/err"
}
exports en && exports id && diff -r "$work/en" "$work/id" >"$work/diff" 2>&1 &&
	[ "$(find "$work/id" -type f | wc -l)" = 15 ]
result $? "exports are English in every language"

finish
