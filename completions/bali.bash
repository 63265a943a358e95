# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of bali(1) for bash.
#
# The names of tables and rows come from the program itself, for the data that the line
# names.

# Prints WORD as the program will get it: without quotes and backslashes.
_bali_plain()
{
	local word=${1//[\'\"\\]/}

	case $word in
	'~/'*) word=$HOME${word#'~'} ;;
	esac
	printf '%s' "$word"
}

# Runs the program that is being typed on the data of the line; its first line is a header.
_bali_run()
{
	"${COMP_WORDS[0]}" ${bali_data:+-d "$bali_data"} -f tsv "$@" 2>/dev/null | tail -n +2
}

_bali_tables()
{
	_bali_run tables | cut -f1
}

# Prints table, key and name of the rows whose name may begin with PREFIX.
_bali_rows()
{
	local query=${1//[^[:alnum:]]/ }

	# An expression that every row matches.
	[[ $query = *[![:space:]]* ]] || query='re:/./'
	_bali_run find -- "$query"
}

# Prints the names that begin with PREFIX, those of TABLE or of all. A colon ends a word
# for readline, so that what stands in front of it would be there twice.
_bali_names()
{
	_bali_rows "$1" | table=${2-} prefix=$1 awk -F '\t' '
		BEGIN { prefix = tolower(ENVIRON["prefix"]); table = ENVIRON["table"] }
		(table == "" || $1 == table) && $3 !~ /:/ &&
			index(tolower($3), prefix) == 1 && !seen[$3]++ { print $3 }'
}

# Prints TABLE/KEY for the rows of TABLE. A search shows some tables by the rows of another:
# there the key is the first field, if such a record is found.
_bali_keys()
{
	local keys=$(_bali_rows '' | table=$1 awk -F '\t' '
		$1 == ENVIRON["table"] { print $1 "/" $2 }')

	if [ -z "$keys" ]; then
		keys=$(_bali_run list -- "$1" | cut -f1 | sed "s|^|$1/|")
		[ -n "$(_bali_run show -- "${keys%%$'\n'*}")" ] || return
	fi
	printf '%s\n' "$keys"
}

# Prints what begins with PREFIX and may name a record: TABLE/, TABLE/KEY, a name.
_bali_records()
{
	case $1 in
	*/*) _bali_keys "${1%%/*}" ;;
	*)
		_bali_tables | sed 's|$|/|'
		[ -z "$1" ] || _bali_names "$1"
		;;
	esac
}

# Offers the lines of standard input that begin with PREFIX, in upper or lower case; as the
# shell wants them written, unless a quote is open.
_bali_offer()
{
	local prefix line quoted

	prefix=$(_bali_plain "$cur" | tr '[:upper:]' '[:lower:]')
	while IFS= read -r line; do
		quoted=$(printf '%s' "$line" | tr '[:upper:]' '[:lower:]')
		[ "${quoted#"$prefix"}" != "$quoted" ] || [ -z "$prefix" ] || continue
		quoted=$line
		case $cur in
		[\'\"]*) ;;
		*) printf -v quoted %q "$line" ;;
		esac
		COMPREPLY+=("$quoted")
	done
}

_bali_words()
{
	COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_bali_files()
{
	compopt -o filenames 2>/dev/null
	local IFS=$'\n'
	COMPREPLY=($(compgen -f -- "$(_bali_plain "$cur")"))
}

# Offers arguments of OPTION.
_bali_argument()
{
	case $1 in
	-d | --data | -o | --output) _bali_files ;;
	-f | --format) _bali_words 'text csv tsv json markdown geojson' ;;
	--color) _bali_words 'auto always never' ;;
	--theme) _bali_words 'default mono contrast' ;;
	--names) _bali_words 'auto none ar de en es fr ja ko ms ru th vi zh' ;;
	--delimiter) _bali_words 'comma semicolon tab pipe' ;;
	--quote | --comment | --header) _bali_words 'none' ;;
	--skip | --limit | --key) ;;
	--encoding) _bali_words 'utf-8 utf-16 latin1 windows-1252' ;;
	--tab) _bali_offer < <(_bali_tables) ;;
	--query) [ -z "$cur" ] || _bali_offer < <(_bali_names "$(_bali_plain "$cur")") ;;
	--select | --from) _bali_offer < <(_bali_records "$(_bali_plain "$cur")") ;;
	--dump) _bali_words "80x24 ${COLUMNS:-120}x${LINES:-40}" ;;
	esac
}

# Offers words of COMMAND, the first of them if FIRST is empty, else one after it.
_bali_command()
{
	case $1 in
	list)
		if [ -z "$2" ]; then
			_bali_offer < <(_bali_tables)
		else
			_bali_offer < <(_bali_names "$(_bali_plain "$cur")" "$2")
		fi
		;;
	show) [ -n "$2" ] || _bali_offer < <(_bali_records "$(_bali_plain "$cur")") ;;
	diff) _bali_files ;;
	find | timeline | map)
		[ -z "$cur" ] || _bali_offer < <(_bali_names "$(_bali_plain "$cur")")
		;;
	esac
}

# Completes the word at the cursor.
_bali_complete()
{
	local cur=${COMP_WORDS[COMP_CWORD]} bali_data='' option='' command='' first='' end='' word i

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [ -n "$option" ]; then
			# --data=PATH is three words here.
			[ "$word" = = ] && continue
			case $option in
			-d | --data) bali_data=$(_bali_plain "$word") ;;
			esac
			option=
			continue
		fi
		case $end$word in
		-d | -f | -o | --data | --format | --output | --tab | --query | --select | \
			--dump | --color | --theme | --names | --delimiter | --quote | --comment | \
			--header | --skip | --limit | --encoding | --key | --from) option=$word ;;
		-d*) bali_data=$(_bali_plain "${word#-d}") ;;
		--) end=yes ;;
		-*) ;;
		*)
			if [ -z "$command" ]; then
				command=$word
			elif [ -z "$first" ]; then
				first=$(_bali_plain "$word")
			fi
			;;
		esac
	done
	[ "$cur" = = ] && cur=
	if [ -n "$option" ]; then
		_bali_argument "$option"
		return
	fi
	case $end$cur in
	-*)
		_bali_words '-d --data -f --format -o --output --force --partial --crlf --safe-csv
			--key --exact --order --browse --from
			--titles --theme --tab
			--resume --names
			--delimiter --quote --comment --header --skip --encoding --limit
			--query --select --dump --mouse --watch --watch=no --lines --ascii --color --keys --print-config -h --help
			-V --version'
		;;
	*)
		if [ -n "$command" ]; then
			_bali_command "$command" "$first"
		else
			_bali_words 'find list show timeline map check tables diff'
		fi
		;;
	esac
}

_bali()
{
	_bali_complete
	# A table alone is no record yet.
	case ${COMPREPLY[0]-} in
	*/) compopt -o nospace 2>/dev/null ;;
	esac
}

complete -F _bali bali
