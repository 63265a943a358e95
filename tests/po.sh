#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the translations: each text of the source is translated, in the words of po/GLOSSARY, and
# is a whole sentence or phrase, which a translator can put into another order. Prints TAP.
set -eu
build=$PWD
cd "${srcdir:-.}"
n=0
failed=0

# result NAME FILE: ok when FILE, which tells what is wrong, is empty.
result() {
	n=$((n + 1))
	if [ -s "$2" ]; then
		sed 's/^/# /' "$2"
		echo "not ok $n - $1"
		failed=1
	else
		echo "ok $n - $1"
	fi
}

for tool in xgettext msgcat msgcmp msgattrib; do
	if ! command -v $tool >/dev/null; then
		[ -z "${EVERY_TEST:-}" ] || { echo "1..0 # gettext is missing"; exit 1; }
		echo "1..0 # SKIP gettext is missing"
		exit 0
	fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh po/extract.sh "$work/pot"

# texts FILE: the texts of a catalogue, msgid and msgstr, a line each with a tab in between; those
# of a plural as well.
texts() {
	awk '
		/^(msgctxt|#|$)/ { next }
		/^msgid / { id = substr($0, 8, length($0) - 8); next }
		/^msgid_plural / { id = id " / " substr($0, 15, length($0) - 15); next }
		/^msgstr/ {
			sub(/^msgstr(\[[0-9]\])? "/, "")
			if (id != "")
				print id "\t" substr($0, 1, length($0) - 1)
			next
		}
		# Without --no-wrap only texts of several lines go on.
		/^"/ { next }' "$1"
}

# No translation is brought up to texts that could not be read.
mkdir "$work/bin"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/xgettext"
chmod +x "$work/bin/xgettext"
if PATH=$work/bin:$PATH ${MAKE:-make} -C "$build" update-po >/dev/null 2>&1; then
	echo "make update-po succeeded without xgettext" >"$work/update"
fi
ls po/bali.pot* >>"$work/update" 2>/dev/null || true
result "make update-po fails when the texts cannot be read" "$work/update"

texts "$work/pot" | cut -f 1 >"$work/ids"
[ -s "$work/ids" ] || echo "no text was found" >"$work/none"
result "the source has texts" "$work/none"

# A comment reaches the translators only when it is right before its text.
find src -name '*.[ch]' -exec sed -n 's|.*/\* \(TRANSLATORS: .*\)|\1|p' {} + |
	sed 's| *\*/$||' | sort -u >"$work/said"
sed -n 's|^#\. \(TRANSLATORS: .*\)|\1|p' "$work/pot" | sort -u | comm -23 "$work/said" - \
	>"$work/lost"
[ -s "$work/said" ] || echo "no comment was found" >"$work/lost"
result "each comment for translators reaches them" "$work/lost"

sed '/^#/d' po/LINGUAS | sort >"$work/languages"
for po in po/*.po; do
	basename "$po" .po
done | sort | diff "$work/languages" - >"$work/files" || true
awk '/^translations =/ { on = 1 } on { print } on && !/\\$/ { exit }' Makefile.am |
	tr ' ' '\n' | sed -n 's|^po/\(.*\)\.po$|\1|p' | sort |
	diff "$work/languages" - >>"$work/files" || true
[ -s "$work/languages" ] || echo "po/LINGUAS is empty" >>"$work/files"
result "po/LINGUAS, the files of po and Makefile.am name the same languages" "$work/files"
grep -n -E '^[ ,;]|[ ,;]$|%s%s|\\n$' "$work/ids" >"$work/pieces" || true
result "no text begins or ends in the middle of a sentence" "$work/pieces"
grep -n -i -x -E '(a|an|the|of|to|in|at|on|by|and|or|with|for|not|no|is|are|was|were|has|have) ?' \
	"$work/ids" >"$work/words" || true
result "no text is a word that joins others" "$work/words"

for language in $(sed '/^#/d' po/LINGUAS); do
	po=po/$language.po
	msgcmp "$po" "$work/pot" >"$work/missing" 2>&1 || echo "msgcmp failed" >>"$work/missing"
	result "$language: all is translated" "$work/missing"
	msgattrib --only-obsolete "$po" >"$work/old"
	result "$language: nothing is translated that is no longer said" "$work/old"
	msgcat --no-wrap -o "$work/po" "$po"
	texts "$work/po" >"$work/texts"
	# The signs at the end: a sentence stays a sentence.
	awk -F '\t' '
		function last(s) { return match(s, /(\.|\?|:|…)$/) ? substr(s, RSTART) : "" }
		$1 !~ / \/ / && last($1) != last($2) { print $1 " -> " $2 }' \
		"$work/texts" >"$work/signs"
	result "$language: sentences end as they do in English" "$work/signs"
	awk -F '\t' -v language="$language" '
		FNR == NR {
			if (match($0, /^# [A-Za-z_@]+: /))
				section = substr($0, 3, RLENGTH - 4)
			else if (section == language && $0 !~ /^#/ && NF == 2)
				words[tolower($1)] = tolower($2)
			next
		}
		FNR == 1 {
			none = 1
			for (word in words)
				none = 0
			if (none)
				print "po/GLOSSARY has no section of the language"
		}
		{
			id = " " tolower($1) " "
			gsub(/[^a-z0-9-]+/, " ", id)
			for (word in words) {
				if (index(id, " " word " ") == 0 && index(id, " " word "s ") == 0)
					continue
				count = split(words[word], forms, / \| /)
				found = 0
				for (i = 1; i <= count; i++)
					found += index(tolower($2), forms[i]) > 0
				if (!found)
					print word " (" words[word] "): " $1 " -> " $2
			}
		}' po/GLOSSARY "$work/texts" >"$work/glossary"
	result "$language: the words are those of the glossary" "$work/glossary"
done
echo "1..$n"
exit $failed
