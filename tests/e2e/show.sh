#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The command show as a script calls it: what one may call a record, every form, the exit
# status. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# means RECORD TABLE/KEY: show RECORD shows that row.
means() {
	ends 0 show "$1" -f json &&
		[ "$("$jsonread" table <"$work/out")/$("$jsonread" key <"$work/out")" = "$2" ]
	result $? "$1 is $2"
}

# says NAME STATUS TEXT OPTION...: ends with STATUS, nothing on stdout, TEXT on stderr.
says() {
	name=$1 status=$2 text=$3
	shift 3
	ends "$status" "$@" && [ ! -s "$work/out" ] && grep -qF -e "$text" "$work/err"
	result $? "$name"
}

means members/KH members/KH
means countries/KH countries/KH
means KH members/KH
means khm members/KH
means 116 members/KH
means Cambodia members/KH
means kampuchea members/KH
means members/kampuchea members/KH
means Timor-Leste members/TL
means 'timor leste' members/TL
means türkiye members/TR
means Turquía members/TR
means tr members/TR
means languages/tr languages/tr
means holland participants/NL
means rso bodies/rso
means 'Ad Hoc Group' bodies/ahg
means UNHCR organizations/unhcr
means 'Fourth Ministerial Conference' meetings/4
json "words are joined" label 'New Zealand' show new zealand -f json
json "options may come between them" label 'New Zealand' show new -f json zealand
json "a word behind -- may be anything" label 'New Zealand' show -f json -- new -zealand

says "several records are all named" 2 '  meetings/1  First Ministerial Conference' show 1
grep -qF '  objectives/1  Information sharing' "$work/err" &&
	grep -q '^bali: “1” is the name of 2 records. Choose one of these:$' "$work/err"
result $? "with a sentence that asks for one"
says "what is not there ends with 1" 1 'There is no record “xyzzyx”.' show xyzzyx
says "the nearest name is given, with its key" 1 'Nearest: Burma (Myanmar), members/MM.' \
	show brumma
says "also the one of which it is the beginning" 1 'Nearest: Cambodia, members/KH.' show camb
says "and within the table that was named" 1 \
	'There is no record “members/zealnd” in Members. Nearest: New Zealand, members/NZ.' \
	show members/zealnd
says "a record has to be named" 2 'bali show RECORD' show
echo old >"$work/old.json"
says "what is not there is not written" 1 'no record' show xyzzyx --force -o "$work/old.json"
[ "$(cat "$work/old.json")" = old ]
result $? "and a file stays as it was"
says "several are not written" 2 'Choose one' show 1 --force -o "$work/old.json"

mkdir "$work/odd"
cat >"$work/odd/datapackage.json" <<'END'
{
  "name": "odd",
  "resources": [
    {
      "name": "people", "title": "People", "path": "people.csv",
      "schema": {
        "fields": [
          { "name": "id", "type": "integer" },
          { "name": "name", "title": "Name", "type": "string" },
          { "name": "born", "title": "Born", "type": "string",
            "rdfType": "http://id.loc.gov/datatypes/edtf/EDTF" },
          { "name": "boss", "title": "Boss", "type": "integer" },
          { "name": "tall", "title": "Tall", "type": "boolean" }
        ],
        "primaryKey": "id",
        "foreignKeys": [
          { "fields": "boss", "reference": { "resource": "", "fields": "id" } }
        ]
      }
    }
  ]
}
END
printf '%s\n' 'id,name,born,boss,tall' '1,Ada,1815-12-10,,true' '2,"B|o, =b",,1,' \
	'3,Ada,1990~,1,false' >"$work/odd/people.csv"
printf '4,\033]52;c;eA==\007\302\233\342\200\256,,2,\n' >>"$work/odd/people.csv"

same "lines for grep and cut, to a pipe" 0 -d "$work/odd" show 2 <<'END'
table	key	field	value
people	2	id	2
people	2	name	B|o, =b
people	2	born	
people	2	boss	1
people	2	tall	
people	4	boss	2
END
same "CSV" 0 -d "$work/odd" show 2 -f csv <<'END'
table,key,field,value
people,2,id,2
people,2,name,"B|o, =b"
people,2,born,
people,2,boss,1
people,2,tall,
people,4,boss,2
END
same "the page" 0 -d "$work/odd" show 1 -f text <<'END'
Ada

Born  10 December 1815
Tall  true

Mentioned in
People 2 as Boss
  B|o, =b
  Ada
END
same "Markdown" 0 -d "$work/odd" show 1 -f markdown <<'END'
# Ada

| Field | Value |
| --- | --- |
| id | 1 |
| Name | Ada |
| Born | 10 December 1815 |
| Tall | true |

## Mentioned in

### People 2 as Boss

- B\|o, =b `2`
- Ada `3`
END
json "JSON: fields have their types" row '{"id":3,"name":"Ada","born":"1990~","boss":1,"tall":false}' \
	-d "$work/odd" show 3 -f json
json "JSON: links by field" links.boss '[{"table":"people","key":"1","label":"Ada"}]' \
	-d "$work/odd" show 3 -f json
json "JSON: links back by table and field" back_links.0 \
	'{"table":"people","field":"boss","rows":[{"table":"people","key":"2","label":"B|o, =b"},{"table":"people","key":"3","label":"Ada"}]}' \
	-d "$work/odd" show 1 -f json
json "JSON: what a member is one with" one_with.0.row.capital 'Phnom Penh' \
	show kampuchea -f json
json "JSON: other names" names.3.label Kampuchea show kampuchea -f json
json "JSON: an event has its date" back_links.0.rows.0.date 2002-02-26/2002-02-28 \
	show kampuchea -f json
json "JSON: where sources differ" in_place.0.row.first_says Kampuchea show kampuchea -f json
says "two of one name" 2 '  people/3  Ada' -d "$work/odd" show ada

ends 0 -d "$work/odd" show 4 -f json && ! LC_ALL=C grep -q "$(printf '[\033\302\342]')" "$work/out" &&
	[ "$("$jsonread" label <"$work/out")" = "$(printf '\033]52;c;eA==\007\302\233\342\200\256')" ]
result $? "in JSON a control sequence is escaped, and reads back the same"
ends 0 -d "$work/odd" show 4 -f text && ! LC_ALL=C grep -q "$(printf '[\033\007]')" "$work/out"
result $? "on a page it is made visible"

ends 0 show kampuchea -f text && ! LC_ALL=C.UTF-8 grep -qE '^.{81}' "$work/out" &&
	LC_ALL=C.UTF-8 grep -qE '^.{70}' "$work/out"
result $? "a page has 80 columns where there is no terminal"
COLUMNS=40 "$bali" show kampuchea -f text >"$work/out" 2>"$work/err" &&
	! LC_ALL=C.UTF-8 grep -qE '^.{41}' "$work/out"
result $? "or as many as COLUMNS says"
[ "$(ends 0 show document -f text; grep -c '^  ' "$work/out")" -gt 50 ]
result $? "it has every link back"
! grep -q 'a shows all' "$work/out"
result $? "and no word of keys"
ends 0 show bodies/ahg -o "$work/ahg.md" && [ ! -s "$work/out" ] &&
	head -1 "$work/ahg.md" | grep -qx '# Ad Hoc Group'
result $? "-o writes a file, in the format of its name"

ends 0 show Mỹ -f text && grep -q '^United States ' "$work/out" &&
	ends 0 show my -f text && grep -q '^Malaysia ' "$work/out" &&
	ends 0 show U.K. -f text && grep -q '^United Kingdom ' "$work/out"
result $? "a name with an accent is no code, an abbreviation is a whole word"
ends 0 show KH -f text && grep -q '^  ASEAN since 1999$' "$work/out" &&
	grep -q '^  Refugee Convention 1951: party since 15 October 1992' "$work/out"
result $? "a record has its groups and treaties, each in one line"
ends 0 find 'groups:asean -status:member' && ! grep -q '^members' "$work/out"
result $? "a group is a scope of those who are in it"
ends 0 list treaties 'party_since:<1990' && [ "$(wc -l <"$work/out")" -gt 40 ]
result $? "treaties are listed by when a state became a party"

finish
