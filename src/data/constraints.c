#include "config.h"

/*
 * Owns what is derived from the constraints of one field. A value has one fault at most:
 * what is not a number is not reported as out of range as well.
 */

#include "data/constraints.h"

#include <string.h>

#include "data/json.h"
#include "data/package.h"
#include "data/table.h"
#include "data/value.h"

/* Reports a fault of the schema, in SENTENCE. */
static void report(const struct constraints *r, const char *name, struct diag *diag,
	enum fault fault, const char *sentence)
{
	diag_add(diag, fault, r->field->place, "Table “%s”, field “%s”: %s", name,
		r->field->name, sentence);
}

/*
 * Appends to OUT the pattern P of XML Schema (part 2, appendix F) as PCRE2 writes it: \i
 * and \c, the characters of XML names, become classes. Returns NULL, or the reason as a
 * phrase when PCRE2 cannot express the pattern.
 */
static const char *translate(const char *p, struct str *out)
{
	static const char initial[] = "\\p{L}\\p{Nl}_:";
	static const char further[] = "\\p{L}\\p{M}\\p{N}_:.\\-\\x{B7}";
	const char *bracket = NULL; /* the first character in it that may close it */

	for (; *p; p++) {
		const char *items = NULL;
		char letter = p[0] == '\\' ? p[1] : '\0';

		if (letter == 'i' || letter == 'I')
			items = initial;
		else if (letter == 'c' || letter == 'C')
			items = further;
		if (items && letter <= 'Z' && bracket)
			return "\\I and \\C are not supported in brackets";
		if ((letter == 'p' || letter == 'P') && strncmp(p + 2, "{Is", 3) == 0)
			return "blocks of characters are not supported";
		if (bracket && p > bracket && p[0] == '[' && p[-1] == '-')
			return "subtraction of classes is not supported";
		if (items)
			str_addf(out,
				bracket                 ? "%s"
					: letter <= 'Z' ? "[^%s]"
							: "[%s]",
				items);
		else
			str_add_bytes(out, p, letter ? 2 : 1);
		if (letter)
			p++;
		else if (!bracket && p[0] == '[')
			bracket = p + 1 + (p[1] == '^') + 1;
		else if (bracket && p[0] == ']' && p >= bracket)
			bracket = NULL;
	}
	return NULL;
}

static void compile_pattern(struct constraints *r, const char *name, struct diag *diag)
{
	struct str pattern = STR_INIT, reason = STR_INIT, sentence = STR_INIT;
	const char *unsupported = translate(r->field->pattern, &pattern);

	if (unsupported)
		str_add(&reason, unsupported);
	else
		r->pattern = regex_new(str_slice(&pattern), false, &reason);
	if (!r->pattern) {
		str_add(&sentence, "The pattern ");
		value_add_quoted(&sentence, slice_of(r->field->pattern));
		str_addf(&sentence, " cannot be used: %s.", reason.buf);
		report(r, name, diag, unsupported ? FAULT_NOT_CHECKED : FAULT_DESCRIPTOR,
			sentence.buf);
	}
	str_release(&pattern);
	str_release(&reason);
	str_release(&sentence);
}

/* Choices of a list are its items, unless one has the delimiter in it: then they are lists
 * themselves. */
static void index_choices(struct constraints *r)
{
	const struct field *f = r->field;
	bool lists = f->type == FIELD_LIST;
	char form[VALUE_KEY_SIZE];

	r->item = *f;
	for (size_t i = 0; lists && i < f->choice_count; i++)
		lists = !strchr(f->choices[i].value, f->list_delimiter);
	if (lists)
		r->item.type = f->item_type;
	for (size_t i = 0; i < f->choice_count; i++) {
		struct slice value = slice_of(f->choices[i].value);
		struct slice key = value_key(&r->item, value, form);

		if (key.text == form)
			key.text = arena_strndup(&r->arena, form, key.len);
		namemap_add(&r->choices, key, i, &r->arena);
	}
}

/* Bounds are ranked as values are: a minimum of a date is a date. */
void constraints_init(struct constraints *r, const struct field *f, bool in_key,
	const char *name, struct diag *diag)
{
	*r = (struct constraints){ .field = f, .in_key = in_key };
	if (f->pattern)
		compile_pattern(r, name, diag);
	if (f->choices_closed)
		index_choices(r);
	r->has_minimum = f->minimum && value_rank(f, slice_of(f->minimum), &r->minimum);
	r->has_maximum = f->maximum && value_rank(f, slice_of(f->maximum), &r->maximum);
	if (f->minimum && !r->has_minimum)
		report(r, name, diag, FAULT_DESCRIPTOR,
			"The minimum is not a value of the field.");
	if (f->maximum && !r->has_maximum)
		report(r, name, diag, FAULT_DESCRIPTOR,
			"The maximum is not a value of the field.");
	if (!value_knows_format(f))
		report(r, name, diag, FAULT_DESCRIPTOR,
			"Unknown format. Any value is accepted.");
}

void constraints_release(struct constraints *r)
{
	regex_free(r->pattern);
	arena_release(&r->arena);
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

/* Returns whether VALUE, of F, which is the field of R or an item of it, is a choice. Lists,
 * objects and arrays have no form that is found by hash. */
static bool is_choice(
	const struct constraints *r, const struct field *f, struct slice value)
{
	char form[VALUE_KEY_SIZE];
	bool composite = f->type == FIELD_LIST || f->type == FIELD_OBJECT ||
		f->type == FIELD_ARRAY || f->type == FIELD_GEOJSON;

	if (namemap_find(&r->choices, value_key(f, value, form)) != NAMEMAP_NONE)
		return true;
	for (size_t k = 0; composite && k < f->choice_count; k++)
		if (value_same(f, value, slice_of(f->choices[k].value)))
			return true;
	return false;
}

/* Of a list each item has to be a choice, unless choices are lists. */
static enum fault check_choice(
	const struct constraints *r, struct slice value, struct str *why)
{
	enum { LISTED = 12 };
	const struct field *f = r->field;
	struct slice rest = value;
	bool found = true;

	if (!f->choices_closed || is_choice(r, f, value))
		return FAULT_MAX;
	if (f->type == FIELD_LIST && r->item.type != FIELD_LIST)
		while ((found = list_next(&rest, f->list_delimiter, &value)))
			if (value.len && !is_choice(r, &r->item, value))
				break;
	if (!found)
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_add(why, " is not one of the allowed values: ");
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
	bool low, high;
	int order;
	double rank;

	if ((!r->has_minimum && !r->has_maximum) || !value_rank(f, value, &rank))
		return FAULT_MAX;
	order = r->has_minimum
		? value_compare(f, value, rank, slice_of(f->minimum), r->minimum)
		: 1;
	low = order < f->minimum_excluded;
	order = r->has_maximum
		? value_compare(f, value, rank, slice_of(f->maximum), r->maximum)
		: -1;
	high = order > -f->maximum_excluded;
	if (!low && !high)
		return FAULT_MAX;
	value_add_quoted(why, value);
	if (low)
		str_addf(why, " is too small. %s is the %s.", f->minimum,
			f->minimum_excluded ? "limit it must exceed" : "least");
	else
		str_addf(why, " is too large. %s is the %s.", f->maximum,
			f->maximum_excluded ? "limit it must stay below" : "most");
	return FAULT_RANGE;
}

/* Counts the items of a list or array, the members of an object, else the characters. */
static enum fault check_length(
	const struct constraints *r, struct slice value, struct str *why)
{
	const struct field *f = r->field;
	const char *unit = "character";
	struct slice rest = value, item;
	size_t length = 0;
	bool is_short;

	if (f->min_length < 0 && f->max_length < 0)
		return FAULT_MAX;
	if (f->type == FIELD_LIST) {
		unit = "item";
		while (list_next(&rest, f->list_delimiter, &item))
			length++;
	} else if (f->type == FIELD_ARRAY || f->type == FIELD_OBJECT) {
		unit = f->type == FIELD_ARRAY ? "item" : "member";
		length = json_length(value);
	} else {
		for (size_t i = 0; i < value.len; i++)
			length += ((unsigned char)value.text[i] & 0xc0) != 0x80;
	}
	is_short = f->min_length >= 0 && length < (size_t)f->min_length;
	if (!is_short && (f->max_length < 0 || length <= (size_t)f->max_length))
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_addf(why, " is too %s: it has ", is_short ? "short" : "long");
	str_add_count(why, length, unit, NULL);
	if (is_short)
		str_addf(why, ", at least %ld needed.", f->min_length);
	else
		str_addf(why, ", at most %ld allowed.", f->max_length);
	return FAULT_RANGE;
}

/* Dates have a fault of their own, since what is wrong with them is often the day. */
enum fault constraints_check(const struct constraints *r, struct slice value,
	struct regex_budget *budget, struct str *why)
{
	const struct field *f = r->field;
	bool missing = table_is_missing(f, value);
	enum regex_result result;
	enum fault fault;

	if (missing && r->in_key) {
		str_addf(why, "The key is empty. Each row needs a value in “%s”.",
			f->name);
		return FAULT_NO_KEY;
	}
	if (missing) {
		if (!f->required)
			return FAULT_MAX;
		str_addf(why, "A value is missing. “%s” must have one.", f->name);
		return FAULT_REQUIRED;
	}
	if (!value_check(f, value, why))
		return f->edtf || f->type == FIELD_DATE || f->type == FIELD_TIME ||
				f->type == FIELD_DATETIME
			? FAULT_DATE
			: FAULT_TYPE;
	fault = check_choice(r, value, why);
	if (fault == FAULT_MAX)
		fault = check_bounds(r, value, why);
	if (fault == FAULT_MAX)
		fault = check_length(r, value, why);
	if (fault == FAULT_MAX && (f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) &&
		slice_trim(value).len < value.len) {
		value_add_quoted(why, value);
		str_add(why, " has blanks around the number. Remove them.");
		fault = FAULT_BLANKS;
	}
	if (fault != FAULT_MAX || !r->pattern)
		return fault;
	budget->left += REGEX_WORK_PER_BYTE * value.len;
	result = regex_match(r->pattern, value, budget);
	if (result == REGEX_MATCH)
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_addf(why,
		result == REGEX_TOO_SLOW
			? " is not checked: the pattern %s takes too long."
			: " does not match the pattern %s.",
		f->pattern);
	return result == REGEX_TOO_SLOW ? FAULT_NOT_CHECKED : FAULT_PATTERN;
}
