#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make installcheck: the installed program, run from another folder and moved to another
# prefix. $installed is the program, $pkgdatadir its tables, $mandir the manual, $localedir the translations.
# Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"
bali=$installed

mkdir "$work/elsewhere"
cd "$work/elsewhere" || exit 1
ends 0 tables && grep -q '^members[[:space:]]' "$work/out"
result $? "the tables are found"
ends 0 show cambodia && grep -q 'Phnom Penh' "$work/out"
result $? "a record is found by its name"
ends 0 --dump 80x24 && [ "$(wc -l <"$work/out")" = 24 ]
result $? "the first screen is drawn"
ends 0 check
result $? "the tables are without faults"
for page in bali.1 bali-data.5; do
	[ -n "$(find "$mandir/man${page##*.}" -name "$page*")" ]
	result $? "$page is in the manual"
done

# The first locale in which the C library translates, as gettext(1) does by it.
locale=
for name in en_US.UTF-8 en_GB.UTF-8 C.UTF-8; do
	[ -n "$locale" ] || [ "$(LC_ALL=$name LANGUAGE=id TEXTDOMAINDIR=$localedir \
		gettext bali February 2>/dev/null)" != Februari ] || locale=$name
done

# speaks NAME TEXT: the screen is in Indonesian, if there are translations, and says TEXT.
speaks() {
	if [ -z "$locale" ]; then
		skip "$1" "no locale translates"
		return
	fi
	LC_ALL=$locale LANGUAGE=id ends 0 --dump 80x24 && grep -q "/ $2 " "$work/out"
	result $? "$1"
}
speaks "the screen speaks other languages" cari

# The tables next to the program are read, not those of the prefix it was built for.
mkdir -p "$work/moved/bin" "$work/moved/share"
cp "$bali" "$work/moved/bin/bali"
cp -R "$pkgdatadir" "$work/moved/share/bali"
sed 's/Phnom Penh/Phnom Pen/' "$pkgdatadir/countries.csv" >"$work/countries"
cp "$work/countries" "$work/moved/share/bali/countries.csv"
bali=$work/moved/bin/bali
ends 0 show cambodia && grep -q 'Phnom Pen$' "$work/out"
result $? "a moved program reads the tables moved with it"
if [ -e "$localedir/id/LC_MESSAGES/bali.mo" ]; then
	mkdir -p "$work/moved/share/locale/id/LC_MESSAGES"
	LC_ALL=C sed 's/cari/CARI/g' "$localedir/id/LC_MESSAGES/bali.mo" \
		>"$work/moved/share/locale/id/LC_MESSAGES/bali.mo"
fi
speaks "and its translations" CARI
PATH=$work/moved/bin:$PATH
bali=bali
ends 0 show cambodia && grep -q 'Phnom Pen$' "$work/out"
result $? "also when it is found by PATH"

finish
