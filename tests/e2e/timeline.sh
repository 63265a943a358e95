#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
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
10 February 2023     ●  Eighth Ministerial Conference   Meetings
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

# folder NAME TYPE FORMAT: $work/NAME with the table t of stdin, whose field "when" is of TYPE
# and FORMAT.
folder() {
	mkdir "$work/$1" && cat >"$work/$1/t.csv"
	cat >"$work/$1/datapackage.json" <<END
{ "name": "p", "resources": [ { "name": "t", "path": "t.csv", "schema": { "fields": [
  { "name": "title", "type": "string" },
  { "name": "when", "type": "$2", "format": "$3" } ], "primaryKey": "title" },
  "bali": { "label": "title", "timeline": { "date": "when", "cadence": "P2Y" } } } ] }
END
}

folder zones datetime default <<'END'
title,when
third,2023-11-08T23:45:00Z
first,2023-11-08T20:00:00Z
second,2023-11-09T00:30:00+02:00
END
same "events of one day are in order of time, whatever their zones" 0 \
	timeline -d "$work/zones" -f csv <<'END'
date,lane,table,key,title,gap,late
2023-11-08T20:00:00Z,t,t,first,first,,
2023-11-09T00:30:00+02:00,t,t,second,second,PT2H30M,false
2023-11-08T23:45:00Z,t,t,third,third,PT1H15M,false
END
same "they are shown with their times, the gaps in hours and minutes" 0 \
	timeline -d "$work/zones" -f text title:second '|' title:third <<'END'
9 November 2023, 00:30 +02:00  ●  second  t
─── 1 hour 15 minutes later ───────────────
8 November 2023, 23:45 UTC     ●  third   t
─── none for 3 years (overdue) ────────────
END
folder midnight datetime '%d.%m.%Y %H:%M' <<'END'
title,when
after,07.05.2024 00:10
closing,06.05.2024 17:30
opening,06.05.2024 09:00
END
same "times in a format of the field, across midnight" 0 \
	timeline -d "$work/midnight" -f text <<'END'
6 May 2024, 09:00  ●  opening  t
─── 8 hours 30 minutes later ───
6 May 2024, 17:30  ●  closing  t
─── 6 hours 40 minutes later ───
7 May 2024, 00:10  ●  after    t
─── none for 2 years 6 months ──
END
folder fractions string default <<'END'
title,when
b,2024-05-06T09:00:00.750
c,2024-05-06 09:01
a,2024-05-06T09:00:00.250
END
same "fractions of a second, a blank for the T, in a field of texts" 0 \
	timeline -d "$work/fractions" -f tsv <<END
date	lane	table	key	title	gap	late
2024-05-06T09:00:00.250	t	t	a	a		
2024-05-06T09:00:00.750	t	t	b	b	PT0.5S	false
2024-05-06 09:01	t	t	c	c	PT59.25S	false
END
# finds FOLDER TERM TITLE...: the rows with these titles, and no others, are found by TERM.
finds() {
	found=$1 term=$2
	shift 2
	ends 0 list -d "$work/$found" t -f csv -- "$term" &&
		[ "$(sed '1d; s/,.*//' "$work/out" | sort | paste -sd ' ' -)" = "$*" ]
	result $? "$found: $term"
}
finds zones 'when:>2023-11-08T22:30:00Z' third
finds zones 'when:>=2023-11-08T22:30:00Z' second third
finds zones 'when:<2023-11-09T05:30:00+07:00' first
finds zones 'when:2023-11-08T22:00:00Z..2023-11-08T23:00:00Z' second
finds zones 'when:..2023-11-09T00:30:00+02:00' first second
finds zones 'when:2023-11-08T22:30:00Z' second
finds zones 'when:=2023-11-08T22:30:00Z' second
finds zones 'when:=2023-11-09T01:30:00+03:00' second
finds midnight 'when:="06.05.2024 09:00"' opening
finds zones 'when:2023-11-09' second
finds zones 'when:>2023-11-08' second
finds zones 'year:2023' first second third
finds midnight 'when:2024-05-06T09:00..2024-05-06T17:29' opening
finds midnight 'when:>"2024-05-06 17:30"' after
finds midnight 'when:>=2024-05-06T17:30' after closing
finds midnight 'when:<2024-05-07T00:00' closing opening
finds midnight 'when:2024-05-06' closing opening
finds fractions 'when:>2024-05-06T09:00:00.250' b c
finds fractions 'when:<=2024-05-06T09:00:00.250' a
finds fractions 'when:2024-05-06T09:00:00.5..2024-05-06T09:01' b c
folder mixed any default <<'END'
title,when
morning,2024-05-06T09:00:00
sometime,2024-05-06
next,2024-05-07
month,2024-05
END
finds mixed 'when:>2024-05-06T10:00' next
finds mixed 'when:>=2024-05-06T10:00' month next sometime
finds mixed 'when:<2024-05-06T10:00' morning
finds mixed 'when:<=2024-05-06T10:00' month morning sometime

# format NAME TYPE FORMAT DATE: DATE is 31 January 2023.
format() {
	printf 'title,when\na,"%s"\n' "$4" | folder "format-$1" "$2" "$3"
	ends 0 timeline -d "$work/format-$1" -f text &&
		grep -q '^31 January 2023' "$work/out" && [ ! -s "$work/err" ]
	result $? "a date in the format $3 is on the timeline"
	finds "format-$1" year:2023 a
	finds "format-$1" date:2023-01 a
	finds "format-$1" 'when:>=2023-01-31' a
	finds "format-$1" 'when:2023-01-30..2023-02' a
}
format 1 date %d/%m/%Y 31/01/2023
format 2 date %d.%m.%Y 31.1.2023
format 3 date %Y%m%d 20230131
format 4 date '%B %d, %Y' 'January 31, 2023'
format 5 datetime '%Y/%m/%d %H:%M' '2023/01/31 09:30'
format 6 datetime '%d/%m/%Y %H:%M' '31/01/2023 09:30'
format 7 date any '31 Jan 2023'
format 8 date '%d %b %y' '31 Jan 23'

folder open string default <<'END'
title,when
First,2002-02
Office,2005-03/..
Third,2010-04-01
Fourth,2016-03-23
END
same "what is open does not silence the gaps of others" 0 \
	timeline -d "$work/open" -f csv <<'END'
date,lane,table,key,title,gap,late
2002-02,t,t,First,First,,
2005-03/..,t,t,Office,Office,~P3Y1M,true
2010-04-01,t,t,Third,Third,~P5Y1M,true
2016-03-23,t,t,Fourth,Fourth,P5Y11M,true
END

finish
