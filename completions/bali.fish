# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of bali(1) for fish.
#
# The names of tables and rows come from the program itself, for the data that the line
# names.

# Prints the words in front of the cursor that are neither options nor their arguments,
# the program itself first; with --data what -d or --data says instead.
function __bali_words
    set -l option ''
    for word in (commandline -opc)
        if test -n "$option"
            contains -- --data $argv; and string match -qr '^(-d|--data)$' -- $option; and echo $word
            set option ''
            continue
        end
        switch $word
            case -d -f -o --data --format --output --tab --query --select --dump --color --theme --names \
                --delimiter --quote --comment --header --skip --encoding --limit --key --from
                set option $word
            case '--data=*'
                contains -- --data $argv; and string replace -- --data= '' $word
            case '-d*'
                contains -- --data $argv; and string replace -- -d '' $word
            case '-*'
            case '*'
                contains -- --data $argv; or echo $word
        end
    end
end

# Runs the program that is being typed on the data of the line; its first line is a header.
function __bali_run
    set -l words (__bali_words)
    set -l data (__bali_words --data | tail -n 1 | string replace -r '^~/' "$HOME/")
    $words[1] (test -n "$data"; and printf '%s\n' -d $data) -f tsv $argv 2>/dev/null | tail -n +2
end

function __bali_tables
    __bali_run tables | cut -f 1,2
end

# Prints table, key and name of the rows whose name may begin as the word does.
function __bali_rows
    set -l query (string replace -ar '[^\pL\pN]+' ' ' -- "$argv[1]" | string trim)
    # An expression that every row matches.
    test -n "$query"; or set query re:/./
    __bali_run find -- $query
end

# Prints the word at the cursor, of --select=WORD what follows the sign.
function __bali_word
    commandline -ct | string replace -r '^--[a-z]+=' '' | string unescape
end

# Prints the names of the rows of a table, or of all, with their table.
function __bali_names
    __bali_rows (__bali_word) |
        table="$argv[1]" awk -F '\t' 'BEGIN { table = ENVIRON["table"] }
            table == "" || $1 == table { print $3 "\t" $1 }'
end

# Prints TABLE/KEY for the rows of TABLE. A search shows some tables by the rows of another:
# there the key is the first field, if such a record is found.
function __bali_keys
    set -l keys (__bali_rows '' | table="$argv[1]" awk -F '\t' '
        $1 == ENVIRON["table"] { print $1 "/" $2 "\t" $3 }')
    if test -z "$keys"
        set keys $argv[1]/(__bali_run list -- $argv[1] | cut -f 1)
        test -n "$(__bali_run show -- $keys[1])"; or return
    end
    printf '%s\n' $keys
end

function __bali_records
    set -l word (__bali_word)
    if string match -q '*/*' -- $word
        __bali_keys (string split -m 1 / -- $word)[1]
    else
        __bali_tables | sed 's|\t|/\t|'
        test -n "$word"; and __bali_names
    end
end

# Tells whether the command is one of ARGUMENTS; without any, whether there is none yet.
function __bali_command
    set -l words (__bali_words)
    if test (count $argv) = 0
        test (count $words) = 1
    else
        test (count $words) -gt 1; and contains -- $words[2] $argv
    end
end

# Tells whether the word at the cursor is the first after the command.
function __bali_first
    test (count (__bali_words)) = 2
end

complete -c bali -f
complete -c bali -s d -l data -r -F -d 'Folder, datapackage.json or CSV file to open'
complete -c bali -s f -l format -x -a 'text csv tsv json markdown geojson' -d 'Output format'
complete -c bali -s o -l output -r -F -d 'Write to this file'
complete -c bali -l force -d 'Overwrite the file if it exists'
complete -c bali -l partial -d 'Go on without what cannot be read'
complete -c bali -l crlf -d 'End CSV lines with CR LF'
complete -c bali -l key -x -d 'diff: rows are the same by these fields'
complete -c bali -l exact -d 'diff: compare values as they are written'
complete -c bali -l order -d 'diff: list rows that were moved'
complete -c bali -l from -x -a '(__bali_records)' -d 'map: measure distances from this record'
complete -c bali -l browse -d 'diff: browse what changed'
complete -c bali -l titles -d 'Head CSV columns with titles'
complete -c bali -l safe-csv -d 'Keep spreadsheets from running cells as formulas'
complete -c bali -l delimiter -x -a 'comma semicolon tab pipe' -d 'Character between fields'
complete -c bali -l quote -x -a none -d 'Quote around fields'
complete -c bali -l comment -x -a none -d 'First character of comment lines'
complete -c bali -l header -x -a none -d 'Line of the header'
complete -c bali -l skip -x -d 'Lines to skip at the start'
complete -c bali -l encoding -x -a 'utf-8 utf-16 latin1 windows-1252' -d 'Encoding of the files'
complete -c bali -l limit -x -a '500M 2G' -d 'Most bytes of a table'
complete -c bali -l tab -x -a '(__bali_tables)' -d 'Start in this tab'
complete -c bali -l query -x -a '(__bali_names)' -d 'Start with this search'
complete -c bali -l select -x -a '(__bali_records)' -d 'Start on this record'
complete -c bali -l dump -x -a '80x24' -d 'Print the screen as text'
complete -c bali -l mouse -d 'Start with the mouse on'
complete -c bali -l watch -d 'Read files again when they change'
complete -c bali -l lines -d 'Browse by typed commands, without a screen'
complete -c bali -l ascii -d 'Draw with ASCII characters only'
complete -c bali -l color -x -a 'auto always never' -d 'Colours'
complete -c bali -l resume -d 'Start where the last run ended'
complete -c bali -l names -x -a 'auto none ar de en es fr ja ko ms ru th vi zh' -d 'Names in this language'
complete -c bali -l theme -x -a 'default mono contrast' -d 'Looks'
complete -c bali -l keys -d 'List all keys'
complete -c bali -l print-config -d 'Print the options and keys in force'
complete -c bali -s h -l help -d 'Print a help'
complete -c bali -s V -l version -d 'Print the version'

complete -c bali -n __bali_command -a find -d 'Search all tables'
complete -c bali -n __bali_command -a list -d 'List the rows of a table'
complete -c bali -n __bali_command -a show -d 'Show one record with its links'
complete -c bali -n __bali_command -a timeline -d 'List the events in order of time'
complete -c bali -n __bali_command -a map -d 'List the places by region and distance'
complete -c bali -n __bali_command -a check -d 'List all data problems'
complete -c bali -n __bali_command -a tables -d 'List the tables'
complete -c bali -n __bali_command -a diff -d 'List what changed between two'

complete -c bali -n '__bali_command list; and __bali_first' -a '(__bali_tables)'
complete -c bali -n '__bali_command list; and not __bali_first' -a '(__bali_names (__bali_words)[3])'
complete -c bali -n '__bali_command show; and __bali_first' -a '(__bali_records)'
complete -c bali -n '__bali_command find timeline map; and string length -q -- (commandline -ct)' -a '(__bali_names)'
complete -c bali -n '__bali_command diff' -F
