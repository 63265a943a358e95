#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the list of files in doc/HACKING: it names each module of src/, and none that is
# not there. A header is in the list only when it has no .c of its name. Prints TAP.
set -eu
cd "${srcdir:-.}"

listed=$(sed -n 's|^\(src/[a-z]*/\) - .*|folder \1|p; s|^    \([a-z_0-9]*\.[ch]\) .*|\1|p' \
	doc/HACKING | awk '$1 == "folder" { folder = $2; next } folder { print folder $1 }' |
	sort)
there=$(find src -name '*.[ch]' | sort | awk '
	/\.c$/ { print; sub(/c$/, "h"); paired[$0] = 1; next }
	{ headers[n++] = $0 }
	END { for (i = 0; i < n; i++) if (!(headers[i] in paired)) print headers[i] }' | sort)

failed=0
for file in $there; do
	echo "$listed" | grep -qx "$file" || { echo "# $file is not listed"; failed=1; }
done
for file in $listed; do
	echo "$there" | grep -qx "$file" || { echo "# $file is listed, but not there"; failed=1; }
done
if [ $failed = 0 ]; then echo "ok 1 - doc/HACKING lists every file"
else echo "not ok 1 - doc/HACKING lists every file"; fi

lacking=0
for file in $(find src tests -name '*.[ch]' -o -name '*.sh') completions/* data/refresh/*.mjs \
	doc/*.in doc/screens/make.sh bootstrap configure.ac Makefile.am; do
	[ "$(head -n 4 "$file" | grep -c -e 'SPDX-FileCopyrightText: 2026 the bali authors' \
		-e 'SPDX-License-Identifier: GPL-3.0-or-later')" = 2 ] ||
		{ echo "# $file does not name its holders and its licence"; lacking=1; }
done
if [ $lacking = 0 ]; then echo "ok 2 - every source file names its licence"
else echo "not ok 2 - every source file names its licence"; fi
echo "1..2"
exit $((failed + lacking))
