/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/record_walk.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "base/intl.h"
#include "base/memory.h"
#include "data/value.h"
#include "data/record.h"
#include "output/citation.h"

enum {
	WALK_NAMES_FEW = 9, /* other names shown in a short record */
	WALK_BACK_FEW = 6,  /* rows of one section of WALK_BACK, likewise */
	WALK_SEEN = 256,    /* sources that are kept to show each once */
};

/* What belongs to an extent. */
struct record_extent_rules {
	bool titled;  /* fields that the title shows already */
	bool all;     /* empty fields, and those for the curator */
	size_t names; /* how many other names of each section */
	size_t back;  /* how many rows of each section of WALK_BACK */
	bool cells;   /* for programs: every row and field as it is in its table */
};

static const struct record_extent_rules rules[] = {
	[RECORD_SHORT] = { .names = WALK_NAMES_FEW, .back = WALK_BACK_FEW },
	[RECORD_PRINTED] = { .names = WALK_NAMES_FEW, .back = SIZE_MAX },
	[RECORD_WHOLE] = { .names = SIZE_MAX, .back = SIZE_MAX },
	[RECORD_ALL] = { true, true, SIZE_MAX, SIZE_MAX, false },
	[RECORD_DOCUMENT] = { true, false, SIZE_MAX, SIZE_MAX, false },
	[RECORD_DATA] = { true, true, SIZE_MAX, SIZE_MAX, true },
};

const struct field *record_walk_field(const struct record_walk *w)
{
	return &w->schema->fields[w->field];
}

bool record_walk_is_label(const struct record_walk *w)
{
	return w->section == WALK_INLINE && !w->rules->cells && !w->column &&
		w->field == w->schema->label.fields[0];
}

size_t record_walk_count(const struct record_walk *w)
{
	const struct record *r = w->record;
	size_t count = 0;

	for (size_t i = r->start[RECORD_INLINE]; i < r->start[RECORD_INLINE + 1]; i++)
		count += r->back[i].table == w->link->table ? r->back[i].count : 0;
	return count;
}

static void call(struct record_walk *w, void (*visit)(struct record_walk *w))
{
	if (visit)
		visit(w);
}

static void begin_section(struct record_walk *w, enum walk_section section)
{
	w->section = section;
	call(w, w->visitor->section);
}

static void begin_row(struct record_walk *w, struct row_ref ref, size_t number)
{
	const struct table *t = record_table(w->package, ref);
	bool same = w->row.count && row_ref_equal(w->ref, ref);

	w->ref = ref;
	w->number = number;
	w->schema = t->schema;
	w->field = 0;
	w->value = 0;
	w->lines = false;
	if (!same) /* a row of megabytes is split once */
		table_row(t, ref.row, &w->row);
}

/* Visits TEXT, which refers to TO. */
static void visit_text(struct record_walk *w, struct slice text, struct row_ref to)
{
	w->text = text;
	w->to = to;
	call(w, w->visitor->value);
	w->value++;
}

/* Visits what is in w->made, which refers to TO. */
static void visit_value(struct record_walk *w, struct row_ref to)
{
	visit_text(w, str_slice(&w->made), to);
}

/* Visits the label of REF, which it refers to. */
static void visit_label(struct record_walk *w, struct row_ref ref)
{
	str_clear(&w->made);
	package_add_name(w->package, ref, &w->made);
	visit_value(w, ref);
}

/* Visits the value of a field that is no list. */
static void visit_single(struct record_walk *w)
{
	const struct table *t = record_table(w->package, w->ref);
	const struct field *f = record_walk_field(w);
	struct row_ref to = package_follow(w->package, t, w->ref.row, w->field, 0);
	struct edtf date;
	double lon, lat;

	if (to.table >= 0) {
		visit_label(w, to);
		return;
	}
	str_clear(&w->made);
	if (f->edtf && edtf_parse(w->cell, &date, NULL, NULL)) {
		edtf_add_words(&w->made, &date);
		if (w->rules->all && !slice_equal(str_slice(&w->made), w->cell))
			w->raw = w->cell;
	} else if (f->type == FIELD_GEOPOINT && value_point(f, w->cell, &lon, &lat)) {
		/* As a map has it: "11.56° N, 104.92° E". */
		str_addf(&w->made,
			lat < 0 ? lon < 0 ? _("%.6g° S, %.6g° W") : _("%.6g° S, %.6g° E")
				: lon < 0 ? _("%.6g° N, %.6g° W")
					  : _("%.6g° N, %.6g° E"),
			fabs(lat), fabs(lon));
		w->raw = w->rules->all ? w->cell : w->raw;
	} else if (f->choice_count) {
		package_add_field(w->package, t, w->ref.row, w->field, &w->made);
	} else {
		/* A cell may be nearly all of the file: it is not copied. */
		visit_text(w, w->cell, to);
		return;
	}
	visit_value(w, to);
	w->raw = (struct slice){ NULL, 0 };
}

/* Returns whether TO was among the sources already, and is from now on. */
static bool was_seen(struct record_walk *w, struct row_ref to)
{
	if (w->section != WALK_SOURCES || to.table < 0)
		return false;
	for (size_t i = 0; i < w->seen_count; i++)
		if (row_ref_equal(w->seen[i], to))
			return true;
	if (w->seen_count == WALK_SEEN)
		return false;
	*ARRAY_ADD(w->seen, w->seen_count, w->seen_alloc) = to;
	return false;
}

/* Visits the values of w->field. */
static void visit_values(struct record_walk *w)
{
	const struct field *f = record_walk_field(w);
	struct slice list = w->cell, item;

	w->lines = false;
	w->more = false;
	if (!w->visitor->value)
		return;
	if (record_walk_is_label(w)) {
		visit_label(w, w->ref);
	} else if (f->type == FIELD_LIST) {
		w->lines = w->section == WALK_SOURCES ||
			record_items_long(w->package, w->ref, w->field, list);
		for (size_t i = 0; list_next(&list, f->list_delimiter, &item); i++) {
			struct row_ref to = record_item(
				w->package, w->ref, w->field, i, item, &w->made);

			w->more = list.len > 0;
			if (item.len && !was_seen(w, to))
				visit_value(w, to);
		}
		w->more = false;
	} else if (w->cell.len) {
		visit_single(w);
	}
}

static void visit_field(struct record_walk *w, size_t field)
{
	w->field = field;
	w->cell = w->row.cells[field];
	w->value = 0;
	call(w, w->visitor->field);
	visit_values(w);
	call(w, w->visitor->end_field);
}

/* Returns whether FIELD refers to sources. */
static bool is_source(const struct record_walk *w, const struct field *f)
{
	return f->reference >= 0 &&
		citation_is_source_table(
			w->package, w->schema->keys[f->reference].resource);
}

/* Returns whether field FIELD, which refers to rows, is visited at the end: sources or,
 * in a table that refers to none, a list of rows with long names. */
static bool is_at_end(const struct record_walk *w, size_t field)
{
	for (size_t i = 0; i < w->schema->field_count; i++)
		if (is_source(w, &w->schema->fields[i]))
			return is_source(w, &w->schema->fields[field]);
	return w->schema->fields[field].type == FIELD_LIST &&
		record_items_long(w->package, w->ref, field, w->row.cells[field]);
}

/* Returns how many fields of the present row, one of the record's own, are visited. */
static size_t field_count(const struct record_walk *w)
{
	size_t most = w->visitor->fields, count = w->schema->field_count;

	return most && most < count ? most : count;
}

/* Returns whether FIELD of R is a column of a record, or heads one. */
static bool is_column(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->inline_count; i++)
		if (r->inline_fields[i].by >= 0 &&
			(r->inline_fields[i].field == field ||
				r->inline_fields[i].by == (int)field))
			return true;
	return false;
}

/* Returns whether FIELD of one of the record's own rows is not for the reader, or is
 * visited with its column. */
static bool is_left_out(const struct record_walk *w, size_t field)
{
	struct slice cell = w->row.cells[field];

	return is_column(w->schema, field) ||
		(!w->rules->all && (!cell.len || record_is_note(w->schema, field, cell)));
}

size_t record_walk_fields_behind(const struct record_walk *w)
{
	size_t count = 0;

	for (size_t i = field_count(w); i < w->schema->field_count; i++)
		count += !is_left_out(w, i) &&
			(w->rules->titled ||
				record_field_place(w->package, w->ref, i, w->row.cells[i],
					str_slice(&w->title)) != RECORD_HEAD);
	return count;
}

/* Returns where field FIELD of one of the record's own rows is visited. */
static enum record_place place_of(const struct record_walk *w, size_t field)
{
	const struct field *f = &w->schema->fields[field];
	struct slice cell = w->row.cells[field];
	enum record_place place;

	if (w->rules->cells)
		return RECORD_BODY;
	if (is_left_out(w, field))
		return RECORD_HEAD;
	place = record_field_place(w->package, w->ref, field, cell, str_slice(&w->title));
	if (place == RECORD_HEAD && w->rules->titled)
		return RECORD_BODY;
	return place >= RECORD_BODY && f->reference >= 0 && is_at_end(w, field)
		? RECORD_END
		: place;
}

/* Visits a field of an inline row that has a value; of a column, first what heads it. */
static void visit_inline(struct record_walk *w, const struct inline_field *f)
{
	if (!w->row.cells[f->field].len)
		return;
	if (f->by < 0) {
		w->column = 0;
	} else {
		w->column++;
		w->heading = true;
		visit_field(w, (size_t)f->by);
		w->heading = false;
	}
	visit_field(w, f->field);
}

/* Visits the fields of the record's own rows that have their place at PLACE, in SECTION. */
static void visit_own(
	struct record_walk *w, enum record_place place, enum walk_section section)
{
	const struct record *r = w->record;
	bool begun = false;

	for (size_t i = 0; i < r->joined_count; i++) {
		begin_row(w, r->joined[i], i);
		if (section == WALK_ROW && (!begun || w->rules->cells))
			begin_section(w, section);
		begun |= section == WALK_ROW;
		if (section == WALK_ROW)
			call(w, w->visitor->row);
		for (size_t k = 0; k < field_count(w); k++) {
			if (place_of(w, k) != place)
				continue;
			if (!begun)
				begin_section(w, section);
			begun = true;
			visit_field(w, k);
		}
		for (size_t k = 0; section == WALK_ROW && k < w->schema->inline_count;
			k++)
			if (!w->rules->cells && w->schema->inline_fields[k].by >= 0)
				visit_inline(w, &w->schema->inline_fields[k]);
		w->column = 0;
		if (section == WALK_ROW)
			call(w, w->visitor->end_row);
	}
}

/* Visits what one of the record's rows answers: the first that has phrases of its own, if
 * possible one of a tab, for a country is asked about as a member. */
static void visit_answer(struct record_walk *w)
{
	const struct record *r = w->record;
	size_t found = SIZE_MAX;

	for (size_t i = r->joined_count; i-- > 0;) {
		const struct resource *s = record_table(w->package, r->joined[i])->schema;

		if (s->answered &&
			(s->view == VIEW_TAB || found == SIZE_MAX ||
				record_table(w->package, r->joined[found])
						->schema->view != VIEW_TAB))
			found = i;
	}
	if (found == SIZE_MAX || w->rules->cells)
		return;
	begin_row(w, r->joined[found], found);
	str_clear(&w->made);
	answer_add(w->package, w->ref, ANSWER_WHOLE, &w->made);
	/* What is one field only needs not to be said twice. */
	for (size_t k = 0; k < w->schema->field_count; k++)
		if (slice_equal(w->row.cells[k], str_slice(&w->made)))
			return;
	if (!w->made.len)
		return;
	w->made.buf[0] = (char)toupper((unsigned char)w->made.buf[0]);
	begin_section(w, WALK_LEAD);
	call(w, w->visitor->row);
	visit_value(w, ROW_NOWHERE);
	call(w, w->visitor->end_row);
}

/* Visits the sources of the record: what several of its rows have under one title is one
 * field. */
static void visit_sources(struct record_walk *w)
{
	const struct record *r = w->record;
	const char *title = NULL;

	for (size_t i = 0; i < r->joined_count; i++) {
		size_t value = w->value;

		begin_row(w, r->joined[i], i);
		w->value = value;
		for (size_t k = 0; k < field_count(w); k++) {
			const struct field *f = &w->schema->fields[k];

			if (place_of(w, k) != RECORD_END)
				continue;
			if (!title)
				begin_section(w, WALK_SOURCES);
			w->field = k;
			w->cell = w->row.cells[k];
			if (!title || strcmp(title, f->title) != 0) {
				if (title)
					call(w, w->visitor->end_field);
				w->value = 0;
				w->seen_count = 0;
				call(w, w->visitor->field);
			}
			title = f->title;
			visit_values(w);
		}
	}
	if (title)
		call(w, w->visitor->end_field);
}

/* Visits where the record's own rows are in their files. */
static void visit_files(struct record_walk *w)
{
	begin_section(w, WALK_FILES);
	for (size_t i = 0; i < w->record->joined_count; i++) {
		struct row_ref ref = w->record->joined[i];
		const struct table *t = record_table(w->package, ref);

		begin_row(w, ref, i);
		call(w, w->visitor->row);
		str_clear(&w->made);
		str_addf(&w->made, _("%s, line %zu"), table_file(t, ref.row),
			table_line(t, ref.row));
		visit_value(w, ROW_NOWHERE);
		call(w, w->visitor->end_row);
	}
}

static bool is_of_key(const struct foreign_key *key, size_t field)
{
	for (size_t i = 0; i < key->count; i++)
		if (key->fields[i] == field)
			return true;
	return false;
}

/* Visits what is shown of a row that is not the record's own. */
static void visit_other_row(struct record_walk *w)
{
	const struct resource *schema = w->schema;

	if (w->rules->cells) {
		for (size_t i = 0; i < schema->field_count; i++)
			if (w->section != WALK_BACK ||
				is_of_key(&schema->keys[w->link->key], i))
				visit_field(w, i);
	} else if (w->section == WALK_NAMES) {
		str_clear(&w->made);
		record_add_name(w->package, w->ref, &w->made);
		visit_value(w, ROW_NOWHERE);
	} else if (w->section == WALK_BACK) {
		struct row_ref other =
			record_join_other(w->package, w->ref, w->link->key);

		if (other.table < 0) {
			visit_label(w, w->ref);
			return;
		}
		str_clear(&w->made);
		record_add_join(w->package, w->ref, w->link->key, &w->made);
		visit_value(w, other);
	} else {
		for (size_t i = 0; i < schema->inline_count; i++)
			visit_inline(w, &schema->inline_fields[i]);
		w->column = 0;
	}
}

/* Appends the date of the row visited, an event, or of the event that it joins to the
 * record: in words, for programs as in the file. */
static void add_date(struct record_walk *w, struct str *out)
{
	struct row_ref other = record_join_other(w->package, w->ref, w->link->key);
	struct row_ref event = w->rules->cells || other.table < 0 ? w->ref : other;
	const struct resource *schema = record_table(w->package, event)->schema;
	struct edtf date;

	record_add_date(w->package, event, out);
	if (w->rules->cells || !schema->timeline ||
		!schema->fields[schema->timeline_date].edtf ||
		!edtf_parse(str_slice(out), &date, NULL, NULL))
		return;
	str_clear(out);
	edtf_add_brief(out, &date);
}

/* Visits a section of rows that refer to the record, at MOST so many. */
static void visit_link(struct record_walk *w, const struct back_link *link,
	enum walk_section section, size_t most)
{
	/* Of inline rows that refer to the record by several fields, one section. */
	bool first = section != WALK_INLINE || !w->link || w->section != WALK_INLINE ||
		w->link->table != link->table;
	size_t number = first ? 0 : w->number + 1;
	const uint32_t *rows = link->rows;
	uint32_t *names = NULL;

	w->link = link;
	w->schema = w->package->tables[link->table].schema;
	w->shown = link->count < most ? link->count : most;
	if (section == WALK_NAMES && !w->rules->cells) {
		rows = names = xcalloc(w->shown, sizeof *names);
		w->shown = record_names(w->package, link, str_slice(&w->title),
			w->rules->all, names, w->shown);
	}
	if (first)
		begin_section(w, section);
	for (size_t i = 0; i < w->shown; i++) {
		begin_row(w, (struct row_ref){ link->table, rows[i] }, number + i);
		w->more = i + 1 < w->shown;
		str_clear(&w->date);
		if (section == WALK_BACK)
			add_date(w, &w->date);
		call(w, w->visitor->row);
		visit_other_row(w);
		call(w, w->visitor->end_row);
	}
	call(w, w->visitor->end_section);
	free(names);
}

/* Visits the sections of PART of the record, each with at MOST so many rows. */
static void visit_part(struct record_walk *w, enum record_part part,
	enum walk_section section, size_t most)
{
	const size_t *start = w->record->start;
	bool begun = section != WALK_BACK;

	for (size_t i = start[part]; i < start[part + 1]; i++) {
		const struct back_link *link = &w->record->back[i];

		if (!w->rules->cells && record_is_hidden(w->package, link))
			continue;
		if (!begun)
			begin_section(w, WALK_NAMED_BY);
		begun = true;
		visit_link(w, link, section, most);
	}
}

void record_walk(const struct record *r, const struct record_visitor *visitor,
	enum record_extent extent, void *data)
{
	struct record_walk w = { .record = r,
		.package = r->package,
		.data = data,
		.date = STR_INIT,
		.made = STR_INIT,
		.title = STR_INIT,
		.visitor = visitor,
		.rules = &rules[extent] };

	csvrow_init(&w.row);
	begin_row(&w, r->joined[0], 0);
	package_add_name(w.package, w.ref, &w.title);
	begin_section(&w, WALK_TITLE);
	if (visitor->value)
		visit_answer(&w);
	visit_own(&w, RECORD_LEAD, WALK_LEAD);
	visit_own(&w, RECORD_BODY, WALK_ROW);
	if (visitor->value || w.rules->cells)
		visit_part(&w, RECORD_NAMES, WALK_NAMES, w.rules->names);
	visit_own(&w, RECORD_LISTS, WALK_LISTS);
	if (visitor->value || w.rules->cells) {
		visit_part(&w, RECORD_NAMED_BY, WALK_BACK, w.rules->back);
		visit_part(&w, RECORD_INLINE, WALK_INLINE, SIZE_MAX);
	}
	visit_sources(&w);
	if (w.rules->all && !w.rules->cells)
		visit_files(&w);
	csvrow_release(&w.row);
	str_release(&w.date);
	str_release(&w.made);
	str_release(&w.title);
	free(w.seen);
}
