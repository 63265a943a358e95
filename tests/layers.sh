#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the layers of doc/HACKING: a folder of src/ includes only itself and folders
# above it in the list, one file sees curses, one terminfo, one PCRE2, one libcsv, and
# JSON is loaded in one file and written in one. Prints TAP.
set -eu
cd "${srcdir:-.}/src"

layers="base data diff query timeline map output ui view browser cli"
n=0
failed=0

result() { # STATUS TEXT
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; failed=1; fi
}

# Prints FILE:INCLUDE for every project include of the files of folder $1 that does not
# appear in the list of allowed folders $2.
strays() {
	[ -d "$1" ] || return 0
	for file in "$1"/*.[ch]; do
		[ -e "$file" ] || continue
		sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$file" | while read -r inc; do
			[ "$inc" = config.h ] && continue
			case " $2 " in
			*" ${inc%%/*} "*) ;;
			*) echo "$file includes $inc" ;;
			esac
		done
	done
}

# only HEADER FILE...: no other file of the tree includes HEADER.
only() {
	header=$1
	shift
	bad=$(grep -rlE "#[ \t]*include[ \t]*<$header>" . | while read -r file; do
		case " $* " in
		*" ${file#./} "*) ;;
		*) echo "$file" ;;
		esac
	done)
	[ -z "$bad" ] || echo "# $bad includes <$header>"
	[ -z "$bad" ] && status=0 || status=1
	result $status "<$header> only in $*"
}

allowed=
for layer in $layers; do
	allowed="$allowed $layer"
	bad=$(strays "$layer" "$allowed")
	[ -z "$bad" ] && status=0 || status=1
	[ -z "$bad" ] || echo "$bad" | sed 's/^/# /'
	result $status "src/$layer includes nothing above it"
done
# Messages reach a terminal through one function of cli/run.c, which makes them harmless.
# The others write what no data are in, when the program ends.
bad=$(grep -rnE 'perror\(|(\(|, )(stderr|2)(\)|,)' --include='*.c' . |
	grep -E 'perror|stderr|write\(2' | grep -vE '^\./(cli/run|base/fail|ui/crash)\.c:' || :)
[ -z "$bad" ] && status=0 || status=1
[ -z "$bad" ] || echo "$bad" | sed 's/^/# /'
result $status "standard error only by the gate"
# The files of a folder may call each other in a circle of three at most. Prints the files
# of longer ones.
circles() {
	awk '
	function clean(line) {
		gsub(/"([^"\\\\]|\\\\.)*"/, "", line)
		gsub(/\/\*.*\*\//, "", line)
		if (line ~ /^[ \t]*(\/\*|\*)/) line = ""
		return line
	}
	{ line = clean($0) }
	# A definition starts in the first column; a prototype ends on its last line.
	pass == 1 && line ~ /^[a-z][^=;]*\(/ && line !~ /^static/ {
		name = line; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
		home[name] = FILENAME; files[FILENAME] = 1
	}
	pass == 2 {
		while (match(line, /[a-z_0-9]+/)) {
			word = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			if (word in home && home[word] != FILENAME)
				reach[FILENAME, home[word]] = 1
		}
	}
	END {
		for (k in files) for (i in files) for (j in files)
			if ((i, k) in reach && (k, j) in reach) reach[i, j] = 1
		for (i in files) {
			size = 0
			for (j in files) size += (i, j) in reach && (j, i) in reach
			if (size > 3) print i
		}
	}' pass=1 "$1"/*.c pass=2 "$1"/*.c
}
for folder in browser cli; do
	bad=$(circles $folder)
	[ -z "$bad" ] && status=0 || status=1
	[ -z "$bad" ] || echo "$bad" | sed 's/^/# in a circle: /'
	result $status "src/$folder has no circle of more than three files"
done
only '(ncursesw/)?n?curses\.h' ui/term.c
only 'term\.h' ui/term.c
only 'csv\.h' data/csvsplit.c
only 'pcre2\.h' base/regex.c
only 'z(lib|std)\.h' data/unpack.c
only 'jansson\.h' data/json.h output/json.c
bad=$(grep -rlE '\<json_(load|dump)(s|b|f|fd|_file|_callback)\(' . |
	grep -vxE '\./(data|output)/json\.c' || true)
[ -z "$bad" ] && status=0 || status=1
[ -z "$bad" ] || echo "# $bad loads or writes JSON"
result $status "JSON is loaded and written only in data/json.c and output/json.c"
echo "1..$n"
exit $failed
