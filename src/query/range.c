/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Reads bounds as the user types them and values by the type of their field, and compares
 * the two. Keeps nothing: a value is read again for each row, since a column of numbers
 * would take memory for a term that is typed once.
 */

#include "query/range.h"

#include <string.h>

#include "base/date_phrase.h"
#include "base/edtf.h"
#include "data/datetime.h"
#include "data/reading.h"
#include "data/value.h"

enum { YEAR_DIGITS = 4 };

bool range_read_date(struct slice text, struct date_text *out)
{
	struct date_text date = { .ambiguous = false };

	if (!date_text_read(text, false, out)) {
		if (!date_phrase_read(text, &date.date))
			return false;
		*out = date;
		return true;
	}
	/* To look at the locale takes longer than all the rest. */
	return !out->ambiguous || !date_text_month_first() ||
		date_text_read(text, true, out);
}

static void set_date(struct range *b, const struct edtf *date)
{
	b->is_date = true;
	b->first = date->first;
	b->last = date->last;
	b->has_time = date->start.has_time;
	b->moment = edtf_instant(&date->start, date->first);
}

bool range_parse(struct range *b, struct slice text)
{
	char year[YEAR_DIGITS + 1] = "0000";
	struct slice padded = { year, YEAR_DIGITS };
	struct date_text typed = { .ambiguous = false };
	struct datetime moment;
	struct edtf date;
	double number = 0;
	bool is_number = value_plain_number(text, &number);
	bool is_date = edtf_parse(text, &date, NULL, NULL);

	/* EDTF asks for four digits of a year. */
	if (!is_date && text.len && text.len < YEAR_DIGITS) {
		memcpy(year + YEAR_DIGITS - text.len, text.text, text.len);
		is_date = edtf_parse(padded, &date, NULL, NULL);
	}
	if (!is_date && datetime_read_lenient(text, &moment)) {
		is_date = true;
		date = datetime_to_edtf(&moment);
	}
	if (!is_date && range_read_date(text, &typed)) {
		is_date = true;
		date = typed.date;
	}
	b->text = text;
	if (!is_number && !is_date)
		return false;
	b->is_number = is_number;
	b->number = number;
	b->is_date = is_date;
	b->ambiguous = typed.ambiguous ? text : (struct slice){ NULL, 0 };
	if (is_date)
		set_date(b, &date);
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
			f->type == FIELD_LIST || f->unit);
}

/* Returns whether the values of F have an order that is not that of dates. */
static bool is_ranked(const struct field *f)
{
	return range_of_numbers(f) || f->type == FIELD_TIME || f->type == FIELD_DURATION;
}

/* Reads TEXT, the bound of a range of F; a time may be as short as 9:30. */
static bool read_rank(const struct field *f, struct slice text, double *rank)
{
	bool one_digit = text.len > 1 && text.text[1] == ':';
	struct str whole = STR_INIT;
	bool read = value_rank(f, text, rank);

	if (!read && f->type == FIELD_TIME) {
		str_addf(&whole, "%s%.*s%s", one_digit ? "0" : "", (int)text.len,
			text.text, one_digit + text.len > 5 ? "" : ":00");
		read = value_rank(f, str_slice(&whole), rank);
	}
	str_release(&whole);
	return read;
}

bool range_bind(struct range *b, const struct field *f)
{
	struct edtf date;
	double number;

	if (b->none)
		return true;
	if (is_ranked(f) && read_rank(f, b->text, &number)) {
		b->is_number = true;
		b->number = number;
	} else if (is_ranked(f) && !range_of_numbers(f)) {
		b->is_number = false;
	} else if (range_of_dates(f) && value_date(f, b->text, &date)) {
		set_date(b, &date);
		b->ambiguous.len = 0;
	}
	return ((is_ranked(f) || is_untyped(f)) && b->is_number) ||
		((range_of_dates(f) || is_untyped(f)) && b->is_date);
}

bool range_fits(struct range *b, const struct table *t, size_t field, struct str *example)
{
	const struct field *as = reading_of(t, field);
	struct range bound = *b;
	struct slice value = { "", 0 };
	struct csvrow row;

	if (range_bind(&bound, as)) {
		b->ambiguous = bound.ambiguous;
		return true;
	}
	if (!is_ranked(as) && !range_of_dates(as))
		return false;
	csvrow_init(&row);
	for (size_t i = 0; i < table_rows(t) && i < READING_SAMPLE && !value.len; i++) {
		table_row(t, i, &row);
		if (value_check(as, row.cells[field], NULL))
			value = row.cells[field];
	}
	str_clear(example);
	if (value.len)
		str_add_bytes(example, value.text, value.len);
	csvrow_release(&row);
	return false;
}

bool range_has_number(const struct range *low, const struct range *high,
	const struct field *f, struct slice value)
{
	double number;

	if (is_ranked(f) ? !value_rank(f, value, &number)
			 : !is_untyped(f) || !value_plain_number(value, &number))
		return false;
	if (!low->none &&
		!(low->is_number &&
			value_compare(f, value, number, low->text, low->number) >=
				low->beyond))
		return false;
	return high->none ||
		(high->is_number &&
			value_compare(f, value, number, high->text, high->number) <=
				-high->beyond);
}

/* Compares the start of DATE with B: days as they are written, times by their moments. */
static int compare_start(const struct edtf *date, const struct range *b, int64_t day)
{
	if (b->has_time)
		return edtf_compare_instants(
			edtf_instant(&date->start, date->first), b->moment);
	return (date->first > day) - (date->first < day);
}

/* The same for the end: a date without a time lasts to the end of its day. */
static int compare_end(const struct edtf *date, const struct range *b, int64_t day)
{
	struct edtf_instant end = { date->last, INT64_MAX };

	if (b->has_time && date->end.has_time)
		end = edtf_instant(&date->end, date->last);
	if (b->has_time)
		return edtf_compare_instants(end, b->moment);
	return (date->last > day) - (date->last < day);
}

static bool is_above(const struct edtf *date, const struct range *low)
{
	return low->beyond ? compare_start(date, low, low->last) > 0
			   : compare_end(date, low, low->first) >= 0;
}

static bool is_below(const struct edtf *date, const struct range *high)
{
	return high->beyond ? compare_end(date, high, high->first) < 0
			    : compare_start(date, high, high->last) <= 0;
}

bool range_has_days(const struct range *low, const struct range *high,
	const struct field *f, struct slice value)
{
	struct edtf date;

	return value.len && (range_of_dates(f) || is_untyped(f)) &&
		(low->none || low->is_date) && (high->none || high->is_date) &&
		value_date(f, value, &date) && (low->none || is_above(&date, low)) &&
		(high->none || is_below(&date, high));
}
