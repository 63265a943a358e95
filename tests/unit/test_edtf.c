/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/edtf.h"

#include "base/calendar.h"
#include "base/str.h"
#include "unit/test.h"
#include "unit/random.h"

/* A calendar day, written so that a table of them can be read. */
struct ymd {
	int64_t year;
	int month, day;
};

static int64_t day_of(struct ymd d)
{
	return calendar_day(d.year, d.month, d.day);
}

struct sample {
	const char *text;
	struct ymd first, last; /* year OPEN: no bound */
	enum edtf_kind kind;
	enum edtf_precision
		precision; /* of the start, or of the end when that is unset */
	const char *words;
};

/* A year that no sample has: EDTF_MIN as first day, EDTF_MAX as last. */
enum { OPEN = 1000000 };

#define NONE                                                                             \
	{                                                                                \
		OPEN, 1, 1                                                               \
	}

/* Every example of levels 0 and 1 of the Library of Congress specification. */
static const struct sample levels_0_and_1[] = {
	{ "1985-04-12", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE, EDTF_DAY,
		"12 April 1985" },
	{ "1985-04", { 1985, 4, 1 }, { 1985, 4, 30 }, EDTF_DATE, EDTF_MONTH,
		"April 1985" },
	{ "1985", { 1985, 1, 1 }, { 1985, 12, 31 }, EDTF_DATE, EDTF_YEAR, "1985" },
	{ "1985-04-12T23:20:30", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE, EDTF_DAY,
		"12 April 1985, 23:20:30" },
	{ "1985-04-12T23:20:30Z", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE, EDTF_DAY,
		"12 April 1985, 23:20:30 UTC" },
	{ "1985-04-12T23:20:30-04", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE, EDTF_DAY,
		"12 April 1985, 23:20:30 -04:00" },
	{ "1985-04-12T23:20:00+04:30", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE,
		EDTF_DAY, "12 April 1985, 23:20 +04:30" },
	{ "1985-04-12T00:00:00+14:00", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE,
		EDTF_DAY, "12 April 1985, 00:00 +14:00" },
	{ "1985-04-12T23:59:59-12:00", { 1985, 4, 12 }, { 1985, 4, 12 }, EDTF_DATE,
		EDTF_DAY, "12 April 1985, 23:59:59 -12:00" },
	{ "1964/2008", { 1964, 1, 1 }, { 2008, 12, 31 }, EDTF_INTERVAL, EDTF_YEAR,
		"1964–2008" },
	{ "2004-06/2006-08", { 2004, 6, 1 }, { 2006, 8, 31 }, EDTF_INTERVAL, EDTF_MONTH,
		"June 2004 – August 2006" },
	{ "2004-02-01/2005-02-08", { 2004, 2, 1 }, { 2005, 2, 8 }, EDTF_INTERVAL,
		EDTF_DAY, "1 February 2004 – 8 February 2005" },
	{ "2004-02-01/2005-02", { 2004, 2, 1 }, { 2005, 2, 28 }, EDTF_INTERVAL, EDTF_DAY,
		"1 February 2004 – February 2005" },
	{ "2004-02-01/2005", { 2004, 2, 1 }, { 2005, 12, 31 }, EDTF_INTERVAL, EDTF_DAY,
		"1 February 2004 – 2005" },
	{ "2005/2006-02", { 2005, 1, 1 }, { 2006, 2, 28 }, EDTF_INTERVAL, EDTF_YEAR,
		"2005 – February 2006" },
	{ "Y170000002", { 170000002, 1, 1 }, { 170000002, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"170000002" },
	{ "Y-170000002", { -170000002, 1, 1 }, { -170000002, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "170000003 BC" },
	{ "2001-21", { 2001, 3, 1 }, { 2001, 5, 31 }, EDTF_DATE, EDTF_SEASON,
		"spring 2001" },
	{ "2001-22", { 2001, 6, 1 }, { 2001, 8, 31 }, EDTF_DATE, EDTF_SEASON,
		"summer 2001" },
	{ "2001-23", { 2001, 9, 1 }, { 2001, 11, 30 }, EDTF_DATE, EDTF_SEASON,
		"autumn 2001" },
	{ "2003-24", { 2003, 12, 1 }, { 2004, 2, 29 }, EDTF_DATE, EDTF_SEASON,
		"winter 2003" },
	{ "1984?", { 1984, 1, 1 }, { 1984, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"perhaps 1984" },
	{ "2004-06~", { 2004, 6, 1 }, { 2004, 6, 30 }, EDTF_DATE, EDTF_MONTH,
		"about June 2004" },
	{ "2004-06-11%", { 2004, 6, 11 }, { 2004, 6, 11 }, EDTF_DATE, EDTF_DAY,
		"perhaps about 11 June 2004" },
	{ "201X", { 2010, 1, 1 }, { 2019, 12, 31 }, EDTF_DATE, EDTF_DECADE, "the 2010s" },
	{ "20XX", { 2000, 1, 1 }, { 2099, 12, 31 }, EDTF_DATE, EDTF_CENTURY,
		"between 2000 and 2099" },
	{ "2004-XX", { 2004, 1, 1 }, { 2004, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"some time in 2004" },
	{ "1985-04-XX", { 1985, 4, 1 }, { 1985, 4, 30 }, EDTF_DATE, EDTF_MONTH,
		"some time in April 1985" },
	{ "1985-XX-XX", { 1985, 1, 1 }, { 1985, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"some time in 1985" },
	{ "1985-04-12/..", { 1985, 4, 12 }, NONE, EDTF_INTERVAL, EDTF_DAY,
		"since 12 April 1985" },
	{ "1985-04/..", { 1985, 4, 1 }, NONE, EDTF_INTERVAL, EDTF_MONTH,
		"since April 1985" },
	{ "1985/..", { 1985, 1, 1 }, NONE, EDTF_INTERVAL, EDTF_YEAR, "since 1985" },
	{ "../1985-04-12", NONE, { 1985, 4, 12 }, EDTF_INTERVAL, EDTF_DAY,
		"until 12 April 1985" },
	{ "../1985-04", NONE, { 1985, 4, 30 }, EDTF_INTERVAL, EDTF_MONTH,
		"until April 1985" },
	{ "../1985", NONE, { 1985, 12, 31 }, EDTF_INTERVAL, EDTF_YEAR, "until 1985" },
	{ "1985-04-12/", { 1985, 4, 12 }, NONE, EDTF_INTERVAL, EDTF_DAY,
		"from 12 April 1985, end unknown" },
	{ "1985-04/", { 1985, 4, 1 }, NONE, EDTF_INTERVAL, EDTF_MONTH,
		"from April 1985, end unknown" },
	{ "1985/", { 1985, 1, 1 }, NONE, EDTF_INTERVAL, EDTF_YEAR,
		"from 1985, end unknown" },
	{ "/1985-04-12", NONE, { 1985, 4, 12 }, EDTF_INTERVAL, EDTF_DAY,
		"until 12 April 1985, start unknown" },
	{ "/1985-04", NONE, { 1985, 4, 30 }, EDTF_INTERVAL, EDTF_MONTH,
		"until April 1985, start unknown" },
	{ "/1985", NONE, { 1985, 12, 31 }, EDTF_INTERVAL, EDTF_YEAR,
		"until 1985, start unknown" },
	{ "-1985", { -1985, 1, 1 }, { -1985, 12, 31 }, EDTF_DATE, EDTF_YEAR, "1986 BC" },
};

/* Every example of level 2 of the specification, and more of each of its features. */
static const struct sample level_2[] = {
	{ "[1667,1668,1670..1672]", { 1667, 1, 1 }, { 1672, 12, 31 }, EDTF_ONE_OF,
		EDTF_YEAR, "one of several in 1667–1672" },
	{ "[..1760-12-03]", NONE, { 1760, 12, 3 }, EDTF_ONE_OF, EDTF_DAY,
		"3 December 1760 or earlier" },
	{ "[1760-12..]", { 1760, 12, 1 }, NONE, EDTF_ONE_OF, EDTF_MONTH,
		"December 1760 or later" },
	{ "[1760-01,1760-02,1760-12..]", { 1760, 1, 1 }, NONE, EDTF_ONE_OF, EDTF_MONTH,
		"January 1760 or later" },
	{ "[1667,1760-12]", { 1667, 1, 1 }, { 1760, 12, 31 }, EDTF_ONE_OF, EDTF_YEAR,
		"1667 or December 1760" },
	{ "[..1984]", NONE, { 1984, 12, 31 }, EDTF_ONE_OF, EDTF_YEAR, "1984 or earlier" },
	{ "{1667,1668,1670..1672}", { 1667, 1, 1 }, { 1672, 12, 31 }, EDTF_ALL_OF,
		EDTF_YEAR, "several in 1667–1672" },
	{ "{1960,1961-12}", { 1960, 1, 1 }, { 1961, 12, 31 }, EDTF_ALL_OF, EDTF_YEAR,
		"1960 and December 1961" },
	{ "{..1984}", NONE, { 1984, 12, 31 }, EDTF_ALL_OF, EDTF_YEAR,
		"1984 and earlier" },
	{ "[2003,2002]", { 2002, 1, 1 }, { 2003, 12, 31 }, EDTF_ONE_OF, EDTF_YEAR,
		"2002 or 2003" },
	{ "[1984]", { 1984, 1, 1 }, { 1984, 12, 31 }, EDTF_ONE_OF, EDTF_YEAR, "1984" },
	{ "2004-06~-11", { 2004, 6, 11 }, { 2004, 6, 11 }, EDTF_DATE, EDTF_DAY,
		"about 11 June 2004" },
	{ "2004?-06-11", { 2004, 6, 11 }, { 2004, 6, 11 }, EDTF_DATE, EDTF_DAY,
		"perhaps 11 June 2004" },
	{ "?2004-06-~11", { 2004, 6, 11 }, { 2004, 6, 11 }, EDTF_DATE, EDTF_DAY,
		"perhaps about 11 June 2004" },
	{ "2004-%06-11", { 2004, 6, 11 }, { 2004, 6, 11 }, EDTF_DATE, EDTF_DAY,
		"perhaps about 11 June 2004" },
	{ "156X-12-25", { 1560, 12, 25 }, { 1569, 12, 25 }, EDTF_DATE, EDTF_COARSE,
		"between 25 December 1560 and 25 December 1569" },
	{ "15XX-12-25", { 1500, 12, 25 }, { 1599, 12, 25 }, EDTF_DATE, EDTF_COARSE,
		"between 25 December 1500 and 25 December 1599" },
	{ "XXXX-12-XX", { 0, 12, 1 }, { 9999, 12, 31 }, EDTF_DATE, EDTF_COARSE,
		"between 1 December 1 BC and 31 December 9999" },
	{ "1XXX-XX", { 1000, 1, 1 }, { 1999, 12, 31 }, EDTF_DATE, EDTF_MILLENNIUM,
		"between 1000 and 1999" },
	{ "1XXX-12", { 1000, 12, 1 }, { 1999, 12, 31 }, EDTF_DATE, EDTF_COARSE,
		"between 1 December 1000 and 31 December 1999" },
	{ "1984-1X", { 1984, 10, 1 }, { 1984, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"between 1 October 1984 and 31 December 1984" },
	{ "2004-06-~01/2004-06-~20", { 2004, 6, 1 }, { 2004, 6, 20 }, EDTF_INTERVAL,
		EDTF_DAY, "about 1 June 2004 – about 20 June 2004" },
	{ "2004-06-XX/2004-07-03", { 2004, 6, 1 }, { 2004, 7, 3 }, EDTF_INTERVAL,
		EDTF_MONTH, "some time in June 2004 – 3 July 2004" },
	/* a leap day in years that are not known, and months that have the day */
	{ "XXXX-02-29", { 0, 2, 29 }, { 9996, 2, 29 }, EDTF_DATE, EDTF_COARSE,
		"between 29 February 1 BC and 29 February 9996" },
	{ "190X-02-29", { 1904, 2, 29 }, { 1908, 2, 29 }, EDTF_DATE, EDTF_COARSE,
		"between 29 February 1904 and 29 February 1908" },
	{ "2011-XX-31", { 2011, 1, 31 }, { 2011, 12, 31 }, EDTF_DATE, EDTF_COARSE,
		"between 31 January 2011 and 31 December 2011" },
	{ "2011-04-1X", { 2011, 4, 10 }, { 2011, 4, 19 }, EDTF_DATE, EDTF_MONTH,
		"between 10 April 2011 and 19 April 2011" },
	{ "2012-02-2X", { 2012, 2, 20 }, { 2012, 2, 29 }, EDTF_DATE, EDTF_MONTH,
		"between 20 February 2012 and 29 February 2012" },
	{ "-000X", { -9, 1, 1 }, { -1, 12, 31 }, EDTF_DATE, EDTF_DECADE,
		"between 10 BC and 2 BC" },
	{ "199X-21", { 1990, 3, 1 }, { 1999, 5, 31 }, EDTF_DATE, EDTF_COARSE,
		"between 1 March 1990 and 31 May 1999" },
	/* a set that is open at both ends, ranges of mixed precision */
	{ "[..1984,1985-10..]", NONE, NONE, EDTF_ONE_OF, EDTF_MONTH,
		"1984 or earlier, or October 1985 or later" },
	{ "{..1984,1985-10..}", NONE, NONE, EDTF_ALL_OF, EDTF_MONTH,
		"1984 and earlier, October 1985 and later" },
	{ "[1984..]", { 1984, 1, 1 }, NONE, EDTF_ONE_OF, EDTF_YEAR, "1984 or later" },
	{ "{2000%..2000-02}", { 2000, 1, 1 }, { 2000, 2, 29 }, EDTF_ALL_OF, EDTF_YEAR,
		"several in perhaps about 2000 – February 2000" },
	{ "{1999,2000..2000-02}", { 1999, 1, 1 }, { 2000, 2, 29 }, EDTF_ALL_OF, EDTF_YEAR,
		"several in 1999 – February 2000" },
	/* years with an exponent, years of which only the first digits count */
	{ "Y-17E7", { -170000000, 1, 1 }, { -170000000, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"170000001 BC" },
	{ "Y17E7", { 170000000, 1, 1 }, { 170000000, 12, 31 }, EDTF_DATE, EDTF_YEAR,
		"170000000" },
	{ "Y1E4", { 10000, 1, 1 }, { 10000, 12, 31 }, EDTF_DATE, EDTF_YEAR, "10000" },
	{ "Y-13800000000", { -13800000000, 1, 1 }, { -13800000000, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "13800000001 BC" },
	{ "Y13800000000", { 13800000000, 1, 1 }, { 13800000000, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "13800000000" },
	{ "Y-9999999999", { -9999999999, 1, 1 }, { -9999999999, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "10000000000 BC" },
	{ "Y2147483648", { 2147483648, 1, 1 }, { 2147483648, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "2147483648" },
	{ "Y-4540000000/Y-66000000", { -4540000000, 1, 1 }, { -66000000, 12, 31 },
		EDTF_INTERVAL, EDTF_YEAR, "4540000001 BC – 66000001 BC" },
	{ "Y999999999999", { 999999999999, 1, 1 }, { 999999999999, 12, 31 }, EDTF_DATE,
		EDTF_YEAR, "999999999999" },
	{ "1950S2", { 1900, 1, 1 }, { 1999, 12, 31 }, EDTF_DATE, EDTF_CENTURY,
		"about 1950, between 1900 and 1999" },
	{ "1956S3", { 1950, 1, 1 }, { 1959, 12, 31 }, EDTF_DATE, EDTF_DECADE,
		"about 1956, the 1950s" },
	{ "-0043S1", { -49, 1, 1 }, { -40, 12, 31 }, EDTF_DATE, EDTF_DECADE,
		"about 44 BC, between 50 BC and 41 BC" },
	{ "1950S4", { 1950, 1, 1 }, { 1950, 12, 31 }, EDTF_DATE, EDTF_YEAR, "1950" },
	{ "1950S1?", { 1000, 1, 1 }, { 1999, 12, 31 }, EDTF_DATE, EDTF_MILLENNIUM,
		"perhaps about 1950, between 1000 and 1999" },
	{ "Y171010000S3", { 171000000, 1, 1 }, { 171999999, 12, 31 }, EDTF_DATE,
		EDTF_COARSE, "about 171010000, between 171000000 and 171999999" },
	{ "Y3388E2S3", { 338000, 1, 1 }, { 338999, 12, 31 }, EDTF_DATE, EDTF_MILLENNIUM,
		"about 338800, between 338000 and 338999" },
	/* the other parts of a year */
	{ "2001-25", { 2001, 3, 1 }, { 2001, 5, 31 }, EDTF_DATE, EDTF_SEASON,
		"northern spring 2001" },
	{ "2001-28", { 2001, 12, 1 }, { 2002, 2, 28 }, EDTF_DATE, EDTF_SEASON,
		"northern winter 2001" },
	{ "2001-29", { 2001, 9, 1 }, { 2001, 11, 30 }, EDTF_DATE, EDTF_SEASON,
		"southern spring 2001" },
	{ "2003-30", { 2003, 12, 1 }, { 2004, 2, 29 }, EDTF_DATE, EDTF_SEASON,
		"southern summer 2003" },
	{ "2001-31", { 2001, 3, 1 }, { 2001, 5, 31 }, EDTF_DATE, EDTF_SEASON,
		"southern autumn 2001" },
	{ "2001-32", { 2001, 6, 1 }, { 2001, 8, 31 }, EDTF_DATE, EDTF_SEASON,
		"southern winter 2001" },
	{ "2001-33", { 2001, 1, 1 }, { 2001, 3, 31 }, EDTF_DATE, EDTF_SEASON,
		"first quarter of 2001" },
	{ "2001-36", { 2001, 10, 1 }, { 2001, 12, 31 }, EDTF_DATE, EDTF_SEASON,
		"last quarter of 2001" },
	{ "2001-37", { 2001, 1, 1 }, { 2001, 4, 30 }, EDTF_DATE, EDTF_SEASON,
		"first third of 2001" },
	{ "2001-39", { 2001, 9, 1 }, { 2001, 12, 31 }, EDTF_DATE, EDTF_SEASON,
		"last third of 2001" },
	{ "2001-40", { 2001, 1, 1 }, { 2001, 6, 30 }, EDTF_DATE, EDTF_SEASON,
		"first half of 2001" },
	{ "2001-41~", { 2001, 7, 1 }, { 2001, 12, 31 }, EDTF_DATE, EDTF_SEASON,
		"about second half of 2001" },
	/* intervals without a date */
	{ "../..", NONE, NONE, EDTF_INTERVAL, EDTF_DAY, "no start and no end" },
	{ "/..", NONE, NONE, EDTF_INTERVAL, EDTF_DAY, "start unknown, no end" },
	{ "../", NONE, NONE, EDTF_INTERVAL, EDTF_DAY, "no start, end unknown" },
};

/* Dates and intervals as tables have them, in words. */
static const struct sample readings[] = {
	{ "2002-02-26/2002-02-28", { 2002, 2, 26 }, { 2002, 2, 28 }, EDTF_INTERVAL,
		EDTF_DAY, "26–28 February 2002" },
	{ "2015-09-28/2015-10-28", { 2015, 9, 28 }, { 2015, 10, 28 }, EDTF_INTERVAL,
		EDTF_DAY, "28 September – 28 October 2015" },
	{ "2001-12-30/2002-01-02", { 2001, 12, 30 }, { 2002, 1, 2 }, EDTF_INTERVAL,
		EDTF_DAY, "30 December 2001 – 2 January 2002" },
	{ "2013-04-02/2013-04-02", { 2013, 4, 2 }, { 2013, 4, 2 }, EDTF_INTERVAL,
		EDTF_DAY, "2 April 2013" },
	{ "2011-03/2011-05", { 2011, 3, 1 }, { 2011, 5, 31 }, EDTF_INTERVAL, EDTF_MONTH,
		"March–May 2011" },
	{ "2009-21/2009-23", { 2009, 3, 1 }, { 2009, 11, 30 }, EDTF_INTERVAL, EDTF_SEASON,
		"spring 2009 – autumn 2009" },
	{ "-0043/0014", { -43, 1, 1 }, { 14, 12, 31 }, EDTF_INTERVAL, EDTF_YEAR,
		"44 BC – 14" },
	{ "2002~/..", { 2002, 1, 1 }, NONE, EDTF_INTERVAL, EDTF_YEAR,
		"since about 2002" },
	{ "199X", { 1990, 1, 1 }, { 1999, 12, 31 }, EDTF_DATE, EDTF_DECADE, "the 1990s" },
	{ "-0043", { -43, 1, 1 }, { -43, 12, 31 }, EDTF_DATE, EDTF_YEAR, "44 BC" },
	{ "0000", { 0, 1, 1 }, { 0, 12, 31 }, EDTF_DATE, EDTF_YEAR, "1 BC" },
	{ "2010-05?", { 2010, 5, 1 }, { 2010, 5, 31 }, EDTF_DATE, EDTF_MONTH,
		"perhaps May 2010" },
	{ "1984~/2004%", { 1984, 1, 1 }, { 2004, 12, 31 }, EDTF_INTERVAL, EDTF_YEAR,
		"about 1984 – perhaps about 2004" },
};

static int64_t bound(struct ymd d, int64_t none)
{
	return d.year == OPEN ? none : day_of(d);
}

static void check_sample(const struct sample *sample)
{
	struct edtf date;
	struct str words = STR_INIT;
	const struct edtf_point *point = &date.start;

	if (!edtf_parse(slice_of(sample->text), &date, &words, NULL))
		fail_msg("%s: %s", sample->text, words.buf);
	if (date.start.open || date.start.unknown)
		point = &date.end;
	edtf_add_words(&words, &date);
	assert_string_equal(words.buf, sample->words);
	if (date.first != bound(sample->first, EDTF_MIN) ||
		date.last != bound(sample->last, EDTF_MAX))
		fail_msg("%s: from %lld to %lld", sample->text, (long long)date.first,
			(long long)date.last);
	assert_int_equal(date.kind, sample->kind);
	assert_int_equal(point->precision, sample->precision);
	str_release(&words);
}

#define CHECK_ALL(samples)                                                               \
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)                    \
	check_sample(&samples[i])

static void test_dates_in_short_words(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "2011-03-29/2011-03-30", "29–30 Mar 2011" },
		{ "2015-09-28/2015-10-04", "28 Sep – 4 Oct 2015" },
		{ "2015-06/2015-07", "Jun–Jul 2015" },
		{ "2012-05", "May 2012" },
		{ "2002-02-26/2002-02-28", "26–28 Feb 2002" },
		{ "2014-12-30/2015-01-02", "30 Dec 2014 – 2 Jan 2015" },
		{ "2002", "2002" },
		{ "2002-02-26", "26 Feb 2002" },
		{ "2009-05-04T10:00:00Z", "4 May 2009, 10:00 UTC" },
		{ "2011-08-01?", "1 Aug 2011?" },
		{ "2009?", "2009?" },
		{ "2014~", "~2014" },
		{ "2014-05%", "~May 2014?" },
		{ "?2009-05", "May 2009?" },
		{ "2014-XX", "2014" },
		{ "2014-05-XX", "May 2014" },
		{ "2009-21", "spring 2009" },
		{ "2009-24", "winter 2009" },
		{ "2009-33?", "first quarter of 2009?" },
		{ "1950S2", "~1950" },
		{ "1950S2%", "~1950?" },
		{ "../..", "no start and no end" },
		{ "[..1984,1985-10..]", "1984 or earlier, or Oct 1985 or later" },
		{ "199X", "1990s" },
		{ "199X?", "1990s?" },
		{ "19XX", "between 1900 and 1999" },
		{ "156X-12-25", "between 25 Dec 1560 and 25 Dec 1569" },
		{ "-0043", "44 BC" },
		{ "Y170000", "170000" },
		{ "2002/..", "since 2002" },
		{ "2002-02/..", "since Feb 2002" },
		{ "../2015", "until 2015" },
		{ "2009/", "2009 – ?" },
		{ "/2009-05", "? – May 2009" },
		{ "2009/2011", "2009–2011" },
		{ "1984?/2004-06~", "1984? – ~Jun 2004" },
		{ "[2002,2003]", "2002 or 2003" },
		{ "[2002-02..2002-05]", "one of several in Feb–May 2002" },
		{ "[2002..]", "2002 or later" },
		{ "[..2002]", "2002 or earlier" },
		{ "{2002,2003}", "2002 and 2003" },
		{ "{2002,2003,2005}", "several in 2002–2005" },
		{ "{2002..}", "2002 and later" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edtf date;
		struct str words = STR_INIT;

		assert_true(edtf_parse(slice_of(cases[i].text), &date, &words, NULL));
		edtf_add_brief(&words, &date);
		assert_string_equal(words.buf, cases[i].words);
		str_release(&words);
	}
}

static void test_reads_levels_0_and_1(void **state)
{
	(void)state;
	CHECK_ALL(levels_0_and_1);
}

static void test_reads_level_2(void **state)
{
	(void)state;
	CHECK_ALL(level_2);
}

static void test_dates_in_words(void **state)
{
	(void)state;
	CHECK_ALL(readings);
}

static void test_keeps_what_is_not_sure(void **state)
{
	struct edtf date;

	(void)state;
	assert_true(edtf_parse(slice_of("1984?/2004-06~"), &date, NULL, NULL));
	assert_true(date.start.uncertain);
	assert_false(date.start.approximate);
	assert_false(date.end.uncertain);
	assert_true(date.end.approximate);
	assert_true(edtf_parse(slice_of("2004-XX/.."), &date, NULL, NULL));
	assert_true(date.start.unspecified);
	assert_true(date.end.open);
	assert_false(date.end.unknown);
	assert_true(edtf_parse(slice_of("2004-06-11/"), &date, NULL, NULL));
	assert_false(date.start.unspecified);
	assert_true(date.end.unknown);
	assert_false(date.end.open);
	assert_true(edtf_parse(slice_of("1985-04-12T23:20:30Z"), &date, NULL, NULL));
	assert_true(date.start.has_time && date.start.has_zone);
	assert_true(edtf_parse(slice_of("[2002,2003]"), &date, NULL, NULL));
	assert_true(date.pair);
	assert_true(edtf_parse(slice_of("[2002..2003]"), &date, NULL, NULL));
	assert_false(date.pair);
}

static void test_refuses_with_a_sentence_and_a_column(void **state)
{
	static const struct {
		const char *text;
		size_t column;
		const char *sentence; /* NULL: not looked at */
	} refused[] = {
		{ "", 0, "The date is empty." },
		{ "2011-02-30", 8, "There is no day 30 in month 02 of 2011." },
		{ "2011-02-29", 8, "There is no day 29 in month 02 of 2011." },
		{ "1900-02-29", 8, "There is no day 29 in month 02 of 1900." },
		{ "2011-04-31", 8, NULL },
		{ "2011-13", 5, "There is no month 13." },
		{ "2011-00", 5, "There is no month 00." },
		{ "2011-20", 5, "There is no month 20." },
		{ "2011-42", 5, "There is no month 42." },
		{ "2011-2X", 5, "There is no month 2X." },
		{ "2011-01-00", 8, "There is no day 00." },
		{ "2011-01-32", 8, "There is no day 32." },
		{ "2011-02-3X", 8, "There is no day 3X in month 02 of 2011." },
		{ "XXXX-02-30", 8, NULL },
		{ "2X01-02-29", 8, "There is no day 29 in month 02 of 2X01." },
		{ "-0000", 0, "There is no year -0000." },
		{ "-0000-21", 0, NULL },
		{ "2001-21-01", 8,
			"A season or other part of a year (21 to 41) has no day." },
		{ "2001-33-01", 8, NULL },
		{ "985", 0, "A year has four digits here, such as 2011." },
		{ "20111", 0, "A year of more than four digits begins with Y." },
		{ "2011-3", 5, "A month has two digits here, such as 03." },
		{ "2011-033", 5, "A month has two digits, no more." },
		{ "2011-", 5, NULL },
		{ "2011-03-", 8, NULL },
		{ "2011-03-29-", 10, "The date should end here." },
		{ " 2011", 0, NULL },
		{ "2011 ", 4, "The date should end here." },
		{ "March 2011", 0, NULL },
		{ "2011-03-29?~", 11, NULL },
		{ "201x", 0, NULL },
		{ "20110329", 0, NULL },
		{ "Y2011", 1, "Y is for years of five digits and more." },
		{ "Y02011", 1, NULL },
		{ "Y1234567890123", 1, "Years of more than 12 digits cannot be shown." },
		{ "Y17E11", 1, NULL },
		{ "Y17E99999999999999999999", 1, NULL },
		{ "Y17E2", 1, "Y is for years of five digits and more." },
		{ "Y17E", 4, "E is followed by an exponent, as in Y17E7." },
		{ "YE7", 1, NULL },
		{ "1950S", 5,
			"S is followed by how many digits of the year count, from 1 to "
			"4 here." },
		{ "1950S0", 5, NULL },
		{ "1950S5", 5, NULL },
		{ "1950S2-03", 6, "The date should end here." },
		{ "195XS2", 4, NULL },
		{ "2011/2010", 5, "The interval ends before it begins." },
		{ "2004-02-01/2004-01", 11, NULL },
		{ "2011-03-29/2011-02-30", 19, NULL },
		{ "/", 0, "An interval needs a date, or .., on one side at least." },
		{ "2004//", 5, "The date should end here." },
		{ "2004/2005/2006", 9, NULL },
		{ "2004..2005", 4, NULL },
		{ "1985-04-12T23:20:30/1986", 10,
			"A slash between the two dates of an interval is missing." },
		{ "1985-04T23:20:30", 7, NULL },
		{ "1985-04-12T", 11, "The hour of two digits is missing here." },
		{ "1985-04-12T24:00:00", 11, "The hour goes from 00 to 23, not to 24." },
		{ "1985-04-12T23:60:00", 14, NULL },
		{ "1985-04-12T23:20", 16, "A time of day reads hh:mm:ss." },
		{ "1985-04-12T23:20:30+4", 20, NULL },
		{ "1985-04-12T23:20:30+04:60", 23, NULL },
		{ "[]", 1, NULL },
		{ "[2002", 5, "A comma or ] is missing here." },
		{ "[2002,2003}", 10, NULL },
		{ "[2002,]", 6, NULL },
		{ "[2002, 2003]", 6, NULL },
		{ "[2003..2002]", 7, "The range ends before it begins." },
		{ "[2001,..2002]", 6, NULL },
		{ "[2002]x", 6, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct edtf date = { .first = 42 };
		struct str err = STR_INIT;
		size_t column = 99;

		if (edtf_parse(slice_of(refused[i].text), &date, &err, &column))
			fail_msg("%s was taken", refused[i].text);
		if (column != refused[i].column)
			fail_msg("%s: column %zu (%s)", refused[i].text, column, err.buf);
		if (refused[i].sentence)
			assert_string_equal(err.buf, refused[i].sentence);
		assert_true(err.len > 10);
		assert_int_equal(err.buf[err.len - 1], '.');
		assert_int_equal(date.first, 42);
		str_release(&err);
	}
}

static void test_nul_bytes_are_refused(void **state)
{
	struct edtf date;
	size_t column;

	(void)state;
	assert_false(edtf_parse((struct slice){ "2011\0", 5 }, &date, NULL, &column));
	assert_int_equal(column, 4);
	assert_false(edtf_parse((struct slice){ NULL, 0 }, &date, NULL, NULL));
}

/* What the header promises of every date that was read. */
static void check_bounds(const struct edtf *date)
{
	const struct edtf_point *ends[] = { &date->start, &date->end };

	assert_true(date->first <= date->last);
	for (int i = 0; i < 2; i++)
		if (!ends[i]->open && !ends[i]->unknown)
			assert_true(ends[i]->first <= ends[i]->last);
}

static void test_any_text_is_read_or_refused(void **state)
{
	/* Pieces of dates, so that a good part of the texts gets far. */
	static const char *const pieces[] = { "2011", "-", "03", "29", "/", "..", "X",
		"?", "~", "%", "[", "]", "{", "}", ",", "Y", "1", "9", "-21", "T10:00:00",
		"Z", "201X", "-XX", "\xff", " ", "2004-06", "-0001", "S2", "E7", "-33" };
	uint64_t seed = 2;
	size_t taken = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct str text = STR_INIT, words = STR_INIT;
		struct edtf date;
		size_t column = SIZE_MAX;

		for (unsigned n = random_below(&seed, 7); n > 0; n--)
			str_add(&text,
				pieces[random_below(
					&seed, sizeof pieces / sizeof *pieces)]);
		if (edtf_parse((struct slice){ text.buf, text.len }, &date, &words,
			    &column)) {
			taken++;
			check_bounds(&date);
			assert_int_equal(words.len, 0);
			edtf_add_words(&words, &date);
		} else {
			assert_true(column <= text.len);
		}
		assert_true(words.len > 0);
		str_release(&text);
		str_release(&words);
	}
	assert_true(taken > 1000);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_in_short_words),
		cmocka_unit_test(test_reads_levels_0_and_1),
		cmocka_unit_test(test_reads_level_2),
		cmocka_unit_test(test_dates_in_words),
		cmocka_unit_test(test_keeps_what_is_not_sure),
		cmocka_unit_test(test_refuses_with_a_sentence_and_a_column),
		cmocka_unit_test(test_nul_bytes_are_refused),
		cmocka_unit_test(test_any_text_is_read_or_refused),
	};

	return cmocka_run_group_tests_name("edtf", tests, NULL, NULL);
}
