/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_DATE_PHRASE_H
#define BASE_DATE_PHRASE_H

/*
 * Dates as people type them into a search, beyond the single ones of base/date_text.h:
 *
 *     26–28 February 2002   March 29-30, 2011   14 to 15 April 2009   2011–2016
 *     28 September - 28 October 2015   from June to August 2010
 *     on Monday the 10th of September, 2012   10 de septiembre de 2012   6 août 2018
 *     since 2015   after March 2011   before 2003   until 2 April 2013
 *
 * Months may be in English, French, Spanish, Russian, German, Italian, Portuguese,
 * Indonesian or the language of the screen, and cut to three letters or more; case and
 * accents do not matter.
 */

#include <stdbool.h>

#include "base/edtf.h"
#include "base/slice.h"

/* Reads the whole of TEXT into *OUT, whose first and last day then are those of the span;
 * what is open has the first or the last day that there is. Returns false, with *OUT
 * untouched, if it is no such date, or none of the calendar. */
bool date_phrase_read(struct slice text, struct edtf *out);

#endif
