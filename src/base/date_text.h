/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_DATE_TEXT_H
#define BASE_DATE_TEXT_H

/*
 * Dates in the forms that people write in English, for what is typed into a search:
 *
 *     2011   2012-09   2012-09-10   March 2011   10 September 2012   10th of Sept. 2012
 *     September 10, 2012   10/9/2012   10.9.2012   2012/9/10
 *
 * Upper and lower case do not matter; a month may be cut to three letters or more. Of a
 * date in numbers only, the first is the day, unless MONTH_FIRST is asked for or it can
 * only be the month; a year in front is followed by month and day (ISO 8601). Dates of
 * the data are read by base/edtf.h and data/datetime.h.
 */

#include <stdbool.h>

#include "base/edtf.h"
#include "base/slice.h"

struct date_text {
	struct edtf date;  /* a year, a month or a day */
	bool ambiguous;    /* day and month could change places ... */
	struct edtf other; /* ... which would give this date */
};

/* Reads the whole of TEXT, blanks around it ignored, into *OUT. Returns false, with *OUT
 * untouched, if it is no date, or none of the calendar. */
bool date_text_read(struct slice text, bool month_first, struct date_text *out);

/* Returns whether the date format of the user's LC_TIME (D_FMT) begins with the month. The
 * locale is looked up by the environment's variables, whatever the program has set; it is
 * false in the C locale, which says nothing about the user. */
bool date_text_month_first(void);

#endif
