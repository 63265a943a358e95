#!/bin/sh
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

finish
