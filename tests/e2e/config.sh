#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The configuration file on the command line: what is in it holds, what is wrong with it is
# reported once and stops nothing. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
mkdir -p "$work/home/.config/bali" "$work/xdg/bali"
HOME=$work/home
export HOME
config=$HOME/.config/bali/config

# reports NAME TEXT: a command answers as it does without a file, and says TEXT and no more.
reports() {
	printf 'bali: %s\n' "$2" >"$work/expected"
	"$bali" -d "$srcdir/doc/example" tables >"$work/out" 2>"$work/err"
	[ $? = 0 ] && cmp -s "$work/out" "$work/plain" && cmp -s "$work/expected" "$work/err"
	result $? "$1"
}

"$bali" -d "$srcdir/doc/example" tables >"$work/plain" 2>"$work/err"
[ -s "$work/plain" ] && [ ! -s "$work/err" ]
result $? "without a file nothing is reported"

printf 'theme = neon\nkey list x sort\n' >"$config"
reports "a bad line is reported with file and line" \
	"~/.config/bali/config:1: warning: --theme takes default, mono or contrast, not “neon”."
printf 'key list x sort\n\nkey list x columns\n' >"$config"
reports "so are two commands on one key" \
	"~/.config/bali/config:3: warning: x is already the key of sort in the context list (line 1)."
"$bali" --keys >"$work/out" 2>"$work/err"
grep -qx '  x, s                  Sort by the current column' "$work/out" &&
	grep -qF 'config:3: warning: x is' "$work/err"
result $? "--keys has the new key"
"$bali" -d "$srcdir/doc/example" --tab books --dump 80x10 >"$work/out" 2>"$work/err"
tail -1 "$work/out" | grep -q ' x sort ' && grep -q '! 1 problem$' "$work/out" &&
	[ ! -s "$work/err" ]
result $? "so has the key bar, and the conflict is a problem"
echo problems | "$bali" -d "$srcdir/doc/example" --lines >"$work/out" 2>"$work/err"
grep -qF 'config:3' "$work/out"
result $? "which is listed with file and line"

# What nobody can read as a configuration.
unused='warning: The configuration is not used.'
head -c 70000 /dev/zero | tr '\0' '#' >"$config"
reports "a huge file" "~/.config/bali/config: $unused It has more than 65536 bytes."
head -c 3000 "$bali" >"$config"
reports "a program" "~/.config/bali/config: $unused It is not a text in UTF-8."
rm "$config"
ln -s nowhere "$config"
reports "a link to nothing" "~/.config/bali/config: $unused It is a link to nothing."
ln -sf /dev/zero "$config"
reports "a link to a device" "~/.config/bali/config: $unused It is not a regular file."
rm "$config"
mkdir "$config"
reports "a folder" "~/.config/bali/config: $unused It is not a regular file."
rmdir "$config"
mkfifo "$config"
reports "a pipe" "~/.config/bali/config: $unused It is not a regular file."
rm "$config"
printf 'mouse = yes\n' >"$config"
chmod 0 "$config"
if [ -r "$config" ]; then
	skip "a file that may not be read" "this user may read all"
else
	reports "a file that may not be read" \
		"~/.config/bali/config: $unused It cannot be read: Permission denied."
fi
rm -f "$config"
printf '\033[31m = 1\n' >"$config"
"$bali" tables >"$work/out" 2>"$work/err"
[ $? = 0 ] && ! grep -q "$(printf '\033')" "$work/err" && grep -q 'Unknown option' "$work/err"
result $? "what a line has is made visible"

# Where the file is, and what is above it.
printf 'theme = mono\n' >"$config"
printf 'theme = contrast\n' >"$work/xdg/bali/config"
same "--print-config says where each comes from" 0 --ascii --print-config <<EOF
titles = no               # default
safe-csv = no             # default
crlf = no                 # default
mouse = no                # default
resume = no               # default
watch = yes               # default
ascii = yes               # option
color = auto              # default
theme = mono              # ~/.config/bali/config:1
names = none              # default
# bali --keys lists all keys.
EOF
XDG_CONFIG_HOME=$work/xdg "$bali" --print-config >"$work/out" 2>"$work/err"
grep -qxF "theme = contrast          # $work/xdg/bali/config:1" "$work/out"
result $? "XDG_CONFIG_HOME has the file"
printf 'ascii = yes\n' >"$config"
"$bali" --tab members --dump 80x10 >"$work/out" 2>"$work/err"
! grep -q '━' "$work/out"
result $? "an option of the file holds"
"$bali" --ascii=no --tab members --dump 80x10 >"$work/out" 2>"$work/err"
grep -q '━' "$work/out"
result $? "that of the command line is above it"

finish
