#include "config.h"

#include "data/constraints.h"

#include <string.h>

#include "data/json.h"
#include "data/package.h"
#include "data/value.h"

/* Tells a fault of the schema, in SENTENCE. */
static void tell(const struct constraints *r, const char *name, struct diag *diag,
	const char *sentence)
{
	diag_add(diag, FAULT_DESCRIPTOR, r->field->place,
		"Table \"%s\", field \"%s\": %s", name, r->field->name, sentence);
}

/* Dates have a fault of their own, since what is wrong with them is often the day. */
static bool is_date(const struct field *f)
{
	return f->edtf || f->type == FIELD_DATE || f->type == FIELD_TIME ||
		f->type == FIELD_DATETIME;
}

/* Reads the bound TEXT (may be NULL); false after an error, which SENTENCE tells. */
static bool read_bound(const struct field *f, const char *text, double *out, bool *has)
{
	*has = text && value_rank(f, slice_of(text), out);
	return !text || *has;
}

/* Bounds are ranked as values are: a minimum of a date is a date. */
void constraints_init(struct constraints *r, const struct field *f, bool in_key,
	const char *name, struct diag *diag)
{
	struct str err;

	*r = (struct constraints){ .field = f, .in_key = in_key };
	str_init(&err);
	if (f->pattern)
		r->pattern = pattern_new(f->pattern, &err);
	if (err.len)
		tell(r, name, diag, err.buf);
	str_release(&err);
	if (!read_bound(f, f->minimum, &r->minimum, &r->has_minimum))
		tell(r, name, diag, "The minimum is no value of the field.");
	if (!read_bound(f, f->maximum, &r->maximum, &r->has_maximum))
		tell(r, name, diag, "The maximum is no value of the field.");
	if (!value_knows_format(f))
		tell(r, name, diag,
			"The format is not known, so any value is taken for a date or "
			"time.");
}

void constraints_release(struct constraints *r)
{
	pattern_free(r->pattern);
}

bool constraints_any(const struct constraints *r)
{
	const struct field *f = r->field;
	bool typed = f->type != FIELD_ANY &&
		(f->type != FIELD_STRING || strcmp(f->format, "default") != 0);

	return typed || f->edtf || f->required || r->pattern || r->has_minimum ||
		r->has_maximum || f->choices_closed || f->min_length >= 0 ||
		f->max_length >= 0;
}

static bool is_choice(const struct field *f, struct slice value)
{
	double number, other;

	for (size_t i = 0; i < f->choice_count; i++)
		if (slice_equal(value, slice_of(f->choices[i].value)))
			return true;
	if (f->type != FIELD_INTEGER && f->type != FIELD_NUMBER)
		return false;
	/* 2.50 is 2.5. */
	for (size_t i = 0; i < f->choice_count; i++)
		if (value_rank(f, value, &number) &&
			value_rank(f, slice_of(f->choices[i].value), &other) &&
			number == other)
			return true;
	return false;
}

/* Tells whether *VALUE holds what is no choice, and cuts it down to that: of a list each
 * item is to be a choice. */
static bool find_wrong_choice(const struct field *f, struct slice *value)
{
	struct slice rest = *value, item;

	if (is_choice(f, *value))
		return false;
	if (f->type != FIELD_LIST)
		return true;
	while (list_next(&rest, f->list_delimiter, &item)) {
		if (item.len && !is_choice(f, item)) {
			*value = item;
			return true;
		}
	}
	return false;
}

static enum fault check_choice(
	const struct constraints *r, struct slice value, struct str *why)
{
	enum { LISTED = 12 };
	const struct field *f = r->field;

	if (!f->choices_closed || !find_wrong_choice(f, &value))
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_add(why, " is none of the values allowed here: ");
	for (size_t i = 0; i < f->choice_count && i < LISTED; i++)
		str_addf(why, "%s%s", i ? ", " : "", f->choices[i].value);
	if (f->choice_count > LISTED)
		str_addf(why, " and %zu more", f->choice_count - LISTED);
	str_add_char(why, '.');
	return FAULT_ENUM;
}

static enum fault check_bounds(
	const struct constraints *r, struct slice value, struct str *why)
{
	const struct field *f = r->field;
	double rank;

	if ((!r->has_minimum && !r->has_maximum) || !value_rank(f, value, &rank))
		return FAULT_MAX;
	if (r->has_minimum &&
		(rank < r->minimum || (f->minimum_excluded && rank == r->minimum))) {
		value_add_quoted(why, value);
		str_addf(why, " is less than allowed; %s is the %s.", f->minimum,
			f->minimum_excluded ? "bound it must exceed" : "least");
		return FAULT_RANGE;
	}
	if (r->has_maximum &&
		(rank > r->maximum || (f->maximum_excluded && rank == r->maximum))) {
		value_add_quoted(why, value);
		str_addf(why, " is more than allowed; %s is the %s.", f->maximum,
			f->maximum_excluded ? "bound it must stay under" : "most");
		return FAULT_RANGE;
	}
	return FAULT_MAX;
}

/* Returns the items of a list or array, the members of an object, else the characters. */
static size_t length_of(const struct field *f, struct slice value)
{
	struct slice item;
	size_t count = 0;

	if (f->type == FIELD_LIST) {
		while (list_next(&value, f->list_delimiter, &item))
			count++;
		return count;
	}
	if (f->type == FIELD_ARRAY || f->type == FIELD_OBJECT)
		return json_length(value);
	for (size_t i = 0; i < value.len; i++)
		count += ((unsigned char)value.text[i] & 0xc0) != 0x80;
	return count;
}

static enum fault check_length(
	const struct constraints *r, struct slice value, struct str *why)
{
	const struct field *f = r->field;
	const char *unit = f->type == FIELD_LIST || f->type == FIELD_ARRAY ? "item"
		: f->type == FIELD_OBJECT                                  ? "member"
									   : "character";
	size_t length;

	if (f->min_length < 0 && f->max_length < 0)
		return FAULT_MAX;
	length = length_of(f, value);
	if (f->min_length >= 0 && length < (size_t)f->min_length) {
		value_add_quoted(why, value);
		str_add(why, " is too short: it has ");
		str_add_count(why, length, unit, NULL);
		str_addf(why, " where at least %ld must be.", f->min_length);
		return FAULT_RANGE;
	}
	if (f->max_length >= 0 && length > (size_t)f->max_length) {
		value_add_quoted(why, value);
		str_add(why, " is too long: it has ");
		str_add_count(why, length, unit, NULL);
		str_addf(why, " where at most %ld may be.", f->max_length);
		return FAULT_RANGE;
	}
	return FAULT_MAX;
}

static enum fault check_pattern(
	const struct constraints *r, struct slice value, struct str *why)
{
	if (!r->pattern || pattern_match(r->pattern, value))
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_addf(why, " does not match the pattern %s.", r->field->pattern);
	return FAULT_PATTERN;
}

static enum fault check_empty(const struct constraints *r, struct str *why)
{
	if (r->in_key) {
		str_addf(why, "The key is empty; each row needs a value in \"%s\".",
			r->field->name);
		return FAULT_NO_KEY;
	}
	if (!r->field->required)
		return FAULT_MAX;
	str_addf(why, "There is no value, but \"%s\" must have one.", r->field->name);
	return FAULT_REQUIRED;
}

enum fault constraints_check(
	const struct constraints *r, struct slice value, struct str *why)
{
	static enum fault (*const checks[])(
		const struct constraints *, struct slice, struct str *) = { check_choice,
		check_bounds, check_length, check_pattern };

	if (!value.len)
		return check_empty(r, why);
	if (!value_check(r->field, value, why))
		return is_date(r->field) ? FAULT_DATE : FAULT_TYPE;
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		enum fault fault = checks[i](r, value, why);

		if (fault != FAULT_MAX)
			return fault;
	}
	return FAULT_MAX;
}
