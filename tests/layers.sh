#!/bin/sh
# Holds the layers of doc/HACKING: a folder of src/ includes only itself and folders
# above it in the list, one file sees curses, one terminfo, one PCRE2, one libcsv, and
# JSON is loaded in one file and written in one. Prints TAP.
set -eu
cd "${srcdir:-.}/src"

layers="base data query timeline output ui view browser cli"
n=0
failed=0

result() { # STATUS TEXT
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; failed=1; fi
}

# Prints FILE:INCLUDE for every project include of the files of folder $1 that does not
# stand in the list of allowed folders $2.
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
only '(ncursesw/)?n?curses\.h' ui/term.c
only 'term\.h' ui/term.c
only 'csv\.h' data/csvfile.c
only 'pcre2\.h' base/regex.c
only 'jansson\.h' data/json.h output/json.c
bad=$(grep -rlE '\<json_(load|dump)(s|b|f|fd|_file|_callback)\(' . |
	grep -vxE '\./(data|output)/json\.c' || true)
[ -z "$bad" ] && status=0 || status=1
[ -z "$bad" ] || echo "# $bad loads or writes JSON"
result $status "JSON is loaded and written only in data/json.c and output/json.c"
echo "1..$n"
exit $failed
