#!/bin/sh
# bali timeline as a script calls it: the events in every form, with and without a query,
# what there is no event of. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
example=$srcdir/doc/example
manual=$srcdir/doc/bali.1.in

# nothing NAME TEXT OPTION...: ends with status 1 and TEXT on stderr.
nothing() {
	name=$1 text=$2
	shift 2
	ends 1 "$@" && grep -qxF -e "bali: $text" "$work/err"
	result $? "$name"
}

same "the conferences with their gaps, those beyond the rhythm late" 0 \
	timeline -f text table:meetings <<'END'
26–28 February 2002  ●  First Ministerial Conference    Meetings
─── 1 year 2 months later ──────────────────────────────────────
28–30 April 2003     ●  Second Ministerial Conference   Meetings
─── 5 years 11 months later (late) ─────────────────────────────
14–15 April 2009     ●  Third Ministerial Conference    Meetings
─── 1 year 11 months later ─────────────────────────────────────
29–30 March 2011     ●  Fourth Ministerial Conference   Meetings
─── 2 years later ──────────────────────────────────────────────
2 April 2013         ●  Fifth Ministerial Conference    Meetings
─── 2 years 11 months later ────────────────────────────────────
23 March 2016        ●  Sixth Ministerial Conference    Meetings
─── 2 years 4 months later ─────────────────────────────────────
6–7 August 2018      ●  Seventh Ministerial Conference  Meetings
─── 4 years 6 months later (late) ──────────────────────────────
8–10 February 2023   ●  Eighth Ministerial Conference   Meetings
─── none for 3 years 9 months (overdue) ────────────────────────
END
same "a gap is shown only when both conferences are" 0 \
	timeline -f text table:meetings number:2..3 '|' number:7 <<'END'
28–30 April 2003  ●  Second Ministerial Conference   Meetings
─── 5 years 11 months later (late) ──────────────────────────
14–15 April 2009  ●  Third Ministerial Conference    Meetings
6–7 August 2018   ●  Seventh Ministerial Conference  Meetings
END
same "also for programs, to whom dates are as written" 0 \
	timeline -f csv table:meetings number:2..4 '|' number:7 <<'END'
date,lane,table,key,title,gap,late
2003-04-28/2003-04-30,Meetings,meetings,2,Second Ministerial Conference,,
2009-04-14/2009-04-15,Meetings,meetings,3,Third Ministerial Conference,P5Y11M,true
2011-03-29/2011-03-30,Meetings,meetings,4,Fourth Ministerial Conference,P1Y11M,false
2018-08-06/2018-08-07,Meetings,meetings,7,Seventh Ministerial Conference,,
END
# A year and a month are sorted by their first day.
ends 0 timeline && rows=$("$bali" tables -f tsv | awk -F '\t' '
		$1 == "meetings" || $1 == "events" { rows += $3 } END { print rows }') &&
	[ "$rows" -gt 80 ] && [ "$(sed 1d "$work/out" | wc -l)" = "$rows" ] &&
	sed 1d "$work/out" | cut -f1 | sed 's|[/?~].*||; s|^[0-9]*-[0-9]*$|&-01|; s|^[0-9]*$|&-01-01|' | LC_ALL=C sort -c 2>>"$work/err" && [ ! -s "$work/err" ]
result $? "TSV to a pipe: a line for each row of both tables, in order of time"

json "late is true" 2.late true timeline -f json table:meetings
json "or false" 1.late false timeline -f json table:meetings
json "or null where there is no gap" 0.late null timeline -f json table:meetings
json "the gap is a duration" 2.gap P5Y11M timeline -f json table:meetings
json "the key is the table's" 2.key 3 timeline -f json table:meetings
json "lanes are called as on the screen" 0.lane Decisions timeline -f json kind:decision
same "Markdown has the same columns" 0 timeline -f markdown table:meetings number:3..4 <<'END'
| Date | Lane | Table | Key | Event | Gap | Late |
| --- | --- | --- | --- | --- | --- | --- |
| 2009-04-14/2009-04-15 | Meetings | meetings | 3 | Third Ministerial Conference |  |  |
| 2011-03-29/2011-03-30 | Meetings | meetings | 4 | Fourth Ministerial Conference | P1Y11M | false |
END

cp -r "$example" "$work/library"
sed -n '/^\$ bali timeline -d library -f csv$/,/^\.Ed$/p' "$manual" | sed '1d;$d' >"$work/expected"
ends 0 timeline -d "$work/library" -f csv && [ -s "$work/expected" ] &&
	cmp -s "$work/expected" "$work/out"
result $? "the example of the manual"
same "vague dates in words, without a rhythm nothing is late" 0 \
	timeline -d "$work/library" -f text <<'END'
perhaps 1021      ●  The Tale of Genji  Books
─── ~794 years later ────────────────────────
23 December 1815  ●  Emma               Books
─── ~2 years later ──────────────────────────
December 1817     ●  Persuasion         Books
─── ~78 years later ─────────────────────────
1895              ●  The Time Machine   Books
─── none for ~131 years ─────────────────────
END

nothing "no event matches" 'No event matches “brumma”.' timeline brumma
[ "$(cat "$work/out")" = "$(printf 'date\tlane\ttable\tkey\ttitle\tgap\tlate')" ]
result $? "and the header stands there all the same"
nothing "nothing found is still JSON" 'No event matches “brumma”.' timeline -f json brumma
[ "$("$jsonread" '#' <"$work/out")" = 0 ]
result $? "an empty array"
printf 'word\nhello\n' >"$work/words.csv"
nothing "tables without a date" "No events: no table has dates. man 5 bali-data describes \
how to add them." timeline -d "$work/words.csv"
printf 'title,date\nLost,\n' >"$work/library/books.csv"
sed 's/appeared/date/' "$work/library/datapackage.json" >"$work/new" &&
	mv "$work/new" "$work/library/datapackage.json"
nothing "a table of dates without one" "No events: no row has a date." \
	timeline -d "$work/library" -f text
printf 'title,date\nLost,\nKept,1999\n\033]52;c;eA==\007,2000-01-02\n' \
	>"$work/library/books.csv"
ends 0 timeline -d "$work/library" -f text &&
	grep -qxF "bali: 1 row without a date that can be read is left out." "$work/err"
result $? "rows without a date are not left out in silence"
! LC_ALL=C grep -q "$(printf '[\033\007]')" "$work/out" && grep -q '␛]52;c;eA==␇' "$work/out"
result $? "what would drive a terminal is made visible"
ends 2 timeline 'knid:decision' && [ ! -s "$work/out" ] && grep -q 'kind' "$work/err"
result $? "a query with a fault"
ends 0 timeline -o "$work/conferences.md" table:meetings && [ ! -s "$work/out" ] &&
	[ "$(grep -c '^| 20' "$work/conferences.md")" = 8 ]
result $? "-o writes a file, in the form that its name tells"

finish
