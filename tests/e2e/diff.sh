#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bali diff as a user, a script and git(1) call it: folders, descriptors, files, standard
# input; formats read back; the status. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
old=$srcdir/tests/fixtures/diff_old
new=$srcdir/tests/fixtures/diff_new

same "the same package is no news" 0 diff "$old" "$old" </dev/null
same "two packages, for the user" 1 diff --order "$old" "$new/datapackage.json" <<'END_OF_TEXT'
Members +1 -1 ~2 >1
-  Bhutan       removed  BT · 01/02/2002 · 4 · a "quoted" word
>  Fiji         moved    row 5 → row 1
~  Afghanistan  Note     Took part in the first conference, in [-Bali,-] and in all that followed it. → Took part in the first conference, in {+Jakarta,+} and in all that followed it.
~  Bangladesh   Since    03/04/2003 → 2004-04-03
+  Kiribati     added    KI · 2009-01-01 · 6 · new
Visits +1 -2 >1  (rows have no key)
+  Field        hour     integer
-  Monday       removed  Visby
>  Lund         moved    row 3 → row 1
+  Lund         added    Sunday · 11
-  Tuesday      removed  Lund
Added
+  Table        added    1 row
Gone
-  Table        removed  2 rows
END_OF_TEXT

# Outlines, which other commands leave to the map, are compared too.
mkdir "$work/land" "$work/sea"
for side in land sea; do
	cat >"$work/$side/datapackage.json" <<'END_OF_JSON'
{"resources": [{"name": "shapes", "path": "shapes.csv", "bali": {"outlines": {"shape": "shape"}},
"schema": {"fields": [{"name": "shape", "type": "geojson"}]}}]}
END_OF_JSON
	printf 'shape\n"{""type"":""Point"",""coordinates"":[1,2]}"\n' >"$work/$side/shapes.csv"
done
printf '"{""type"":""Point"",""coordinates"":[3,4]}"\n' >>"$work/sea/shapes.csv"
ends 1 diff -f tsv "$work/land" "$work/sea" && grep -q '^added.*\[3,4\]' "$work/out"
result $? "outlines are compared"

# The old rows and the changes make the new ones.
ends 1 diff -f tsv "$old/members.csv" "$new/members.csv" && cp "$work/out" "$work/changes" &&
	"$bali" list members -f tsv -d "$old/members.csv" >"$work/rows" &&
	"$bali" list members -f tsv -d "$new/members.csv" | sort >"$work/expected" &&
	awk -F '\t' -v OFS='\t' '
		NR == FNR && FNR > 1 {
			if ($1 == "removed") removed[$3] = 1
			else { value[$3, $4] = $6; if ($1 == "added") added[$3] = 1 }
			next
		}
		NR == FNR { next }
		FNR == 1 { for (i = 1; i <= NF; i++) field[i] = $i; n = NF; print; next }
		removed[$1] { next }
		{ for (i = 1; i <= NF; i++) if (($1, field[i]) in value) $i = value[$1, field[i]]; print }
		END {
			for (key in added) {
				line = value[key, field[1]]
				for (i = 2; i <= n; i++) line = line OFS value[key, field[i]]
				print line
			}
		}' "$work/changes" "$work/rows" | sort >"$work/made" &&
	diff "$work/expected" "$work/made" >"$work/diff"
result $? "the changes lead from the old rows to the new ones"
rm -f "$work/diff"

# Each format has the same changes.
"$bali" diff -f csv "$old" "$new" >"$work/changes.csv"
"$bali" list -d "$work/changes.csv" changes -f tsv >"$work/expected"
"$bali" diff -f tsv "$old" "$new" >"$work/out"
cmp -s "$work/expected" "$work/out"
result $? "CSV read back is TSV"
ends 1 diff -f json "$old" "$new" &&
	[ "$("$jsonread" '#' <"$work/out")" = $(($(wc -l <"$work/expected") - 1)) ] &&
	[ "$("$jsonread" 10.new <"$work/out")" = 6 ] &&
	[ "$("$jsonread" 6.new <"$work/out")" = 2004-04-03 ]
result $? "JSON has them, too"
ends 1 diff -f markdown "$old" "$new" &&
	[ "$(grep -c '^| .* |$' "$work/out")" = $(($(wc -l <"$work/expected") + 1)) ] &&
	grep -qxF '| changed | members | BD | since | 03/04/2003 | 2004-04-03 |' "$work/out"
result $? "Markdown has them, too"
ends 1 diff "$old" "$new" -o "$work/changes.json" &&
	[ "$("$jsonread" 0.change <"$work/changes.json")" = removed ]
result $? "the name of a file says which format"

printf 'a,b,c\n1,1,x\n1,2,y\n' >"$work/a.csv"
printf 'a,b,c\n1,2,z\n1,1,x\n' >"$work/b.csv"
same "rows by the fields given" 1 diff --key a,b "$work/a.csv" "$work/b.csv" <<'END_OF_TEXT'
b ~1
~  1/2  c  y → z
END_OF_TEXT
ends 1 diff --key a,b - "$work/b.csv" <"$work/a.csv" && cmp -s "$work/expected" "$work/out"
result $? "the old side from a pipe"
gzip -c "$work/a.csv" >"$work/a.csv.gz"
ends 1 diff --key a,b "$work/a.csv.gz" - <"$work/b.csv" && grep -qx '~  1/2  c  y → z' "$work/out"
result $? "the new side from a pipe, the old one packed"
ends 1 diff /dev/null "$work/a.csv" && [ "$(grep -c '^+' "$work/out")" = 2 ]
result $? "a file that was not there, as git calls it"
printf 'n\n1.0\n' >"$work/n.csv"
printf 'n\n1\n' >"$work/m.csv"
ends 1 diff "$work/n.csv" "$work/m.csv"
result $? "without a schema values are texts"

# As git has the former state, and calls what compares two.
if command -v git >/dev/null 2>&1; then
	(
		cd "$work" && git init -q repo && cd repo && cp "$old"/* . && git add . &&
			git -c user.name=x -c user.email=x@example.org commit -qm old &&
			cp "$new/members.csv" .
	) >"$work/err" 2>&1
	"$bali" diff "$old/members.csv" "$new/members.csv" >"$work/expected"
	(cd "$work/repo" && git show HEAD:members.csv | "$bali" diff - members.csv) >"$work/out"
	cmp -s "$work/expected" "$work/out"
	result $? "git show REV:FILE | bali diff - FILE"
	(cd "$work/repo" && git difftool -y -x "'$bali' diff" HEAD -- members.csv) \
		>"$work/out" 2>"$work/err"
	sed 1d "$work/expected" >"$work/rows"
	sed 1d "$work/out" | cmp -s "$work/rows" -
	result $? "git difftool"
else
	skip "git show REV:FILE | bali diff - FILE" "git is not installed"
	skip "git difftool" "git is not installed"
fi

refuses "a key that no table has" "No table has the fields “z”" diff --key z "$work/a.csv" "$work/b.csv"
refuses "no table in common" "no table in common" diff "$work/a.csv" "$new"
refuses "an old side that is not there" "cannot be opened" diff "$work/none" "$new"
refuses "a new side that is not there" "cannot be opened" diff "$old" "$work/none"
refuses "twice standard input" "Only one of the two" diff - -
refuses "a third package" "bali diff OLD NEW" diff "$old" "$new" "$new"
refuses "one alone" "bali diff OLD NEW" diff "$old"
refuses "--data" "takes no --data" -d "$old" diff "$old" "$new"
refuses "--key elsewhere" "is for bali diff" tables --key code
ends 0 diff --browse --dump=80x24 "$old" "$new" && grep -q '^ 1/10  Overview › Changes' "$work/out" &&
	grep -q '1 Members 5 +1 -1 ~2  2 Visits 3 +1 -2' "$work/out"
result $? "--browse shows the list of changes first"
ends 0 diff --browse --dump=80x24 --select members/BD "$old" "$new" &&
	grep -q '^  Since  03/04/2003 → 2004-04-03' "$work/out"
result $? "and the old value beside the new one"
refuses "--browse without an old side" "cannot be opened" diff --browse "$work/none" "$new"
refuses "--format with --browse" "is for a command" diff --browse -f csv "$old" "$new"
mkdir "$work/broken"
cp "$new"/* "$work/broken"
rm -f "$work/broken/added.csv"
ends 2 diff "$old" "$work/broken" && grep -q 'added.csv' "$work/err"
result $? "a file that is not there is trouble"
ends 1 diff --partial "$old" "$work/broken"
result $? "unless the others will do"
finish
