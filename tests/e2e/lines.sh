#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lines mode as a user has it who types, or whose script does: what is asked goes in
# by a pipe, the answers are compared. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
tables=$srcdir/data

# talk LINES OPTION...: types LINES, separated by newlines; succeeds when the program does.
talk() {
	lines=$1
	shift
	printf '%s\n' "$lines" | "$bali" --lines "$@" >"$work/out" 2>"$work/err"
}

# answers NAME LINES TEXT...: the program prints each TEXT as a line, in this order.
answers() {
	name=$1
	lines=$2
	shift 2
	status=0
	talk "$lines" -d "${data:-$tables}" || status=1
	[ -s "$work/err" ] && status=1
	: >"$work/wanted"
	for text; do printf '%s\n' "$text" >>"$work/wanted"; done
	awk 'NR == FNR { wanted[NR] = $0; count = NR; next }
		at < count && $0 == wanted[at + 1] { at++ }
		END { if (at < count) { print "lacks: " wanted[at + 1]; exit 1 } }' \
		"$work/wanted" "$work/out" >>"$work/err" || status=1
	result $status "$name"
}

# rows TABLE: how many rows it has; no cell of these files holds a line end.
rows() { echo $(($(wc -l <"$tables/$1.csv") - 1)); }

answers "tabs are numbered as on the screen, with their rows" tabs \
	"0. Overview." "1. Members, $(rows members) rows." \
	"2. Participants, $(rows participants) rows." "4. Meetings, $(rows meetings) rows."
answers "a number behind them is a tab" 'tabs
4' "Overview> 4" "Meetings, $(rows meetings) rows. Press Enter to list them."
answers "a tab is named by its beginning" 'tab mee' "Overview> tab mee" \
	"Meetings, $(rows meetings) rows. Press Enter to list them."
answers "rows are read in portions" 'tab 1


' "Members 45> " \
	"1. Afghanistan. Taking part since: Feb 2002. Ad Hoc Group: yes. Capital: Kabul. Subregion: Southern Asia." \
	"1 to 20 of 45. Press Enter for more." "21 to 40 of 45. Press Enter for more." \
	"41 to 45 of 45."
answers "the end is reported, and list begins again" 'tab 4
list

list' "Meetings 8> " "End of the list. Type first to start again." "Meetings 8> list"
[ "$(grep -c '^1\. First Ministerial Conference\.' "$work/out")" = 2 ]
result $? "so that the first row was listed twice"
answers "a number opens a row, a number follows its link, back goes back" 'tab 1
6
13
back
back' "Members 45> 6" "Cambodia, KH, KHM, 116." "Named in the document: Kampuchea." \
	"Taking part since: February 2002." "Capital: Phnom Penh." \
	"Recorded at 7 meetings, latest 15–17 November 2022 (lists are known for 1 of 8 conferences, 34 of 90 events)." \
	"12–13 Jan 2012, Workshop on Victim Protection (link 13)." "Cambodia> 13" \
	"Workshop on Victim Protection." "Workshop on Victim Protection> back" \
	"Cambodia. Type record to read it again." "Cambodia> back" "Members, 45 rows. Press Enter to list them."
answers "a record opens by a name" 'open kampuchea
open brumma
open members/TL' "Overview> open kampuchea" "Cambodia, KH, KHM, 116." \
	'There is no record “brumma”. Nearest: Burma (Myanmar).' "Timor-Leste, TL, TLS, 626."
answers "next-record goes on in the list" 'tab 1
6
next-record
K' "Cambodia> next-record" "China, CN, CHN, 156." "China> K" "Cambodia, KH, KHM, 116."
answers "all-fields reports the empty ones too" 'tab 1
6
all' "Cambodia> all" "Until: (empty)."

answers "a search filters, counts and says why" 'tab 1
search burma
/kampuchea' "1 hit in Members, 1 in Meetings (tab 4), 3 in Bodies (tab 7), 18 in Events (tab 8), 1 in Disagreements (tab 9)." "Members 1 of 45> /kampuchea" \
	"1. Cambodia. Taking part since: Feb 2002. Ad Hoc Group: no. Named in the document: Kampuchea. Capital: Phnom Penh. Subregion: South-eastern Asia."
grep -q '^1\. Myanmar\. .* Found by former name: Burma\.$' "$work/out"
result $? "the reason follows the row"
answers "find looks in all tables" 'f holland
1
back
clear' "1 hit in Participants, 1 in Meetings, 1 in Disagreements, 3 in Countries in groups, 5 in Treaties." \
	"1. Participants: Netherlands. Taking part since February 2002 · “Holland” in the document · status: observer." \
	"Found 11> 1" "Netherlands, NL, NLD, 528." "Netherlands> back" "11 hits in all tables. Press Enter to list them." "Found 11> clear" "Overview."
answers "which holds no longer than its results" 'tab 4
find holland
tab 1
back
back' "11 hits in all tables. Press Enter to list them." "Meetings, 8 rows. Press Enter to list them."
[ "$(grep -c '^Members, 45 rows\. Press Enter to list them\.$' "$work/out")" = 1 ]
result $? "nor does it filter the tab gone to from there"
answers "what is found elsewhere is a number away" 'tab 3
/burma
1
1' "1 hit in Members (tab 1), 1 in Meetings (tab 4), 3 in Bodies (tab 7), 18 in Events (tab 8), 1 in Disagreements (tab 9)." "Nothing in Organizations matches “burma”." \
	"Members, 1 found of 45 rows. Press Enter to list them." "Myanmar, MM, MMR, 104."
answers "what is not found has a nearest" 'find brumma' \
	'Nothing matches “brumma”. Nearest: Burma (Myanmar).'
answers "a fault of the search is reported, the one before stays" 'find holland
search regoin:asia
search' 'Unknown field “regoin”. Did you mean “region”?' "The search is: holland"

answers "rows are sorted by a column, by its beginning, a key or a number" 'tab 1
sort cap
s 5
S 5' "Sorted by Capital." "Members 45> s 5" "Sorted by Capital." "Members 45> S 5" \
	"Sorted by Capital, reversed."
# A row without a capital is last both ways.
grep -E '^1\. ' "$work/out" | sed 's/.*Capital: \([^.]*\)\..*/\1/' >"$work/first"
printf '%s\n' 'Abu Dhabi' 'Abu Dhabi' 'Yaren' | cmp -s - "$work/first"
result $? "in order and the other way round"
answers "without a column those there are" 'tab 4
sort nothing' 'Unknown column “nothing”.'

answers "the timeline has the gaps between conferences" 'timeline' "Overview> timeline" \
	"1. 26–28 February 2002. First Ministerial Conference. Meetings." \
	"6. 28–30 April 2003. Second Ministerial Conference. Meetings. 1 year 2 months later." \
	"10. 14–15 April 2009. Third Ministerial Conference. Meetings. 5 years 11 months later (late)." \
	"1 to 20 of 98. Press Enter for more."
answers "from a date on, and to today" 't 2023-02-08' \
	"83. 10 February 2023. Eighth Ministerial Conference. Meetings. 4 years 6 months later (late)." \
	"Since then none for 3 years 9 months (overdue)."
answers "from the record on that one is in" 'tab 4
3
t' "Third Ministerial Conference> t" \
	"10. 14–15 April 2009. Third Ministerial Conference. Meetings. 5 years 11 months later (late)."
answers "what is no date is reported" 'timeline soon' \
	'“soon” is not a date. Type 2016, 2016-03 or 2016-03-23.'

answers "the map by region, from a name" 'map fiji' "Melanesia, 4." "1. Fiji. Members." \
	"2. Vanuatu. 1072 km west. Members." "Polynesia, 2." "5. Tonga. 745 km south-east. Members." \
	"1 to 20 of 62. Press Enter for more."
answers "of what the search found, from the record that is open" 'search polynesia
open tonga
map
2' "1. Tonga." "2. Samoa. 890 km north-east." "Samoa, WS, WSM, 882."
answers "and of a table that is not on it from the start" 'tab meetings
map' "Australia and New Zealand, 1." "8. Eighth Ministerial Conference. 3754 km south-east."
answers "the tab says so" 'tab map
m' "Map. Type map to list the places." "1. Afghanistan. Members."
answers "nothing to be found there" 'search zzzz
map' "No place matches “zzzz”."

answers "help lists every command" help \
	"back: Go back to where you were before." "search WORDS: Filter all tables by these words; /WORDS does too." \
	"quit: Quit from anywhere."
answers "and each by itself" 'help next-t
help !' "next-tab: Go to the next tab." "problems: List all data problems."
answers "an unknown word has a nearest" 'hlep
next
meetings
xyzzy' 'Unknown command “hlep”. Did you mean help?' '“next” is ambiguous: next-record, next-tab.' \
	'Unknown command “meetings”. Type tab meetings to go to that tab.' \
	'Unknown command “xyzzy”. Type find xyzzy to search, help for commands.'
answers "a number that was not listed" 'tab 4
9' "No number 9. The numbers are 1 to 8."
answers "no problems" problems "No problems: every file was read and every value is valid."
talk 'tabs
quit
tabs' && [ "$(tail -1 "$work/out")" = "Overview> quit" ]
result $? "quit ends at once"
talk '' --tab meetings && grep -qx 'Meetings, 8 rows. Press Enter to list them.' "$work/out"
result $? "--tab says where to start"
talk '' --select members/KH && grep -qx 'Cambodia, KH, KHM, 116.' "$work/out"
result $? "--select too"

answers "what is listed is exported" "tab meetings
search adelaide
export $work/one.csv" "Wrote 1 row to $work/one.csv."
[ "$(wc -l <"$work/one.csv")" = 2 ] && grep -q 'Eighth Ministerial Conference' "$work/one.csv"
result $? "as it is filtered"
answers "a file that is there is left" "tab meetings
export $work/one.csv" "$work/one.csv exists. Give another name."
answers "what is found in a table is read the best first" 'tab members
search my' "1. Malaysia. Taking part since: Feb 2002. Ad Hoc Group: yes. Capital: Kuala Lumpur. Subregion: South-eastern Asia. Found by ISO code MY."
answers "also what was found in all tables" "find migration
export $work/found.json" "Wrote 38 rows to $work/found.json."
answers "and the events of the timeline" "timeline
search adelaide
export $work/event.md" "Wrote 6 events to $work/event.md."
answers "the name has to say the format" 'tab meetings
export x' "File name must end in .txt, .csv, .tsv, .json, .md or .geojson."
answers "a record is no list" "open kampuchea
export $work/two.csv" "No rows to export here. Type tab NAME to go to a table."
[ ! -e "$work/two.csv" ]
result $? "and leaves no file"

mkdir "$work/odd"
printf 'name,text\na,"two\nlines"\nb,\033]52;c;eA==\007\302\233x\n"c",' >"$work/odd/things.csv"
printf '"stray"quote"\n' >>"$work/odd/things.csv"
data=$work/odd
answers "faults are reported at the start" 'problems' "The data have 2 warnings. Type problems to list them." \
	"things 3> problems"
answers "a row is a line" list "1. a. text: two lines."
! LC_ALL=C grep -q "$(printf '[\033\007\302]')\[*52" "$work/out" &&
	! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037]')" "$work/out"
result $? "nothing that would drive a terminal is printed"
talk list -d "$work/odd" --ascii && ! LC_ALL=C grep -q "$(printf '[\200-\377]')" "$work/out"
result $? "--ascii holds for lines too"
printf 'name,size\nbay,3\nport,4\nbay,5\n' >"$work/odd/things.csv"
answers "a name of several lists them, with numbers" 'open bay
2' '“bay” is the name of 2 records:' "1. things: bay." "2. things: bay." "things 3> 2" "size: 5."
awk 'BEGIN { print "name"; while (i++ < 1234) print "r" i }' >"$work/odd/things.csv"
answers "numbers are written in one way, and typed so or without a comma" 'list 1234
1,233
back
tab 1
list 1,230
1231
back
2000
1,23' "1,234. r1234." "1,234 to 1,234 of 1,234." "r1233." "1,230. r1230." \
	"1,230 to 1,234 of 1,234." "r1231." \
	"No number 2000. The numbers are 1 to 1,234." \
	"Unknown command “1,23”. Type find 1,23 to search, help for commands."
printf 'name\na\nb\n' >"$work/odd/things.csv"
(
	printf '2\n'
	# The file is changed only when the answer shows that it was read.
	await 'b\.'
	printf 'name\na\nnew\nb\n' >"$work/odd/things.csv"
	printf 'reload\nback\nlist\n'
) | "$bali" --lines -d "$work/odd" >"$work/out" 2>"$work/err"
grep -qx 'Reloaded: 1 thing added\.' "$work/out" && grep -qx '3\. b\.' "$work/out"
result $? "reload reads the data again"

# A descriptor that is long enough to be opened in several steps, and broken at its end.
mkdir "$work/long"
cp "$work/odd/things.csv" "$work/long"
printf '{"resources": [{"name": "things", "path": "things.csv"}]}' >"$work/long/datapackage.json"
(
	printf '2\n'
	await 'new\.'
	awk 'BEGIN { print "{\"resources\": ["
		while (i++ < 40000) print "{\"name\": \"n" i "\", \"path\": \"things.csv\"},"
		print "}" }' >"$work/long/datapackage.json"
	printf 'reload\nback\nforward\n'
) | "$bali" --lines -d "$work/long" >"$work/out" 2>"$work/err"
grep -q '^Reload failed, old data kept: ' "$work/out" &&
	sed -n '/^Reload failed/,$p' "$work/out" | grep -qx 'new\. Type record to read it again\.'
result $? "a reload that fails late keeps the data and the positions"

awk 'BEGIN { print "name"; while (i++ < 30000) printf "x"; print "" }' >"$work/odd/things.csv"
answers "an expression that is given up on is reported" 'search re:/(?:a|x)*[yz]/' \
	"Pattern too slow: 1 cell not searched."

mkfifo "$work/slow.csv"
: >"$work/out"
(
	printf 'name\nx\n'
	await 'waiting for slow …'
	printf 'y\n'
) >"$work/slow.csv" &
echo list | "$bali" --lines -d "$work/slow.csv" >"$work/out" 2>"$work/err"
wait
grep -qx 'slow 2> list' "$work/out" && grep -qx '2\. y\.' "$work/out"
result $? "what takes long is reported, and waited for"

if [ -e /dev/full ]; then
	echo tabs | "$bali" --lines >/dev/full 2>"$work/err"
	[ $? = 2 ] && grep -q '^bali: Cannot write standard output: ' "$work/err"
	result $? "a full disk is an error"
fi
"$bali" --lines list members >"$work/out" 2>"$work/err"
[ $? = 2 ] && grep -q -- '--lines is for browsing' "$work/err"
result $? "a command does not take --lines"

finish
