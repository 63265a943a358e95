#include "config.h"

#include "query/range.h"

#include <string.h>

#include "base/edtf.h"

enum { YEAR_DIGITS = 4 };

/* Adds the digits at the start of TEXT to VALUE, ten times SCALE for each; returns how
 * many there are. */
static size_t take_digits(struct slice text, double *value, double *scale)
{
	size_t count = 0;

	while (count < text.len && text.text[count] >= '0' && text.text[count] <= '9') {
		*value = *value * 10 + (text.text[count] - '0');
		*scale *= 10;
		count++;
	}
	return count;
}

/* Not strtod: its decimal point is that of the locale, that of a query is always one. */
bool range_parse_number(struct slice text, double *out)
{
	bool negative = text.len && text.text[0] == '-';
	size_t at = text.len && (negative || text.text[0] == '+');
	double value = 0;
	double scale = 1;
	size_t digits;

	digits = take_digits(
		(struct slice){ text.text + at, text.len - at }, &value, &scale);
	at += digits;
	scale = 1;
	if (at < text.len && text.text[at] == '.') {
		size_t more;

		at++;
		more = take_digits(
			(struct slice){ text.text + at, text.len - at }, &value, &scale);
		digits += more;
		at += more;
	}
	if (!digits || at < text.len)
		return false;
	*out = (negative ? -value : value) / scale;
	return true;
}

/* A year that is still being typed ("20") is one of fewer digits than EDTF asks for. */
static bool parse_days(struct slice text, struct edtf *date)
{
	char year[YEAR_DIGITS + 1] = "0000";

	if (edtf_parse(text, date, NULL, NULL))
		return true;
	if (!text.len || text.len >= YEAR_DIGITS)
		return false;
	memcpy(year + YEAR_DIGITS - text.len, text.text, text.len);
	return edtf_parse((struct slice){ year, YEAR_DIGITS }, date, NULL, NULL);
}

bool range_parse(struct range *b, struct slice text)
{
	double number = 0;
	bool is_number = range_parse_number(text, &number);
	struct edtf date;
	bool is_date = parse_days(text, &date);

	if (!is_number && !is_date)
		return false;
	b->is_number = is_number;
	b->number = number;
	b->is_date = is_date;
	if (is_date) {
		b->first = date.first;
		b->last = date.last;
	}
	return true;
}

bool range_holds_number(const struct range *low, const struct range *high, double value)
{
	if (!low->none &&
		!(low->is_number &&
			(low->beyond ? value > low->number : value >= low->number)))
		return false;
	return high->none ||
		(high->is_number &&
			(high->beyond ? value < high->number : value <= high->number));
}

bool range_holds_days(
	const struct range *low, const struct range *high, int64_t first, int64_t last)
{
	if (!low->none &&
		!(low->is_date && (low->beyond ? first > low->last : last >= low->first)))
		return false;
	return high->none ||
		(high->is_date &&
			(high->beyond ? last < high->first : first <= high->last));
}
