#include "config.h"

#include "base/edtf_pattern.h"

#include <stdint.h>
#include <string.h>

#include "base/calendar.h"

enum { SPRING = 21 };

/* Returns the least (WILD '0') or the greatest (WILD '9') number that fits DIGITS. */
static int number_of(const char *digits, int count, char wild)
{
	int number = 0;

	for (int i = 0; i < count; i++)
		number = number * 10 + ((digits[i] == 'X' ? wild : digits[i]) - '0');
	return number;
}

static bool fits(const char *digits, int count, int number)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		if (digits[i] != 'X' && digits[i] - '0' != number % 10)
			return false;
	return number == 0;
}

bool edtf_pattern_within(const char *digits, int low, int high)
{
	for (int number = low; number <= high; number++)
		if (fits(digits, 2, number))
			return true;
	return false;
}

bool edtf_pattern_season(const struct edtf_pattern *p)
{
	return p->month[0] == '2' && p->month[1] >= '1' && p->month[1] <= '4';
}

/* The numbers that two digits can stand for, from LOW to HIGH at most: most dates have no
 * X, and then there is but one to try. */
struct range {
	int low, high;
};

static struct range range_of(const char *digits, int low, int high)
{
	int least = number_of(digits, 2, '0');
	int most = number_of(digits, 2, '9');

	return (struct range){ least > low ? least : low, most < high ? most : high };
}

/* Finds the first, or the LATEST, month and day of YEAR that fit P. */
static bool fit_day(const struct edtf_pattern *p, int64_t year, bool latest, int64_t *out)
{
	struct range months = range_of(p->month, 1, 12);

	for (int m = months.low; m <= months.high; m++) {
		int month = latest ? months.low + months.high - m : m;
		struct range days = range_of(p->day, 1, calendar_month_days(year, month));

		if (!fits(p->month, 2, month))
			continue;
		for (int d = days.low; d <= days.high; d++) {
			int day = latest ? days.low + days.high - d : d;

			if (fits(p->day, 2, day)) {
				*out = calendar_day(year, month, day);
				return true;
			}
		}
	}
	return false;
}

/* Finds the earliest, or the LATEST, day that fits P; there is no year minus zero. */
static bool fit(const struct edtf_pattern *p, bool latest, int64_t *out)
{
	int low = number_of(p->year, 4, '0');
	int high = number_of(p->year, 4, '9');
	bool upwards = latest == p->negative;

	for (int i = 0; i <= high - low; i++) {
		int number = upwards ? low + i : high - i;

		if ((number == 0 && p->negative) || !fits(p->year, 4, number))
			continue;
		if (fit_day(p, p->negative ? -number : number, latest, out))
			return true;
	}
	return false;
}

/* Returns how exactly P is known: by its last part without X when only X stand behind. */
static enum edtf_precision precision_of(const struct edtf_pattern *p)
{
	static const enum edtf_precision by_year[] = { EDTF_COARSE, EDTF_MILLENNIUM,
		EDTF_CENTURY, EDTF_DECADE, EDTF_YEAR };
	bool month = p->has_month && memcmp(p->month, "XX", 2) != 0;
	bool day = p->has_day && memcmp(p->day, "XX", 2) != 0;
	size_t known = 0;

	while (known < 4 && p->year[known] != 'X')
		known++;
	for (size_t i = known; i < 4; i++)
		if (p->year[i] != 'X')
			return EDTF_COARSE;
	if (known < 4 && month)
		return EDTF_COARSE;
	if (known < 4 || !month || memchr(p->month, 'X', 2))
		return day ? EDTF_COARSE : by_year[known];
	return day && !memchr(p->day, 'X', 2) ? EDTF_DAY : EDTF_MONTH;
}

/* A season is three whole months; the standard leaves open which, and here they are those
 * of the north, winter the one that begins in the year. */
static bool range_season(const struct edtf_pattern *p, struct edtf_point *out)
{
	struct edtf_pattern year_only = *p;
	int first_month = 3 * (number_of(p->month, 2, '0') - SPRING) + 3;
	int last_month = (first_month + 1) % 12 + 1;
	int64_t year;
	int month, day;

	memset(year_only.month, 'X', sizeof year_only.month);
	if (p->has_day || !fit(&year_only, false, &out->first) ||
		!fit(&year_only, true, &out->last))
		return false;
	calendar_civil(out->first, &year, &month, &day);
	out->first = calendar_day(year, first_month, 1);
	calendar_civil(out->last, &year, &month, &day);
	year += last_month < first_month;
	out->last = calendar_day(year, last_month, calendar_month_days(year, last_month));
	out->precision = memchr(p->year, 'X', 4) ? EDTF_COARSE : EDTF_SEASON;
	return true;
}

bool edtf_pattern_bound(const struct edtf_pattern *p, struct edtf_point *out)
{
	if (edtf_pattern_season(p))
		return range_season(p, out);
	out->precision = precision_of(p);
	return fit(p, false, &out->first) && fit(p, true, &out->last);
}
