/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns what the first values of columns show. A column is tried as each thing that it may
 * be, and is that as which most of its values can be read. Where that is open, as for a
 * column of "1,000", it is what is tried first.
 */

#include "data/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_text.h"
#include "base/memory.h"
#include "data/number.h"
#include "data/table.h"
#include "data/value.h"

enum {
	ROWS_AGAIN = 4, /* so many times the rows, and a small table is looked at again */
	SAMPLE_BYTES = 4 << 20 /* of rows, after which no more are looked at */
};

/* The formats of dates, the usual order of each pair first. */
static const struct {
	const char *format;
	enum field_type type;
} formats[] = {
	{ "%d/%m/%Y", FIELD_DATE },
	{ "%m/%d/%Y", FIELD_DATE },
	{ "%d.%m.%Y", FIELD_DATE },
	{ "%d-%m-%Y", FIELD_DATE },
	{ "%m-%d-%Y", FIELD_DATE },
	{ "%d/%m/%y", FIELD_DATE },
	{ "%m/%d/%y", FIELD_DATE },
	{ "%d/%m/%Y %H:%M", FIELD_DATETIME },
	{ "%m/%d/%Y %H:%M", FIELD_DATETIME },
	{ "%d.%m.%Y %H:%M", FIELD_DATETIME },
	{ "%d/%m/%Y %H:%M:%S", FIELD_DATETIME },
	{ "%m/%d/%Y %H:%M:%S", FIELD_DATETIME },
	{ "%d.%m.%Y %H:%M:%S", FIELD_DATETIME },
};

enum { FORMATS = sizeof formats / sizeof *formats };

struct readings {
	struct arena arena;
	struct reading {
		const struct field *as; /* NULL: not looked at yet */
		size_t rows;            /* looked at */
		bool all;               /* more cannot change it */
	} * fields;
};

struct readings *readings_new(void)
{
	return xcalloc(1, sizeof(struct readings));
}

void readings_free(struct readings *r)
{
	arena_release(&r->arena);
	free(r);
}

/* What the values of a column are, counted. */
struct census {
	size_t filled;
	size_t with_digits;
	size_t bare[2], with_unit[2]; /* numbers, with a point, with a comma */
	size_t other_unit;
	size_t certain; /* numbers that are no fractions and not in parentheses */
	char unit[NUMBER_UNIT];
	size_t dates[FORMATS];
};

static void count_value(struct census *c, struct slice text)
{
	static const char decimals[] = ".,";
	char plain[NUMBER_SIZE], unit[NUMBER_UNIT];
	struct field f = { .type = FIELD_DATE };
	double value;

	c->filled++;
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] >= '0' && text.text[i] <= '9') {
			c->with_digits++;
			break;
		}
	for (size_t i = 0; i < 2; i++) {
		if (!number_copy_written(text, decimals[i], plain, unit))
			continue;
		c->certain += !memchr(text.text, '(', text.len) &&
			(*unit || !memchr(text.text, '/', text.len));
		if (!*c->unit)
			memcpy(c->unit, unit, sizeof unit);
		if (!*unit)
			c->bare[i]++;
		else if (strcmp(unit, c->unit) == 0)
			c->with_unit[i]++;
		else
			c->other_unit += i == 0;
	}
	/* No date has fewer bytes than 1/1/20. */
	for (size_t i = 0; i < FORMATS && text.len >= 6; i++) {
		f.format = formats[i].format;
		f.type = formats[i].type;
		c->dates[i] += value_rank(&f, text, &value);
	}
}

/* Makes AS what C, the values of a column of type any, shows; returns whether it shows
 * anything. */
static bool judge(const struct census *c, struct field *as)
{
	bool alike = c->other_unit * 10 <= c->with_unit[0] + c->with_unit[1];
	size_t numbers[2], best = 0;

	for (size_t i = 0; i < 2; i++)
		numbers[i] = c->bare[i] + (alike ? c->with_unit[i] : 0);
	/* "(1)" alone is a mark, not a loss, and "1/2" may be a day. */
	if (c->certain && (numbers[0] || numbers[1]) &&
		(numbers[0] * 2 >= c->filled || numbers[1] * 2 >= c->filled)) {
		as->type = FIELD_NUMBER;
		as->decimal_char = numbers[1] > numbers[0] ? ',' : '.';
		as->group_char = "";
		as->unit = alike ? c->unit : "";
		return true;
	}
	for (size_t i = 1; i < FORMATS; i++) {
		bool month_first = strncmp(formats[i].format, "%m", 2) == 0;

		if (c->dates[i] > c->dates[best] ||
			(c->dates[i] == c->dates[best] && c->dates[i] && month_first &&
				date_text_month_first()))
			best = i;
	}
	as->type = formats[best].type;
	as->format = formats[best].format;
	/* "unknown" says nothing, 13/13/2020 does. */
	return c->dates[best] * 2 >= c->filled &&
		c->dates[best] * 10 >= c->with_digits * 9 && c->dates[best];
}

/* Looks at the first ROWS rows of field FIELD of T. */
static void look(const struct table *t, size_t field, size_t rows)
{
	struct reading *reading = &t->readings->fields[field];
	struct field *as = arena_array(&t->readings->arena, 1, sizeof *as);
	struct census census = { .filled = 0 };
	struct csvrow row;
	size_t bytes = 0;

	csvrow_init(&row);
	for (size_t i = 0; i < rows && i < READING_SAMPLE && bytes < SAMPLE_BYTES; i++) {
		table_row(t, i, &row);
		bytes += table_row_size(t, i);
		if (row.cells[field].len)
			count_value(&census, slice_trim(row.cells[field]));
	}
	csvrow_release(&row);
	*as = t->schema->fields[field];
	reading->as = &t->schema->fields[field];
	reading->rows = rows;
	reading->all = rows >= READING_SAMPLE || table_complete(t);
	if (!judge(&census, as))
		return;
	if (as->unit)
		as->unit = arena_strdup(&t->readings->arena, as->unit);
	reading->as = as;
}

const struct field *reading_of(const struct table *t, size_t field)
{
	const struct field *f = &t->schema->fields[field];
	struct readings *readings = t->readings;
	size_t rows = table_rows(t);
	struct reading *reading;

	if ((f->type != FIELD_ANY && !f->untyped) || f->edtf || f->choice_count ||
		f->reference >= 0)
		return f;
	if (!readings->fields)
		readings->fields = arena_array(&readings->arena,
			t->schema->field_count + TABLE_EXTRA, sizeof *readings->fields);
	reading = &readings->fields[field];
	if (!reading->as ||
		(!reading->all &&
			(rows >= reading->rows * ROWS_AGAIN || rows >= READING_SAMPLE ||
				table_complete(t))))
		look(t, field, rows);
	return reading->as;
}

const struct field *reading_of_path(
	const struct package *p, int table, const struct path *path)
{
	for (size_t i = 0; i + 1 < path->count; i++) {
		const struct resource *r = p->tables[table].schema;

		table = r->keys[r->fields[path->fields[i]].reference].resource;
	}
	return reading_of(&p->tables[table], path->fields[path->count - 1]);
}
