#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The examples of the manual: what follows "$ bali ..." in bali.1 is what the program
# prints. The library is doc/example, which bali-data.5 shows. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# The program and its library as the user has them.
mkdir "$work/bin" "$work/home"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$bali" >"$work/bin/bali"
chmod +x "$work/bin/bali"
PATH=$work/bin:$PATH
ln -s "$srcdir/doc/example" "$work/home/library"
printf 'PK\003\004' >"$work/home/towns.zip"
# The library a while later.
cp -r "$srcdir/doc/example" "$work/home/newer"
chmod -R u+w "$work/home/newer"
sed '/^Emma/d; s/1817-12/1817-12-20/' "$srcdir/doc/example/books.csv" >"$work/home/newer/books.csv"
echo 'Mansfield Park,austen,1814' >>"$work/home/newer/books.csv"

# A file a command: its first line is the command, the others what it prints. In the
# source of a manual \e is a backslash, other signs have names, and an empty line within a
# display is kept.
awk -v work="$work" '
	/^\.Bd -literal/ { inside = 1; next }
	/^\.Ed/ { inside = 0; file = "" }
	!inside { next }
	{
		gsub(/\\e/, "\\"); gsub(/\\&/, "")
		gsub(/\\\(lq/, "“"); gsub(/\\\(rq/, "”"); gsub(/\\\(pc/, "·")
		gsub(/\\\(<-/, "←"); gsub(/\\\(->/, "→"); gsub(/\\\(de/, "°")
	}
	/^\$ bali / { file = sprintf("%s/%03d", work, ++count); print substr($0, 3) >file; next }
	file { print >file }' "$srcdir/doc/bali.1.in"

# check has its own test (check.sh), for which the library is given two books more.
commands=' check '
for file in "$work"/[0-9]*; do
	command=$(head -1 "$file")
	word=${command#bali }
	word=${word%% *}
	[ "$word" = check ] && continue
	commands="$commands$word "
	sed 1d "$file" >"$work/expected"
	(cd "$work/home" && sh -c "$command") >"$work/out" 2>&1
	cmp -s "$work/expected" "$work/out"
	status=$?
	result $status "$command"
	[ $status = 0 ] || diff "$work/expected" "$work/out" | sed 's/^/# /'
done

# Each command that --help lists has an example.
missing=0
for word in $("$bali" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	case $commands in
	*" $word "*) ;;
	*) echo "# $word has no example"; missing=1 ;;
	esac
done
result $missing "each command has an example"

finish
