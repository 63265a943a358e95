#ifndef VIEW_MEMBERS_AS_OF_H
#define VIEW_MEMBERS_AS_OF_H

/*
 * How many rows of a table were valid on a day: members, participants. The "period" of a
 * table's "bali" object names the fields with the first and the last day of a row; a row
 * without an end is still valid.
 *
 *	struct str text = STR_INIT;
 *
 *	members_as_of_add(package, calendar_day(2013, 4, 2), &text);
 *	puts(text.buf);
 *	str_release(&text);
 */

#include <stdint.h>

#include "base/str.h"
#include "data/package.h"

/*
 * Appends for each table of a tab that has a period how many rows were valid on DAY, and
 * how many more may have been: "On 2 April 2013: 38 members, and 7 whose start date is
 * unknown; 16 participants". Appends nothing when there is no such table. Tables with very many
 * rows are left out, because this is called for every key.
 */
void members_as_of_add(const struct package *p, int64_t day, struct str *out);

#endif
