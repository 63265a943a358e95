#ifndef OUTPUT_ANSWER_H
#define OUTPUT_ANSWER_H

/*
 * What a row says of itself in one line, so that a question is answered before its record
 * is opened: "taking part since February 2002 · “Kampuchea” in the document". The phrases
 * are those of the table's "answer" (bali-data(5)), the most important first.
 *
 *	struct str line = STR_INIT;
 *
 *	answer_add(package, *ref, width, &line);
 *	puts(line.buf);
 *	str_release(&line);
 */

#include <limits.h>

#include "base/str.h"
#include "data/package.h"

enum { ANSWER_WHOLE = INT_MAX }; /* room for every phrase */

/*
 * Appends to OUT the phrases about REF, a row of P, joined by " · ", in at most ROOM
 * columns of the screen, but at least the first. A phrase with an empty value is dropped.
 * Dates are in words, in short ones where that makes room; then the last phrases are left
 * out.
 */
void answer_add(const struct package *p, struct row_ref ref, int room, struct str *out);

#endif
