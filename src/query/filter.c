/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the values of filters. Reads the values of a column the way they are counted; a
 * value of a reference is a row, not what it is called, since two rows may be called the
 * same. A filter never changes once it is in force: what holds copies it by a reference.
 */

#include "query/filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/intl.h"
#include "data/bali_ext.h"
#include "data/reading.h"
#include "data/table.h"
#include "data/value.h"
#include "query/range.h"

/* Returns how the values of F are read. */
static enum value_kind value_kind_of(const struct field *f, bool exact)
{
	if (f->reference >= 0 || f->choice_count || exact)
		return VALUE_TEXT;
	if (range_of_dates(f))
		return VALUE_YEAR;
	return range_of_numbers(f) ? VALUE_NUMBER : VALUE_TEXT;
}

void value_column_init(struct value_column *c, const struct package *p, int table,
	const struct path *path, bool exact)
{
	const struct resource *r = p->tables[table].schema;
	const struct foreign_key *key = NULL;
	int of = table; /* the table of the next field */

	*c = (struct value_column){
		.package = p, .table = table, .title = path->title, .last = path->last
	};
	for (; c->count < path->count && c->count < VALUE_COLUMN_STEPS; c->count++) {
		const struct field *f = &r->fields[path->fields[c->count]];
		const struct path *label = &r->label;

		/* What a row is called is that row. */
		if (key && label->count == 1 &&
			label->fields[0] == path->fields[c->count])
			break;
		c->fields[c->count] = path->fields[c->count];
		c->last = reading_of(&p->tables[of], path->fields[c->count]);
		key = f->reference >= 0 && r->keys[f->reference].count == 1
			? &r->keys[f->reference]
			: NULL;
		of = key ? key->resource : of;
		r = &p->descriptor.resources[of];
	}
	c->kind = key ? VALUE_ROW : value_kind_of(c->last, exact);
	c->to = key ? key->resource : -1;
}

/* Returns whether A and B are the same column, in whatever way their values are read. */
static bool value_column_same(const struct value_column *a, const struct value_column *b)
{
	return a->table == b->table && a->count == b->count &&
		!memcmp(a->fields, b->fields, a->count * sizeof *a->fields);
}

/* A reading of the values of a row. */
struct value_reading {
	const struct value_column *column;
	value_take *take;
	void *data;
	bool any;
};

/* Reads TEXT as the number or the year of a value; false when it is none. */
static bool value_read_number(
	const struct value_column *c, struct slice text, double *number)
{
	const struct field *f = c->last;

	if ((c->kind != VALUE_NUMBER && c->kind != VALUE_YEAR) ||
		!value_rank(f, text, number) || fabs(*number) > (double)VALUE_INDEX_MOST)
		return false;
	if (c->kind == VALUE_YEAR && f->type == FIELD_YEARMONTH)
		*number = floor(*number / CALENDAR_MONTHS);
	else if (c->kind == VALUE_YEAR && f->type != FIELD_YEAR)
		*number = (double)calendar_civil((int64_t)floor(*number)).year;
	return true;
}

/* Gives ITEM, which is not empty, of the last field; REF is the row it refers to. */
static void value_read_item(
	struct value_reading *r, struct slice item, struct row_ref ref)
{
	const struct field *f = r->column->last;
	size_t choice = value_choice(f, item);
	double number = ref.row;
	bool numeric = ref.table >= 0 || value_read_number(r->column, item, &number);

	if (choice < f->choice_count)
		item = slice_of(f->choices[choice].label);
	r->take(r->data, item, numeric ? &number : NULL);
	r->any = true;
}

/* Reads ROW of T, the table at step STEP of the path. No row stays pushed while the next
 * step is read: there may be more steps than room for rows. */
static void value_read_step(
	struct value_reading *r, const struct table *t, uint32_t row, size_t step)
{
	const struct value_column *c = r->column;
	const struct package *p = c->package;
	size_t field = c->fields[step];
	const struct field *f = &t->schema->fields[field];
	bool last = step + 1 == c->count;
	struct slice rest = row_cache_push(p->row_cache, t, row)[field], item = rest;
	struct row_ref ref = ROW_NOWHERE;
	size_t items = 0;

	while (f->type == FIELD_LIST ? list_next(&rest, f->list_delimiter, &item)
				     : !items) {
		if (last && c->kind == VALUE_ROW)
			ref = package_follow(p, t, row, field, items);
		if (last && item.len)
			value_read_item(r, item, ref);
		items++;
	}
	row_cache_pop(p->row_cache);
	for (size_t i = 0; i < items && !last; i++) {
		ref = package_follow(p, t, row, field, i);
		if (ref.table >= 0)
			value_read_step(r, &p->tables[ref.table], ref.row, step + 1);
	}
}

void value_column_read(
	const struct value_column *c, uint32_t row, value_take *take, void *data)
{
	struct value_reading r = { c, take, data, false };

	value_read_step(&r, &c->package->tables[c->table], row, 0);
	if (!r.any)
		take(data, (struct slice){ "", 0 }, NULL);
}

int64_t value_index(double number, int exponent)
{
	/* A power of ten below 1 is not exact: 0.3 is 3 tenths when multiplied by 10. */
	double index =
		exponent < 0 ? number * pow(10, -exponent) : number / pow(10, exponent);

	index = floor(index);
	if (fabs(index) >= (double)VALUE_INDEX_MOST)
		return index < 0 ? -VALUE_INDEX_MOST : VALUE_INDEX_MOST;
	return (int64_t)index;
}

/* Appends INDEX times 10^EXPONENT, without zeros at the end of a fraction. */
static void value_add_number(int64_t index, int exponent, struct str *out)
{
	struct str digits = STR_INIT;
	int places = exponent < 0 ? -exponent : 0;

	str_addf(&digits, "%.*f", places,
		exponent < 0 ? (double)index / pow(10, places)
			     : (double)index * pow(10, exponent));
	while (places && strchr("0.", digits.buf[digits.len - 1])) {
		places = digits.buf[digits.len - 1] == '.' ? 0 : places;
		str_truncate(&digits, digits.len - 1);
	}
	str_add_grouped(out, digits.buf);
	str_release(&digits);
}

void value_range_add(const struct value_column *c, int exponent,
	const struct value_range *v, struct str *out)
{
	bool whole = c->last->type == FIELD_INTEGER;
	struct str low = STR_INIT, high = STR_INIT;
	struct edtf date;

	if (v->text && c->last->edtf &&
		edtf_parse(slice_of(v->text), &date, NULL, NULL)) {
		edtf_add_brief(out, &date);
	} else if (v->text) {
		str_add(out, *v->text ? v->text : _("(empty)"));
	} else if (c->kind == VALUE_ROW) {
		package_add_label(
			c->package, &c->package->tables[c->to], (size_t)v->low, out);
	} else if (c->kind == VALUE_YEAR) {
		str_addf(out, "%lld", (long long)v->low);
	} else {
		bool several = v->low < v->high || exponent > 0;

		value_add_number(v->low, exponent, &low);
		if (whole && several)
			value_add_number(
				(v->high + 1) * (int64_t)pow(10, exponent) - 1, 0, &high);
		else if (several)
			value_add_number(v->high + 1, exponent, &high);
		str_addf(out,
			!several ? "%s"
				: whole
				? "%s–%s"
				/* TRANSLATORS: numbers; the second is the first beyond */
				: _("%s to under %s"),
			low.buf, high.buf);
	}
	str_release(&low);
	str_release(&high);
}

/* --- filters --- */

struct filter *filter_new(const struct value_column *c, int exponent)
{
	struct filter *f = xcalloc(1, sizeof *f);

	f->refcount = 1;
	f->column = *c;
	f->exponent = exponent;
	return f;
}

void filter_drop(struct filter *f)
{
	if (!f || --f->refcount)
		return;
	arena_release(&f->arena);
	free(f->values);
	free(f);
}

void filter_add(struct filter *f, const struct value_range *v)
{
	struct value_range *added = ARRAY_ADD(f->values, f->count, f->alloc);

	*added = *v;
	if (v->text)
		added->text = arena_strdup(&f->arena, v->text);
}

/* Returns the index of V among the values of F, or their number. */
static size_t filter_index(const struct filter *f, const struct value_range *v)
{
	size_t i = 0;

	while (i < f->count &&
		(v->text ? !f->values[i].text || strcmp(f->values[i].text, v->text) != 0
			 : f->values[i].text || f->values[i].low != v->low ||
					f->values[i].high != v->high))
		i++;
	return i;
}

bool filter_has(const struct filter *f, const struct value_range *v)
{
	return filter_index(f, v) < f->count;
}

bool filter_remove(struct filter *f, const struct value_range *v)
{
	size_t i = filter_index(f, v);

	if (i == f->count)
		return false;
	memmove(&f->values[i], &f->values[i + 1], (--f->count - i) * sizeof *f->values);
	return true;
}

static void filter_take_first(void *data, struct slice text, const double *number)
{
	struct filter *f = data;
	struct value_range v = { .low = number ? value_index(*number, f->exponent) : 0 };

	if (f->count)
		return;
	v.high = v.low;
	if (!number)
		v.text = arena_strndup(&f->arena, text.text, text.len);
	filter_add(f, &v);
}

void filter_add_cell(struct filter *f, uint32_t row)
{
	value_column_read(&f->column, row, filter_take_first, f);
}

/* Returns whether FIELD of R names rows of the same table as the column of F. */
static bool filter_has_rows(
	const struct filter *f, const struct resource *r, size_t field)
{
	int key = r->fields[field].reference;

	return f->column.kind == VALUE_ROW && key >= 0 && r->keys[key].count == 1 &&
		r->keys[key].resource == f->column.to;
}

bool filter_holds(const struct filter *f, int table)
{
	const struct resource *r = f->column.package->tables[table].schema;
	bool holds = table == f->column.table;

	for (size_t i = 0; i < r->field_count && !holds; i++)
		holds = filter_has_rows(f, r, i);
	return holds;
}

void filter_add_words(const struct filter *f, struct str *out)
{
	struct str all = STR_INIT, before = STR_INIT, value = STR_INIT;

	for (size_t i = 0; i < f->count; i++) {
		str_clear(&before);
		str_add(&before, all.buf);
		str_clear(&value);
		value_range_add(&f->column, f->exponent, &f->values[i], &value);
		str_clear(&all);
		/* TRANSLATORS: the first items of an enumeration, and the next one */
		str_addf(&all, i ? _("%s or %s") : "%s%s", before.buf, value.buf);
	}
	str_addf(out, "%s: %s", f->column.title, all.buf);
	str_release(&all);
	str_release(&before);
	str_release(&value);
}

/* Whether one of the values that are read is one of the filter's. */
struct filter_trial {
	const struct filter *filter;
	bool kept;
};

static void filter_try(void *data, struct slice text, const double *number)
{
	struct filter_trial *trial = data;
	const struct filter *f = trial->filter;
	int64_t index = number ? value_index(*number, f->exponent) : 0;

	for (size_t i = 0; i < f->count && !trial->kept; i++) {
		const struct value_range *v = &f->values[i];

		trial->kept = number ? !v->text && index >= v->low && index <= v->high
				     : v->text && slice_equal(slice_of(v->text), text);
	}
}

/* Returns whether F, which holds in the table of REF, keeps the row. */
static bool filter_keeps(const struct filter *f, struct row_ref ref)
{
	const struct package *p = f->column.package;
	const struct resource *r = p->tables[ref.table].schema;
	struct filter_trial trial = { f, false };
	struct value_column c = f->column;
	bool titled = false;

	if (ref.table == c.table) {
		value_column_read(&c, ref.row, filter_try, &trial);
		return trial.kept;
	}
	c.table = ref.table;
	c.count = 1;
	for (size_t i = 0; i < r->field_count; i++)
		titled |=
			filter_has_rows(f, r, i) && !strcmp(r->fields[i].title, c.title);
	for (size_t i = 0; i < r->field_count; i++) {
		if (!filter_has_rows(f, r, i) ||
			(titled && strcmp(r->fields[i].title, c.title) != 0))
			continue;
		c.fields[0] = i;
		c.last = &r->fields[i];
		value_column_read(&c, ref.row, filter_try, &trial);
	}
	return trial.kept;
}

void filters_release(struct filters *fs)
{
	for (size_t i = 0; i < fs->count; i++)
		filter_drop(fs->items[i]);
	free(fs->items);
	*fs = (struct filters){ 0 };
}

/* Returns the index of the filter of FS for the column C, or their number. */
static size_t filters_index(const struct filters *fs, const struct value_column *c)
{
	size_t i = 0;

	while (i < fs->count && !value_column_same(&fs->items[i]->column, c))
		i++;
	return i;
}

void filters_put(struct filters *fs, struct filter *f)
{
	size_t i = filters_index(fs, &f->column);

	if (i == fs->count)
		*ARRAY_ADD(fs->items, fs->count, fs->alloc) = NULL;
	else
		filter_drop(fs->items[i]);
	fs->items[i] = f;
}

void filters_copy(struct filters *out, const struct filters *fs)
{
	struct filters copy = { 0 };

	for (size_t i = 0; i < fs->count; i++) {
		fs->items[i]->refcount++;
		filters_put(&copy, fs->items[i]);
	}
	filters_release(out);
	*out = copy;
}

void filters_remove(struct filters *fs, size_t i)
{
	filter_drop(fs->items[i]);
	memmove(&fs->items[i], &fs->items[i + 1], (--fs->count - i) * sizeof *fs->items);
}

struct filter *filters_find(const struct filters *fs, const struct value_column *c)
{
	size_t i = filters_index(fs, c);

	return i < fs->count ? fs->items[i] : NULL;
}

bool filters_hold(const struct filters *fs, int table)
{
	for (size_t i = 0; i < fs->count; i++)
		if (table < 0 || filter_holds(fs->items[i], table))
			return true;
	return false;
}

bool filters_keep(
	const struct filters *fs, const struct filter *except, struct row_ref ref)
{
	for (size_t i = 0; i < fs->count; i++) {
		const struct filter *f = fs->items[i];

		if (f != except && filter_holds(f, ref.table) && !filter_keeps(f, ref))
			return false;
	}
	return true;
}

/* Adds F as a filter of P to OUT. */
static void filters_carry_one(
	struct filters *out, const struct filter *f, const struct package *p)
{
	const struct package *old = f->column.package;
	const struct resource *r = old->tables[f->column.table].schema;
	const struct table *table = package_table(p, r->name);
	struct path path = { .count = f->column.count, .fields = f->column.fields };
	struct filter *carried = filter_new(&f->column, f->exponent);
	struct value_column *c = &carried->column;
	struct str name = STR_INIT, err = STR_INIT;
	bool same;

	path_add_name(&path, &old->descriptor, r, &name);
	same = table &&
		path_find(&path, &p->descriptor, table->schema, name.buf, &carried->arena,
			&err);
	if (same)
		value_column_init(
			c, p, table->number, &path, f->column.kind == VALUE_TEXT);
	same = same && c->kind == f->column.kind;
	for (size_t i = 0; i < f->count && same; i++) {
		struct value_range v = f->values[i];

		if (c->kind == VALUE_ROW && !v.text) {
			str_clear(&name);
			table_add_key(&old->tables[f->column.to], (size_t)v.low, &name);
			v.low = v.high = table_find(&p->tables[c->to], str_slice(&name));
		}
		if (c->kind != VALUE_ROW || v.text || v.low != ROW_NONE)
			filter_add(carried, &v);
	}
	str_release(&name);
	str_release(&err);
	if (same && carried->count)
		filters_put(out, carried);
	else
		filter_drop(carried);
}

void filters_carry(struct filters *out, const struct filters *fs, const struct package *p)
{
	for (size_t i = 0; i < fs->count; i++)
		filters_carry_one(out, fs->items[i], p);
}
