#include "config.h"

#include "query/typed.h"

#include <string.h>

#include "base/edtf.h"
#include "query/bound.h"

bool typed_is_number(const struct field *f)
{
	return f->type == FIELD_INTEGER || f->type == FIELD_NUMBER;
}

bool typed_is_date(const struct field *f)
{
	return f->edtf || f->type == FIELD_DATE || f->type == FIELD_DATETIME ||
		f->type == FIELD_YEAR || f->type == FIELD_YEARMONTH;
}

static bool says_nothing(const struct field *f)
{
	return !f->edtf &&
		(f->type == FIELD_ANY || f->type == FIELD_STRING ||
			f->type == FIELD_LIST);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The part of VALUE from the first to the last digit, with its sign: a number may have a
 * currency before it or a percent sign behind it. */
static struct slice without_rim(struct slice value)
{
	size_t start = 0;

	while (start < value.len && !is_digit(value.text[start]))
		start++;
	if (start && start < value.len && strchr("+-.", value.text[start - 1]))
		start--;
	while (value.len > start && !is_digit(value.text[value.len - 1]))
		value.len--;
	return (struct slice){ value.text + start, value.len - start };
}

bool typed_number(const struct field *f, struct slice value, double *out)
{
	enum { DIGITS = 64 };
	char plain[DIGITS];
	size_t group = strlen(f->group_char);
	size_t len = 0;

	if (!typed_is_number(f) && !says_nothing(f))
		return false;
	if (typed_is_number(f) && !f->bare_number)
		value = without_rim(value);
	for (size_t i = 0; i < value.len; i++) {
		if (group && value.len - i >= group &&
			memcmp(value.text + i, f->group_char, group) == 0) {
			i += group - 1;
			continue;
		}
		if (len == DIGITS)
			return false;
		plain[len++] = value.text[i] == f->decimal_char ? '.' : value.text[i];
	}
	return bound_parse_number((struct slice){ plain, len }, out);
}

bool typed_days(const struct field *f, struct slice value, int64_t *first, int64_t *last)
{
	struct edtf date;

	if (!typed_is_date(f) && !says_nothing(f))
		return false;
	if (!value.len || !edtf_parse(value, &date, NULL, NULL))
		return false;
	*first = date.first;
	*last = date.last;
	return true;
}
