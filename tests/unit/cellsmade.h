/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_CELLSMADE_H
#define TESTS_UNIT_CELLSMADE_H

/* Cells of all that a writer may stumble over, for property tests. */

#include "base/str.h"
#include "unit/random.h"

struct cellsmade_piece {
	const char *text;
	size_t len;
};

#define CELLSMADE(text)                                                                  \
	{                                                                                \
		text, sizeof(text) - 1                                                   \
	}

static const struct cellsmade_piece cellsmade_pieces[] = { CELLSMADE("\""),
	CELLSMADE("\"\""), CELLSMADE("'"), CELLSMADE(","), CELLSMADE(";"), CELLSMADE("|"),
	CELLSMADE("\\"), CELLSMADE("\n"), CELLSMADE("\r"), CELLSMADE("\r\n"),
	CELLSMADE("\t"), CELLSMADE(" "), CELLSMADE("  "), CELLSMADE("a"), CELLSMADE("n"),
	CELLSMADE("12"), CELLSMADE("-"), CELLSMADE("="), CELLSMADE("#"),
	CELLSMADE("<br>"), CELLSMADE("`"), CELLSMADE("é"), CELLSMADE("e\xcc\x81"),
	CELLSMADE("漢字"), CELLSMADE("🏝"), CELLSMADE("\0"), CELLSMADE("\1"),
	CELLSMADE("\v"), CELLSMADE("\f"), CELLSMADE("\33[31m"), CELLSMADE("\x7f"),
	CELLSMADE("\xc2\x85"), CELLSMADE("\xc2\x9b"), CELLSMADE("\xc2\xa0"),
	CELLSMADE("\xe2\x80\xa8"), CELLSMADE("\xe2\x80\xae"), CELLSMADE("\xef\xbb\xbf") };

/* Appends a cell of up to five pieces to OUT, or nothing. */
static inline void cellsmade_add(uint64_t *seed, struct str *out)
{
	const unsigned pieces = sizeof cellsmade_pieces / sizeof *cellsmade_pieces;

	for (unsigned count = random_below(seed, 6); count; count--) {
		const struct cellsmade_piece *piece =
			&cellsmade_pieces[random_below(seed, pieces)];

		str_add_bytes(out, piece->text, piece->len);
	}
}

#endif
