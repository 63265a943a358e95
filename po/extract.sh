#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#	po/extract.sh FILE
#
# Writes the texts that are marked for translation in the source (src/base/intl.h) into FILE, a
# template for xgettext's companions. To be run at the top of the source tree.
set -eu
# Without the time at which it is made: that would change every translation at each update.
find src -name '*.c' | LC_ALL=C sort | xgettext --files-from=- --output=- \
	--language=C --from-code=UTF-8 --package-name=bali --add-comments=TRANSLATORS: \
	--add-location=file --sort-by-file --no-wrap --keyword --keyword=_ --keyword=N_ \
	--keyword=ngettext:1,2 --keyword=C_:1c,2 --keyword=NC_:1c,2 >"$1.all"
sed '/^"POT-Creation-Date/d' "$1.all" >"$1"
rm "$1.all"
