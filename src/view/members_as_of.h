#ifndef VIEW_MEMBERS_AS_OF_H
#define VIEW_MEMBERS_AS_OF_H

/*
 * How many rows of a table held on a day: members, participants. A table tells in the
 * "period" of its object "bali" which fields say since when and until when a row holds; a
 * row without an end holds on.
 */

#include <stdint.h>

#include "base/str.h"
#include "data/package.h"

/*
 * Appends for each such table of a tab how many rows held on DAY and how many more may
 * have: "As of 2 April 2013: Members 38 (and perhaps 7 more), Participants 16". Nothing
 * when there is no such table. A table of many rows is left out, for this is asked with
 * every key.
 */
void members_as_of_add(const struct package *p, int64_t day, struct str *out);

#endif
