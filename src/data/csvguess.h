/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CSVGUESS_H
#define DATA_CSVGUESS_H

/*
 * How a CSV file that nothing describes is written, guessed from its first bytes. To
 * misread a good file is worse than to fail to guess: what RFC 4180 reads as a consistent
 * table of two columns or more stays so, whatever else it could be, and all else is
 * guessed only where every row fits.
 *
 *	struct csvfile_dialect dialect = csvfile_rfc4180;
 *
 *	dialect.guess = CSVFILE_ANY;
 *	csvguess_dialect("a;b\n1;2\n", 8, true, &dialect);
 *	printf("%c between fields\n", dialect.delimiter);
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/csvfile.h"

enum { CSVGUESS_BYTES = 64 << 10 }; /* of a file are enough for a guess */

/* Returns how many of the LEN bytes at TEXT come before the first that is not ASCII. */
size_t csvguess_ascii(const char *text, size_t len);

/* Returns the name for iconv(3), constant, of UTF-16 or UTF-32 where the file that begins
 * with the LEN bytes at TEXT is in one: by its mark, or UTF-16 where NUL bytes are at every
 * other place, as in half of ASCII: a quarter of all bytes, or 16 and a 64th with no more
 * than a quarter as many at the other places. NULL: neither. */
const char *csvguess_unicode(const char *text, size_t len);

/* Returns the name for iconv(3), constant, of the encoding of the LEN bytes at TEXT, the
 * first of which is not ASCII: windows-1252 where all of them are characters of it, and
 * none of their sequences is valid UTF-8. NULL: UTF-8. */
const char *csvguess_encoding(const char *text, size_t len);

/*
 * Sets those properties of DIALECT that its "guess" has, but the encoding, by the LEN bytes
 * at TEXT, which are UTF-8. All others are given. Leaves in "guess" those that are now
 * other than they were. Takes time linear in LEN; looks at no more than CSVGUESS_BYTES.
 *
 * - The delimiter is one of , ; tab | ^ and U+0001 which gives every row as many fields,
 *   two or more, in two rows or more; or, where that of DIALECT parts some rows but not
 *   the first, or less than half of all alike, three rows of four and the first; or what
 *   a first line "sep=X" sets, as in Excel.
 * - Lines that begin with # are comments where all of them have another number of fields
 *   than the rows.
 * - Lines with half as many fields or less are titles above the header, where that shows:
 *   it has texts only, over a column of numbers or dates, or else three or more, after a
 *   blank line or a title of several words. One of them may have more commas, where both
 *   a blank line and such a column show it.
 * - There is no header where every cell of the first row has the type of its column, one
 *   at least is of numbers or dates, and the numbers are no years and no headings that
 *   count up in equal steps.
 */
void csvguess_dialect(
	const char *text, size_t len, bool eof, struct csvfile_dialect *dialect);

#endif
