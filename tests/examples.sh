#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compiles the examples in the headers of src/: each run of lines that a comment indents by
# a tab. An example is statements, which may use the parameters below without declaring
# them, or the definition of functions. "..." on a line of its own means
# any statements. A session or a table in a comment is indented by four spaces, so that it
# is not taken for an example. Prints TAP.
# shellcheck disable=SC2086,SC2116 # line ends in the lists below become blanks
set -eu
srcdir=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
includes='#include "base/calendar.h"
#include "browser/app.h"
#include "output/listing.h"
#include "output/table_list.h"
#include "timeline/events.h"'
parameters='struct package *package, struct table *table, struct search *search,
	struct events *events, struct outfile *outfile, const struct listing_page *page,
	struct canvas *canvas, struct app *app, struct pager *pager,
	struct diag *diag, struct str *out, struct str *err, struct row_ref *ref,
	struct record *record, struct timeline *timeline, struct column_config *config,
	const char *path, int64_t until, int64_t today, int width,
	size_t count, size_t row, void *state'

# Writes each example of the header $1 into a file of $work, as a program of its own.
extract() {
	awk -v header="$1" -v work="$work" -v includes="$includes" \
		-v parameters="$(echo $parameters)" '
		function end() {
			if (file == "")
				return
			flush()
			close(file)
			file = ""
		}
		/^ \*\t/ {
			line = substr($0, 4)
			if (file == "") {
				file = sprintf("%s/%s-%d.c", work, name(header), FNR)
				printf "#include \"config.h\"\n#include <stdint.h>\n" >file
				printf "#include <stdio.h>\n#include <stdlib.h>\n#include \"%s\"\n%s\n", header, includes >file
				text = ""
				defines = 0
			}
			if (line == "{")
				defines = 1
			text = text sprintf("#line %d \"src/%s\"\n%s\n", FNR, header,
				line ~ /^[ \t]*\.\.\.$/ ? ";" : line)
			next
		}
		/^ \*$/ { next }
		{ end() }
		END { end() }
		function flush() {
			if (defines)
				print text >file
			else
				printf "void example(%s);\nvoid example(%s)\n{\n{\n%s}\n}\n",
					parameters, parameters, text >file
		}
		function name(path) { gsub("/", "-", path); sub(/\.h$/, "", path); return path }
	' "$srcdir/src/$1"
}

n=0
failed=0
for header in $(cd "$srcdir/src" && find . -name '*.h' | sed 's|^\./||' | sort); do
	extract "$header"
done
for file in "$work"/*.c; do
	n=$((n + 1))
	what=$(basename "$file" .c)
	# shellcheck disable=SC2086 # the flags are words
	if ${CC:-cc} ${CPPFLAGS:-} -I. -I"$srcdir/src" -std=gnu11 -Wall -Wno-unused -Werror \
		-fsyntax-only "$file" 2>"$work/log"; then
		echo "ok $n - $what compiles"
	else
		echo "not ok $n - $what compiles"
		sed 's/^/# /' "$work/log" | head -20
		failed=1
	fi
done
[ $n -gt 0 ] || { echo "not ok 1 - there are examples"; n=1 failed=1; }
echo "1..$n"
exit $failed
