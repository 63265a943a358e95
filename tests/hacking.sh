#!/bin/sh
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
echo "1..1"
exit $failed
