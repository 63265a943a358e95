#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The completions for bash, zsh and fish: each knows every command and option that --help
# lists; that of bash is run, the others are read by their shells where those are there.
# Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
folder=$srcdir/completions

"$bali" --help >"$work/help"
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' "$work/help")
options=$(sed -n '/^Options:/,/^$/p' "$work/help" | cut -c1-80 |
	grep -oE -e '(^|[ ,])--?[A-Za-z][a-z-]*' | tr -d ' ,')
# The sentence for a value that is none names those there are.
formats=$("$bali" --format=none 2>&1 | sed 's/.*takes \(.*\), not.*/\1/; s/,//g; s/ or / /')
colors=$("$bali" --color=none 2>&1 | sed 's/.*takes \(.*\), not.*/\1/; s/,//g; s/ or / /')
themes=$("$bali" --theme=none 2>&1 | sed 's/.*takes \(.*\), not.*/\1/; s/,//g; s/ or / /')
[ "$(echo "$commands" | wc -l)" -ge 5 ] && [ "$(echo "$options" | wc -l)" -ge 18 ] &&
	echo "$options" | grep -qx -e -o && echo "$formats $colors" | grep -q 'tsv.*auto'
result $? "--help and the faults tell what there is to complete"

# knows FILE WORD PATTERN: a line of FILE that is no comment matches PATTERN.
knows() {
	grep -v '^[ 	]*#' "$folder/$1" | grep -qE -e "$3" && return
	echo "# $1 does not know $2"
	return 1
}

for file in bali.bash _bali bali.fish; do
	status=0
	for word in $commands; do
		case $file in
		_bali) knows $file "$word" "^[ 	]*'$word:" || status=1 ;;
		bali.fish) knows $file "$word" " -a $word -d " || status=1 ;;
		*) knows $file "$word" "(^|[' ])$word([' ]|\$)" || status=1 ;;
		esac
	done
	for word in $formats $colors $themes; do
		knows $file "$word" "(^|[^a-z-])$word([^a-z-]|\$)" || status=1
	done
	for option in $options; do
		case $file-$option in
		bali.fish---*) pattern=" -l ${option#--} " ;;
		bali.fish--*) pattern=" -s ${option#-} " ;;
		*) pattern="(^|[^a-z-])$option([^a-z-]|\$)" ;;
		esac
		knows $file "$option" "$pattern" || status=1
	done
	result $status "$file knows every command, option and value"
done

# offers NAME WORD... gives CANDIDATE...: with WORDS typed, the last of them to be completed,
# bash offers just the CANDIDATES, in any order; behind ... there may be others.
offers() {
	name=$1
	shift
	bash -c '
		. "$1"
		shift
		while [ "$1" != gives ]; do
			COMP_WORDS+=("$1")
			shift
		done
		shift
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_bali
		printf "%s\n" "${COMPREPLY[@]}" | sort >"$0.got"
		printf "%s\n" "$@" | sort >"$0.wanted"' \
		"$work/list" "$folder/bali.bash" "$bali" "$@" 2>"$work/err"
	if grep -qx '\.\.\.' "$work/list.wanted"; then
		grep -vx '\.\.\.' "$work/list.wanted" >"$work/some"
		[ "$(grep -cxF -f "$work/some" "$work/list.got")" = "$(wc -l <"$work/some")" ]
	else
		cmp -s "$work/list.wanted" "$work/list.got"
	fi && [ ! -s "$work/err" ]
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$work/list.got" "$work/err"
	result $status "bash: $name"
}

if bash --version >"$work/out" 2>&1; then
	cd "$srcdir/doc" || exit 1
	offers "commands" '' gives $commands ...
	offers "a command by its letters" li gives list
	offers "tables" list '' gives members meetings ...
	offers "those of the data on the line" -d example list '' gives books authors
	offers "also behind --data=" --data = example list b gives books
	offers "also in one word" -dexample list a gives authors
	offers "names of the rows of a table" list members cam gives Cambodia
	offers "names of two words, as the shell wants them" list members new gives 'New\ Zealand'
	offers "the second word too" list members 'new\ z' gives 'New\ Zealand'
	offers "within quotes as they are" list members '"new z' gives 'New Zealand'
	offers "what a record may begin with" -d example show '' gives books/ authors/
	offers "keys" -d example show books/T gives 'books/The\ Tale\ of\ Genji' 'books/The\ Time\ Machine'
	offers "keys of a table that a search shows by others" show countries/KH gives countries/KH
	offers "keys behind --select=" --select = countries/KH gives countries/KH
	offers "names behind --query=" --query = Hong gives 'Hong\ Kong'
	offers "names for find" find tür gives Türkiye
	offers "nothing behind check" check '' gives ''
	offers "formats" -f '' gives $formats
	offers "formats behind --format=" --format = c gives csv
	offers "when" --color = a gives always auto
	offers "files for data" --data ex gives example
	offers "files to write to" -o bali-d gives bali-data.5.in ...
	offers "records to start on" --select members/KH gives members/KH
	offers "data that are not there" -d nowhere list '' gives ''
else
	skip "bash completes" "there is no bash"
fi
# fish_offers NAME LINE gives CANDIDATE...: the same of fish for the line typed so far.
fish_offers() {
	name=$1 line=$2
	shift 3
	fish -c 'source $argv[1]; complete -C$argv[2]' "$folder/bali.fish" "$bali $line" \
		2>"$work/err" | cut -f1 | sort >"$work/list.got"
	printf '%s\n' "$@" | sort >"$work/list.wanted"
	cmp -s "$work/list.wanted" "$work/list.got" && [ ! -s "$work/err" ]
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$work/list.got" "$work/err"
	result $status "fish: $name"
}

if fish -c true >"$work/out" 2>&1; then
	cd "$srcdir/doc" || exit 1
	fish_offers "tables" '-d example list ' gives books authors
	fish_offers "also in one word" '-dexample list ' gives books authors
	fish_offers "keys" 'show countries/KH' gives countries/KH
	fish_offers "keys behind --select=" '--select=countries/KH' gives --select=countries/KH
	fish_offers "names behind --query=" '--query=Cambod' gives --query=Cambodia '--query=Cambodia: name'
else
	skip "fish completes" "there is no fish"
fi
for shell in zsh fish; do
	file=$folder/_bali
	[ $shell = zsh ] || file=$folder/bali.fish
	if $shell -c true >"$work/out" 2>&1; then
		$shell -n "$file"
		result $? "$shell reads its file"
	else
		skip "$shell reads its file" "there is no $shell"
	fi
done

finish
