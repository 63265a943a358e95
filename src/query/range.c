#include "config.h"

/*
 * Reads bounds as the user types them and values by the type of their field, and compares
 * the two. Keeps nothing: a value is read again for each row, since a column of numbers
 * would take memory for a term that is typed once. The decimal character of a bound is
 * always a point.
 */

#include "query/range.h"

#include <string.h>

#include "base/edtf.h"
#include "data/value.h"

enum { YEAR_DIGITS = 4 };

/* Reads the whole of TEXT as digits with an optional sign and point. Most are short: of up
 * to 15 digits the value is exact at once. */
static bool parse_number(struct slice text, double *out)
{
	double value = 0;
	size_t i = 0;

	for (; i < text.len && text.text[i] >= '0' && text.text[i] <= '9'; i++)
		value = value * 10 + (text.text[i] - '0');
	if (i && i == text.len && i <= 15) {
		*out = value;
		return true;
	}
	for (i = 0; i < text.len; i++)
		if (text.text[i] == 'e' || text.text[i] == 'E')
			return false;
	return value_plain_number(text, out);
}

bool range_read_date(struct slice text, struct date_text *out)
{
	if (!date_text_read(text, false, out))
		return false;
	/* To look at the locale takes longer than all the rest. */
	return !out->ambiguous || !date_text_month_first() ||
		date_text_read(text, true, out);
}

bool range_parse(struct range *b, struct slice text)
{
	char year[YEAR_DIGITS + 1] = "0000";
	struct slice padded = { year, YEAR_DIGITS };
	struct date_text typed = { .ambiguous = false };
	struct edtf date;
	double number = 0;
	bool is_number = parse_number(text, &number);
	bool is_date = edtf_parse(text, &date, NULL, NULL);

	/* EDTF asks for four digits of a year. */
	if (!is_date && text.len && text.len < YEAR_DIGITS) {
		memcpy(year + YEAR_DIGITS - text.len, text.text, text.len);
		is_date = edtf_parse(padded, &date, NULL, NULL);
	}
	if (!is_date && range_read_date(text, &typed)) {
		is_date = true;
		date = typed.date;
	}
	if (!is_number && !is_date)
		return false;
	b->is_number = is_number;
	b->number = number;
	b->is_date = is_date;
	b->ambiguous = typed.ambiguous ? text : (struct slice){ NULL, 0 };
	if (is_date) {
		b->first = date.first;
		b->last = date.last;
	}
	return true;
}

bool range_of_numbers(const struct field *f)
{
	return f->type == FIELD_INTEGER || f->type == FIELD_NUMBER;
}

bool range_of_dates(const struct field *f)
{
	return f->edtf || f->type == FIELD_DATE || f->type == FIELD_DATETIME ||
		f->type == FIELD_YEAR || f->type == FIELD_YEARMONTH;
}

/* Returns whether the type of F says nothing about what its values are. */
static bool is_untyped(const struct field *f)
{
	return !f->edtf &&
		(f->type == FIELD_ANY || f->type == FIELD_STRING ||
			f->type == FIELD_LIST);
}

bool range_has_number(const struct range *low, const struct range *high,
	const struct field *f, struct slice value)
{
	double number;

	if (range_of_numbers(f) ? !value_rank(f, value, &number)
				: !is_untyped(f) || !parse_number(value, &number))
		return false;
	if (!low->none &&
		!(low->is_number &&
			(low->beyond ? number > low->number : number >= low->number)))
		return false;
	return high->none ||
		(high->is_number &&
			(high->beyond ? number < high->number : number <= high->number));
}

/* Reads VALUE of F as a date; FIRST and LAST are its days as in base/edtf.h. */
static bool read_days(
	const struct field *f, struct slice value, int64_t *first, int64_t *last)
{
	struct edtf date;
	double day;

	if (!value.len || !(range_of_dates(f) || is_untyped(f)))
		return false;
	/* The format of these types need not be that of EDTF. */
	if (!f->edtf && (f->type == FIELD_DATE || f->type == FIELD_DATETIME)) {
		if (!value_rank(f, value, &day))
			return false;
		*first = (int64_t)day - (day < (double)(int64_t)day);
		*last = *first;
		return true;
	}
	if (!edtf_parse(value, &date, NULL, NULL))
		return false;
	*first = date.first;
	*last = date.last;
	return true;
}

bool range_has_days(const struct range *low, const struct range *high,
	const struct field *f, struct slice value)
{
	int64_t first, last;

	if (!read_days(f, value, &first, &last))
		return false;
	if (!low->none &&
		!(low->is_date && (low->beyond ? first > low->last : last >= low->first)))
		return false;
	return high->none ||
		(high->is_date &&
			(high->beyond ? last < high->first : first <= high->last));
}
