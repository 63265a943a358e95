#include "config.h"

#include "output/record_walk.h"

#include "base/edtf.h"

enum {
	WALK_NAMES_FEW = 8, /* other names shown in a short record */
	WALK_BACK_FEW = 6,  /* rows of one section of WALK_BACK, likewise */
};

/* What belongs to an extent. */
struct record_extent_rules {
	bool titled;  /* fields that the title shows already */
	bool all;     /* empty fields, and those for the curator */
	size_t names; /* how many other names of each section */
	size_t back;  /* how many rows of each section of WALK_BACK */
	bool cells;   /* the fields of names, of WALK_BACK, and all of inline rows */
	enum { LISTS_LAST, LISTS_BELOW_ROW, LISTS_IN_ORDER } lists; /* the long ones */
};

static const struct record_extent_rules rules[] = {
	[RECORD_SHORT] = { .names = WALK_NAMES_FEW, .back = WALK_BACK_FEW },
	[RECORD_PRINTED] = { .names = WALK_NAMES_FEW, .back = SIZE_MAX },
	[RECORD_WHOLE] = { .names = SIZE_MAX, .back = SIZE_MAX },
	[RECORD_ALL] = { true, true, SIZE_MAX, SIZE_MAX, false, LISTS_LAST },
	[RECORD_DOCUMENT] = { true, false, SIZE_MAX, SIZE_MAX, false, LISTS_BELOW_ROW },
	[RECORD_DATA] = { true, true, SIZE_MAX, SIZE_MAX, true, LISTS_IN_ORDER },
};

const struct field *record_walk_field(const struct record_walk *w)
{
	return &w->schema->fields[w->field];
}

const char *record_walk_key_title(const struct record_walk *w)
{
	return w->schema->fields[w->schema->keys[w->link->key].fields[0]].title;
}

void record_walk_add_label(
	const struct record_walk *w, struct row_ref ref, struct str *out)
{
	package_add_label(w->package, record_table(w->package, ref), ref.row, out);
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

	w->ref = ref;
	w->number = number;
	w->schema = t->schema;
	w->field = 0;
	w->value = 0;
	w->lines = false;
	table_row(t, ref.row, &w->row);
}

/* Visits w->text, which refers to TO. */
static void visit_value(struct record_walk *w, struct row_ref to)
{
	w->to = to;
	call(w, w->visitor->value);
	w->value++;
}

/* Visits the label of REF, which it refers to. */
static void visit_label(struct record_walk *w, struct row_ref ref)
{
	str_clear(&w->text);
	record_walk_add_label(w, ref, &w->text);
	visit_value(w, ref);
}

/* Visits the value of a field that is no list. */
static void visit_single(struct record_walk *w)
{
	const struct table *t = record_table(w->package, w->ref);
	struct row_ref to = package_follow(w->package, t, w->ref.row, w->field, 0);
	struct edtf date;

	if (to.table >= 0) {
		visit_label(w, to);
		return;
	}
	str_clear(&w->text);
	if (record_walk_field(w)->edtf && edtf_parse(w->cell, &date, NULL, NULL)) {
		edtf_add_words(&w->text, &date);
		if (!slice_equal(str_slice(&w->text), w->cell))
			w->raw = w->cell;
	} else {
		package_add_field(w->package, t, w->ref.row, w->field, &w->text);
	}
	visit_value(w, to);
	w->raw = (struct slice){ NULL, 0 };
}

static void visit_field(struct record_walk *w, size_t field)
{
	const struct field *f = &w->schema->fields[field];
	struct slice list = w->row.cells[field], item;

	w->field = field;
	w->cell = list;
	w->value = 0;
	w->lines = false;
	call(w, w->visitor->field);
	if (w->section == WALK_INLINE && !w->rules->cells &&
		field == w->schema->label.fields[0]) {
		/* The label of an inline row is the link to that row. */
		visit_label(w, w->ref);
	} else if (f->type == FIELD_LIST) {
		w->lines = record_items_long(w->package, w->ref, field, list);
		for (size_t i = 0; list_next(&list, f->list_delimiter, &item); i++) {
			struct row_ref to =
				record_item(w->package, w->ref, field, i, item, &w->text);

			if (item.len)
				visit_value(w, to);
		}
	} else if (w->cell.len) {
		visit_single(w);
	}
	call(w, w->visitor->end_field);
}

/* Returns whether CELL, of field FIELD of R, is for the curator only. */
static bool is_note(const struct resource *r, size_t field, struct slice cell)
{
	for (size_t i = 0; i < r->note_count; i++)
		if (r->notes[i].field == field &&
			(!r->notes[i].value ||
				slice_equal(cell, slice_of(r->notes[i].value))))
			return true;
	return false;
}

/* Visits the fields of one of the record's own rows: the long lists of references, as a
 * section of their own, or all others. */
static void visit_own_fields(struct record_walk *w, bool lists)
{
	bool any = false;

	for (size_t i = 0; i < w->schema->field_count; i++) {
		struct slice cell = w->row.cells[i];
		enum record_place place = record_field_place(w->package, w->ref, i, cell);
		bool list = place == RECORD_END && w->rules->lists != LISTS_IN_ORDER;

		if (list != lists || (place == RECORD_HEAD && !w->rules->titled) ||
			(!w->rules->all && (!cell.len || is_note(w->schema, i, cell))))
			continue;
		if (lists && !any)
			begin_section(w, WALK_REFERENCES);
		any = true;
		visit_field(w, i);
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
		str_clear(&w->text);
		record_add_name(w->package, w->ref, &w->text);
		visit_value(w, ROW_NOWHERE);
	} else if (w->section == WALK_BACK) {
		visit_label(w, w->ref);
	} else {
		for (size_t i = 0; i < schema->inline_count; i++)
			if (w->row.cells[schema->inline_fields[i]].len)
				visit_field(w, schema->inline_fields[i]);
	}
}

/* Visits a section of rows that name the record, at MOST so many. */
static void visit_link(struct record_walk *w, const struct back_link *link,
	enum walk_section section, size_t most)
{
	w->link = link;
	w->schema = w->package->tables[link->table].schema;
	w->shown = link->count < most ? link->count : most;
	begin_section(w, section);
	for (size_t i = 0; i < w->shown; i++) {
		begin_row(w, (struct row_ref){ link->table, link->rows[i] }, i);
		str_clear(&w->date);
		if (section == WALK_BACK)
			record_add_date(w->package, w->ref, &w->date);
		call(w, w->visitor->row);
		visit_other_row(w);
		call(w, w->visitor->end_row);
	}
	call(w, w->visitor->end_section);
}

void record_walk(const struct record *r, const struct record_visitor *visitor,
	enum record_extent extent, void *data)
{
	struct record_walk w = { .record = r,
		.package = r->package,
		.data = data,
		.date = STR_INIT,
		.text = STR_INIT,
		.visitor = visitor,
		.rules = &rules[extent] };
	const size_t *start = r->start;

	csvrow_init(&w.row);
	begin_row(&w, r->joined[0], 0);
	begin_section(&w, WALK_TITLE);
	for (size_t i = 0; i < r->joined_count; i++) {
		begin_row(&w, r->joined[i], i);
		begin_section(&w, WALK_ROW);
		call(&w, visitor->row);
		visit_own_fields(&w, false);
		call(&w, visitor->end_row);
		if (w.rules->lists == LISTS_BELOW_ROW)
			visit_own_fields(&w, true);
	}
	for (size_t i = start[RECORD_NAMES]; i < start[RECORD_NAMES + 1]; i++)
		visit_link(&w, &r->back[i], WALK_NAMES, w.rules->names);
	if (start[RECORD_NAMED_BY] < start[RECORD_NAMED_BY + 1])
		begin_section(&w, WALK_NAMED_BY);
	for (size_t i = start[RECORD_NAMED_BY]; i < start[RECORD_NAMED_BY + 1]; i++)
		visit_link(&w, &r->back[i], WALK_BACK, w.rules->back);
	for (size_t i = start[RECORD_INLINE]; i < start[RECORD_INLINE + 1]; i++)
		visit_link(&w, &r->back[i], WALK_INLINE, SIZE_MAX);
	for (size_t i = 0; i < r->joined_count && w.rules->lists == LISTS_LAST; i++) {
		begin_row(&w, r->joined[i], i);
		visit_own_fields(&w, true);
	}
	csvrow_release(&w.row);
	str_release(&w.date);
	str_release(&w.text);
}
