#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the words on the screen and in the documents: the wordings below were given up in
# favour of plainer ones, and none of them comes back, neither in a string of the source,
# however it is broken into lines, nor in a document. Prints TAP.
set -eu
cd "${srcdir:-.}"

# All texts, a file a line: without comments, neighbouring strings of C joined, line ends
# as blanks.
flat=$(mktemp)
trap 'rm -f "$flat"' EXIT
find src doc completions README NEWS -type f | sort | while read -r file; do
	printf '%s: ' "$file"
	tr -s '\n\t ' '   ' <"$file" | sed 's/" *"//g; s|/\*[^*]*\*\{1,\}\([^/*][^*]*\*\{1,\}\)*/||g'
	echo
done >"$flat"

n=0
failed=0
while IFS= read -r wording; do
	n=$((n + 1))
	files=$(grep -F -e "$wording" "$flat" | sed 's/: .*//' || true)
	if [ -z "$files" ]; then
		echo "ok $n - $wording"
	else
		echo "$files" | sed 's/^/# is in /'
		echo "not ok $n - $wording"
		failed=1
	fi
done <<'END'
goes to the next line that leads somewhere
Nothing to leave here
No command is called so
does not stand in
Round the end
hit round to the
: not here (? for help)
no such key here
In the order of the table
, last first
No filters.
The record is hidden
The record stands beside
Read again:
Nothing is being searched for
Nothing is being looked for
Nothing completes this
:\" may be
see them together
No field is called
; the nearest is
The expression is not finished
each event tells how far
long empty span
The first lane is not folded
Lane folded to its count
All is shown; z
a column is
all shown
there is no such place here
; a number goes to a row
a date to a place on the timeline
(and perhaps
to today, late
Enter shows more
; any other key cancels
, e record, s citation
sent %s to the terminal
cancelled, nothing is copied
has to end in
is there already: y
is left as it is
cannot write here
no browser here
All fields, names and rows
those the table has of its own
all, own
stays where it is when the others
columns wide
Help: Enter runs
Keep only rows with
what the search finds in all tables together
Write what is shown into
Go to the hit before
Go to the event before
Go to the tab before
Go to the record before
Go to the link before
Read the data again
Enter keep
Esc restore
the other way round
The data have no problems
holds to what the package says
has no rows to show
This is where you started
What was read before stays
There is no row to open here
: a shows all
type a name, in any language
those of the present pane
help tells the words
; Enter tells them
That was the last
There is no word
looks for it, help tells
Found:
is one with the country
: not known
every fault of the data
Tell the
what was found in all tables together
puts completions
where these look for them
says since when
Nothing is found that
cannot be filtered by
no such row any more
record beside the list
END
echo "1..$n"
exit $failed
