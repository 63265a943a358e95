#include "config.h"

#include "query/field_value.h"

#include "base/edtf.h"
#include "data/value.h"
#include "query/range.h"

bool field_value_is_number(const struct field *f)
{
	return f->type == FIELD_INTEGER || f->type == FIELD_NUMBER;
}

bool field_value_is_date(const struct field *f)
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

bool field_value_number(const struct field *f, struct slice value, double *out)
{
	if (field_value_is_number(f))
		return value_rank(f, value, out);
	return says_nothing(f) && range_parse_number(value, out);
}

bool field_value_days(
	const struct field *f, struct slice value, int64_t *first, int64_t *last)
{
	struct edtf date;
	double day;

	if (!value.len || !(field_value_is_date(f) || says_nothing(f)))
		return false;
	/* The format of these need not be that of EDTF. */
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
