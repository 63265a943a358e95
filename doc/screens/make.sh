#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make screens: pictures of the real program in xterm, into this folder; NAME-light.png and
# NAME-dark.png for each of the views below. $bali is the program, $out the folder. Needs
# xterm, Xvfb, xdotool and ImageMagick (import, convert), and the font DejaVu Sans Mono.
set -eu
out=${out:-.}
missing=
for tool in xterm Xvfb xdotool import convert; do
	command -v $tool >/dev/null || missing="$missing $tool"
done
[ -z "$missing" ] || { echo "make screens needs:$missing" >&2; exit 1; }

work=$(mktemp -d)
server= window= terminal=
trap 'kill $terminal $server 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# A display of its own, whose number the server chooses.
Xvfb -noreset -displayfd 3 -screen 0 1280x1024x24 3>"$work/display" >/dev/null 2>&1 &
server=$!
while [ ! -s "$work/display" ]; do
	kill -0 $server
	sleep 0.1
done
DISPLAY=:$(cat "$work/display")
HOME=$work
LC_ALL=C.UTF-8
BALI_TODAY=2026-11-27
export DISPLAY HOME LC_ALL BALI_TODAY
unset XDG_STATE_HOME NO_COLOR BALI_DATA

# Waits until two pictures of the window, half a second apart, are the same.
settle() {
	was=
	while :; do
		sleep 0.5
		import -window "$window" "$work/now.png" || exit
		is=$(convert "$work/now.png" rgb:- | cksum)
		[ "$is" = "$was" ] && return
		was=$is
	done
}

# shoot NAME KEYS OPTION...: starts the program, types KEYS, as xdotool names them, and keeps
# a picture, on a dark and on a light terminal.
shoot() {
	name=$1 keys=$2
	shift 2
	for shade in light dark; do
		colors='-fg #1c1c1c -bg #ffffff'
		[ $shade = light ] || colors='-fg #d8d8d8 -bg #1c1c1c'
		# shellcheck disable=SC2086 # two options
		xterm -tn xterm-256color -title bali -geometry 92x26 -fa 'DejaVu Sans Mono' -fs 9 -b 6 +sb -uc \
			$colors -xrm 'XTerm*cursorColor: gray' -e "$bali" "$@" &
		terminal=$!
		window=
		while [ -z "$window" ]; do
			kill -0 $terminal
			sleep 0.1
			window=$(xdotool search --onlyvisible --class xterm 2>/dev/null) || :
		done
		xdotool windowfocus "$window" 2>/dev/null
		settle
		for key in $keys; do
			xdotool key "$key"
			settle
		done
		convert "$work/now.png" -strip -colors 24 \
			-define png:compression-level=9 "png8:$out/$name-$shade.png"
		kill $terminal
		wait $terminal || :
		terminal=
	done
}

shoot members 'Down Down Down' --tab members
shoot record 'Return' --tab members --select cambodia
shoot results '' --query 'holland'
shoot values 'Right Right Right Right Right shift+f' --tab members
shoot timeline '' --tab timeline
if "$bali" --keys | grep -q 'on the map'; then
	shoot map m --tab members
fi
total=$(cat "$out"/*.png | wc -c)
echo "make screens: $total bytes in $out"
[ "$total" -lt 400000 ]
