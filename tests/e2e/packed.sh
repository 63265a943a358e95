#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tables that are compressed, and files that are no tables at all: what is read as it is,
# and the sentence that says what to do with the rest. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# Two towns in zstd, as zstd(1) writes them.
zstd_towns() {
	printf '\050\265\057\375\000\130\271\000\000id,town\n1,Lund\n2,Ystad\n'
}

# lists NAME OPTION...: the table “towns” is listed, with its two rows.
lists() {
	name=$1
	shift
	ends 0 -f csv "$@" list towns && cmp -s "$work/towns.csv" "$work/out"
	result $? "$name"
}

mkdir "$work/folder"
printf 'id,town\n1,Lund\n2,Ystad\n' >"$work/towns.csv"
gzip -nc "$work/towns.csv" >"$work/towns.csv.gz"
tr , '\t' <"$work/towns.csv" | gzip -nc >"$work/folder/towns.tsv.gz"
zstd_towns >"$work/towns.csv.zst"
zstd_towns >"$work/towns.txt"
zstd_towns >"$work/folder/more.CSV.ZST"

lists "a file in gzip, called after what is in it" -d "$work/towns.csv.gz"
lists "a file in zstd" -d "$work/towns.csv.zst"
lists "a file in zstd whose name does not say so" -d "$work/towns.txt"
lists "a file of a folder, with tabs" -d "$work/folder"
same "all of the folder's" 0 -d "$work/folder" -f csv tables <<'END'
name,title,rows,description
more,more,2,
towns,towns,2,
END

# piped FILE: the table that comes through a pipe is listed with its two rows.
piped() {
	"$bali" list stdin -d - -f csv <"$1" >"$work/out" 2>"$work/err" &&
		cmp -s "$work/towns.csv" "$work/out"
}
piped "$work/towns.csv.gz"
result $? "a pipe in gzip"
piped "$work/towns.csv.zst"
result $? "a pipe in zstd"
{
	printf 'id,town\n1,Lu' | gzip -nc
	printf 'nd\n2,Ystad\n' | gzip -nc
} >"$work/members.gz"
piped "$work/members.gz"
result $? "two members, cut within a row, are one table"

head -c 40 "$work/towns.csv.gz" >"$work/cut.csv.gz"
ends 1 -d "$work/cut.csv.gz" check && [ ! -s "$work/err" ] && grep -q \
	'^cut.csv.gz: error: Reading stopped after 40 bytes: the gzip stream ends early\.' \
	"$work/out" && [ "$(wc -l <"$work/out")" = 1 ]
result $? "a file that is cut is reported as that, and as nothing else"

ends 2 -d "$work/cut.csv.gz" -f csv list cut && cmp -s "$work/towns.csv" "$work/out" &&
	grep -q '^bali: cut.csv.gz: Reading stopped after' "$work/err"
result $? "its whole rows are listed, with status 2"

# What is not whole is put into no file, unless that is asked for.
ends 2 -d "$work/cut.csv.gz" list cut -o "$work/part.csv" && [ ! -e "$work/part.csv" ] &&
	grep -q 'part.csv is not written. --partial writes what could be read.' "$work/err" &&
	ends 0 -d "$work/cut.csv.gz" --partial list cut -o "$work/part.csv" &&
	cmp -s "$work/towns.csv" "$work/part.csv" &&
	ls -A "$work" | grep -q '^\.bali' && status=1 || status=$?
result $((status == 1 ? 0 : 1)) "half a table is written only when asked for"

mkdir "$work/lacking"
printf 'id\n1\n' >"$work/lacking/a.csv"
echo '{"resources": [{"name": "a", "path": "a.csv"}, {"name": "b", "path": "b.csv"}]}' \
	>"$work/lacking/datapackage.json"
for command in "list b" "find 1" "show a/1" tables; do
	# shellcheck disable=SC2086 # words
	ends 2 -d "$work/lacking" $command &&
		grep -q '^bali: b.csv: The file cannot be read' "$work/err" &&
		ends 0 -d "$work/lacking" --partial $command
	result $? "a file that is not there shows in the status of $command"
done
ends 0 -d "$work/lacking" list a
result $? "but not in that of a list that is whole"

run_dump() { ends 0 -d "$work/cut.csv.gz" --dump 60x10; }
run_dump && grep -q 'cut [0-9]* (part)' "$work/out"
result $? "the tab says that rows are lacking"

mkdir "$work/package"
zstd_towns >"$work/package/towns.dat"
cp "$work/towns.csv.gz" "$work/package/plain.csv"
cat >"$work/package/datapackage.json" <<'END'
{"resources": [
{"name": "towns", "path": "towns.dat", "compression": "zstd",
 "schema": {"fields": [{"name": "id", "type": "integer"}, {"name": "town"}]}},
{"name": "plain", "path": "plain.csv", "compression": "gz"},
{"name": "other", "path": "other.csv", "compression": "bz2"}]}
END
lists "a package names the compression" -d "$work/package"
same "and other compressions are refused" 1 -d "$work/package" check <<'END'
datapackage.json:5:27: error: Table “other”: The file “other.csv” is compressed in a way that is not read. Unpack it, or compress it with gzip.
END

# What is no text: one sentence, status 2, whatever was asked for.
printf 'PK\003\004\024\000\000\000\010\000towns.csv' >"$work/towns.zip"
printf 'PK\003\004\024\000\000\000\010\000xl/workbook.xml' >"$work/towns.xlsx"
printf '\211PNG\r\n\032\n\000\000' >"$work/towns.csv"
printf 'SQLite format 3\000\020\000' | gzip -nc >"$work/towns.db.gz"
for command in check tables timeline 'list towns' 'find lund' 'show lund' '--lines' \
	'--dump 80x24'; do
	# shellcheck disable=SC2086 # words
	refuses "$command of a zip archive" \
		"towns.zip: This is a zip archive; “unzip -p $work/towns.zip | bali -” opens" \
		$command -d "$work/towns.zip"
	[ "$command" != --lines ] || continue # they come from the terminal then
	# shellcheck disable=SC2086 # words
	refuses "$command of one that is piped in" \
		'standard input: This is a zip archive; “unzip -p FILE | bali -” opens' \
		$command -d - <"$work/towns.zip"
done
refuses "a workbook" 'towns.xlsx: This is an Excel workbook; save its sheet as CSV' \
	tables -d "$work/towns.xlsx"
refuses "a picture by another name" 'towns.csv: This is a picture (PNG); copy' \
	tables -d "$work/towns.csv"
refuses "a database in gzip" 'towns.db.gz: This is an SQLite database; “sqlite3 -csv' \
	tables -d "$work/towns.db.gz"
[ "$(wc -l <"$work/err")" = 1 ]
result $? "is all of it that is printed"
mkdir "$work/mixed"
cp "$work/towns.csv" "$work/mixed/a.csv"
printf 'id\n1\n' >"$work/mixed/b.csv"
same "in a folder the others open" 0 -d "$work/mixed" -f csv list b <<'END'
id
1
END
same "and the one is reported" 1 -d "$work/mixed" check <<'END'
a.csv: error: This is a picture (PNG); copy the table into a text file.
END
printf '# Towns\n\nLund, Ystad\n' >"$work/README.md"
ends 0 -d "$work/README.md" tables
result $? "a text of another kind is a table all the same"

# Several files that are one table, and a table in the descriptor.
mkdir "$work/parts"
printf 'id,town\n1,Lund' >"$work/parts/a.csv"
printf 'id,town\n2,Ystad\n' | gzip -nc >"$work/parts/b.csv.gz"
cat >"$work/parts/datapackage.json" <<'END'
{"resources": [
{"name": "towns", "path": ["a.csv", "b.csv.gz", "c.csv"]},
{"name": "kings", "data": [
 {"name": "Knut", "born": 990},
 {"name": "Sven", "son": {"name": "Knut"}}
]}]}
END
same "rows of several files" 2 -d "$work/parts" -f csv list towns <<'END'
id,town
1,Lund
2,Ystad
END
same "rows in the descriptor" 0 -d "$work/parts" -f csv list kings <<'END'
name,born,son
Knut,990,
Sven,,"{""name"":""Knut""}"
END
same "the file that is not there" 1 -d "$work/parts" check <<'END'
c.csv: error: The file cannot be read: No such file or directory. Check that it exists and that you may read it.
END
ends 2 -d "$work/parts" find ystad && grep -q '^towns' "$work/out"
result $? "a row of the second file is found"

finish
