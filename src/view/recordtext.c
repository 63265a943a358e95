#include "config.h"

#include "view/recordtext.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/edtf.h"
#include "base/text.h"

enum {
	RECORD_LABEL_MOST = 22, /* a longer label stands on a line of its own */
	RECORD_FACETS = 16,     /* rows that are one with a row */
	RECORD_LINKS = 64,      /* foreign keys that point to a table */
	RECORD_NAMES = 8,       /* other names shown until all are asked for */
	RECORD_BACK = 6,        /* rows of one back-link, likewise */
	RECORD_ITEM_LONG =
		24,     /* list items wider than this stand on lines of their own */
	RECORD_FEW = 3, /* items of a list that are told in passing */
};

void recordtext_init(
	struct recordtext *t, const struct package *package, struct pager *pager)
{
	*t = (struct recordtext){ .package = package, .pager = pager };
	str_init(&t->text);
}

void recordtext_release(struct recordtext *t)
{
	free(t->links);
	str_release(&t->text);
}

static const struct table *record_table(const struct recordtext *t, struct row_ref ref)
{
	return &t->package->tables[ref.table];
}

static void record_blank(struct recordtext *t)
{
	if (t->pager->line_count)
		pager_end_line(t->pager);
}

/* A heading with a rule behind it. */
static void record_heading(struct recordtext *t, const char *title, size_t count)
{
	record_blank(t);
	pager_add(t->pager, STYLE_STRONG, slice_of(title));
	if (count) {
		str_clear(&t->text);
		str_addf(&t->text, " %zu", count);
		pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
	}
	pager_end_line(t->pager);
}

/* Writes LABEL and leaves the line open where its value starts. */
static void record_label(struct recordtext *t, const char *label)
{
	pager_add(t->pager, STYLE_LABEL, slice_of(label));
	if (text_width(slice_of(label)) > t->label)
		pager_end_line(t->pager);
	pager_tab(t->pager, t->label + 2);
}

/* Adds TEXT as a link to REF, or as plain text when REF is no row. */
static void record_link(struct recordtext *t, struct row_ref ref, struct slice text)
{
	if (ref.table < 0) {
		pager_flow(t->pager, STYLE_TEXT, text, t->label + 2, t->width);
		return;
	}
	t->links = array_reserve(
		t->links, &t->link_alloc, t->link_count + 1, sizeof *t->links);
	t->links[t->link_count++] = ref;
	pager_open_link(t->pager);
	pager_flow(t->pager, STYLE_LINK, text, t->label + 2, t->width);
	pager_close_link(t->pager);
}

static void record_link_row(struct recordtext *t, struct row_ref ref)
{
	struct str label;

	str_init(&label);
	package_add_label(t->package, record_table(t, ref), ref.row, &label);
	record_link(t, ref, slice_of(label.buf));
	str_release(&label);
}

/* Appends how item NUMBER of a list is called: by the row it names, else as it stands. */
static struct row_ref record_item(const struct recordtext *t, struct row_ref ref,
	size_t field, size_t number, struct slice item, struct str *out)
{
	struct row_ref to =
		package_follow(t->package, record_table(t, ref), ref.row, field, number);

	str_clear(out);
	if (to.table >= 0)
		package_add_label(t->package, record_table(t, to), to.row, out);
	else
		str_add_bytes(out, item.text, item.len);
	return to;
}

/* Tells whether the items of LIST are long: then each has a line of its own. */
static bool record_items_long(const struct recordtext *t, struct row_ref ref,
	size_t field, struct slice list, struct str *name)
{
	char delimiter = record_table(t, ref)->schema->fields[field].list_delimiter;
	struct slice item;

	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		record_item(t, ref, field, i, item, name);
		if (text_width(slice_of(name->buf)) > RECORD_ITEM_LONG)
			return true;
	}
	return false;
}

/* A list of words or of references, one after the other or one below the other. */
static void record_list(
	struct recordtext *t, struct row_ref ref, size_t field, struct slice list)
{
	const struct field *schema = &record_table(t, ref)->schema->fields[field];
	struct slice item;
	struct str name;
	bool lines;

	str_init(&name);
	lines = record_items_long(t, ref, field, list, &name);
	for (size_t i = 0; list_next(&list, schema->list_delimiter, &item); i++) {
		struct row_ref to = record_item(t, ref, field, i, item, &name);

		if (i && lines)
			pager_end_line(t->pager);
		if (i && lines)
			pager_tab(t->pager, t->label + 2);
		else if (i)
			pager_add(t->pager, STYLE_TEXT, slice_of(", "));
		record_link(t, to, slice_of(name.buf));
	}
	str_release(&name);
}

/* A date in words, and as it is written when that says more. */
static bool record_date(struct recordtext *t, struct slice value)
{
	struct edtf date;

	if (!edtf_parse(value, &date, NULL, NULL))
		return false;
	str_clear(&t->text);
	edtf_add_words(&t->text, &date);
	pager_flow(t->pager, STYLE_TEXT, slice_of(t->text.buf), t->label + 2, t->width);
	if (!slice_equal(slice_of(t->text.buf), value)) {
		pager_add(t->pager, STYLE_TEXT, slice_of("  "));
		pager_flow(t->pager, STYLE_DIM, value, t->label + 2, t->width);
	}
	return true;
}

static void record_value(
	struct recordtext *t, struct row_ref ref, size_t field, struct slice value)
{
	const struct table *table = record_table(t, ref);
	const struct field *schema = &table->schema->fields[field];
	struct row_ref to;
	struct str text;

	if (schema->type == FIELD_LIST) {
		record_list(t, ref, field, value);
		return;
	}
	to = package_follow(t->package, table, ref.row, field, 0);
	if (to.table >= 0) {
		record_link_row(t, to);
		return;
	}
	if (schema->edtf && record_date(t, value))
		return;
	str_init(&text);
	package_add_field(t->package, table, ref.row, field, &text);
	pager_flow(t->pager, STYLE_TEXT, slice_of(text.buf), t->label + 2, t->width);
	str_release(&text);
}

/* Fields that the head of the page says already: the label, the codes, and the key that
 * makes the row one with another. */
static bool record_in_head(const struct resource *schema, size_t field)
{
	if (schema->fields[field].code)
		return true;
	if (schema->one_with >= 0 && schema->keys[schema->one_with].fields[0] == field)
		return true;
	if (schema->label.count == 1 && schema->label.fields[0] == field)
		return true;
	/* A key that nobody reads: a row has a better name. */
	return schema->key_count == 1 && schema->key[0] == field && schema->label.count;
}

/* References to many rows with long names, as to sources, would push everything else off
 * the screen: they stand at the end. */
static bool record_at_end(
	struct recordtext *t, struct row_ref ref, size_t field, struct slice value)
{
	const struct field *schema = &record_table(t, ref)->schema->fields[field];
	struct str name;
	bool lines;

	if (schema->reference < 0 || schema->type != FIELD_LIST)
		return false;
	str_init(&name);
	lines = record_items_long(t, ref, field, value, &name);
	str_release(&name);
	return lines;
}

/* The fields of one row, those that stand at the END of the page or the others. Returns
 * whether there was one. */
static void record_fields(struct recordtext *t, struct row_ref ref, bool end)
{
	const struct table *table = record_table(t, ref);
	const struct resource *schema = table->schema;
	struct csvrow row;
	bool any = false;

	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < schema->field_count; i++) {
		struct slice value = row.cells[i];

		if ((record_in_head(schema, i) || !value.len) && !t->all)
			continue;
		if (record_at_end(t, ref, i, value) != end)
			continue;
		if (end && !any)
			record_blank(t);
		any = true;
		record_label(t, schema->fields[i].title);
		if (value.len)
			record_value(t, ref, i, value);
		else
			pager_add(t->pager, STYLE_DIM, slice_of("not known"));
		pager_end_line(t->pager);
	}
	csvrow_release(&row);
}

/* Appends the codes among REF's fields, parted by dots. */
static void record_add_codes(
	const struct recordtext *t, struct row_ref ref, struct str *out)
{
	const struct table *table = record_table(t, ref);
	struct csvrow row;

	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < table->schema->field_count; i++) {
		if (!table->schema->fields[i].code || !row.cells[i].len)
			continue;
		if (out->len)
			str_add(out, " · ");
		str_add_bytes(out, row.cells[i].text, row.cells[i].len);
	}
	csvrow_release(&row);
}

/* The name of the row with its codes at the right, and of which tables it is a row. */
static void record_head(struct recordtext *t, struct row_ref ref,
	const struct row_ref *facets, size_t count)
{
	struct str codes, label;

	str_init(&codes);
	str_init(&label);
	package_add_label(t->package, record_table(t, ref), ref.row, &label);
	for (size_t i = 0; i < count; i++)
		record_add_codes(t, facets[i], &codes);
	pager_flow(t->pager, STYLE_STRONG, slice_of(label.buf), 0, t->width);
	if (codes.len && t->pager->x + 2 + text_width(slice_of(codes.buf)) <= t->width) {
		pager_tab(t->pager, t->width - text_width(slice_of(codes.buf)));
		pager_add(t->pager, STYLE_DIM, slice_of(codes.buf));
	} else if (codes.len) {
		pager_end_line(t->pager);
		pager_add(t->pager, STYLE_DIM, slice_of(codes.buf));
	}
	pager_end_line(t->pager);
	str_clear(&codes);
	for (size_t i = 0; i < count; i++)
		str_addf(&codes, "%s%s", i ? " · " : "",
			record_table(t, facets[i])->schema->title);
	pager_add(t->pager, STYLE_DIM, slice_of(codes.buf));
	pager_end_line(t->pager);
	str_release(&codes);
	str_release(&label);
}

/* Appends the first few items of a list, by the rows they name. */
static void record_add_few(
	const struct recordtext *t, struct row_ref ref, size_t field, struct str *out)
{
	const struct table *table = record_table(t, ref);
	char delimiter = table->schema->fields[field].list_delimiter;
	struct csvrow row;
	struct slice list, item;
	struct str name;

	str_init(&name);
	csvrow_init(&row);
	table_row(table, ref.row, &row);
	list = row.cells[field];
	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		record_item(t, ref, field, i, item, &name);
		if (i == RECORD_FEW) {
			str_add(out, " …");
			break;
		}
		str_addf(out, "%s%s", i ? ", " : "", name.buf);
	}
	csvrow_release(&row);
	str_release(&name);
}

/* Appends what a row of names says of itself beside the name: the last of its other
 * columns that holds something, "former", or "Spanish, Quechua". */
static void record_add_name_note(const struct recordtext *t, const struct table *table,
	uint32_t row, struct str *out)
{
	const struct resource *schema = table->schema;

	for (size_t i = schema->column_count; i-- > 0 && !out->len;) {
		const struct path *path = &schema->columns[i];

		if (path->count != 1 || path->fields[0] == schema->label.fields[0])
			continue;
		if (path->last->type == FIELD_LIST)
			record_add_few(t, (struct row_ref){ table->number, row },
				path->fields[0], out);
		else
			package_add_value(t->package, table, row, path, out);
	}
}

/* The other names of the row, in the order of their table. */
static void record_names(struct recordtext *t, const struct back_link *link)
{
	const struct table *table = &t->package->tables[link->table];
	size_t most = t->all ? link->count : RECORD_NAMES;
	struct str name, note;

	str_init(&name);
	str_init(&note);
	record_heading(t, table->schema->title, link->count);
	for (size_t i = 0; i < link->count && i < most; i++) {
		str_clear(&name);
		str_clear(&note);
		package_add_label(t->package, table, link->rows[i], &name);
		record_add_name_note(t, table, link->rows[i], &note);
		if (note.len)
			str_addf(&name, " (%s)", note.buf);
		if (i + 1 < link->count)
			str_add(&name, ", ");
		pager_flow(t->pager, STYLE_TEXT, slice_of(name.buf), 0, t->width);
	}
	if (link->count > most) {
		str_clear(&name);
		str_addf(&name, "%zu more: a shows all", link->count - most);
		pager_flow(t->pager, STYLE_NOTE, slice_of(name.buf), 0, t->width);
	}
	pager_end_line(t->pager);
	str_release(&name);
	str_release(&note);
}

/* Rows that are shown here in full: the fields that their table wants in place. */
static void record_in_place(struct recordtext *t, const struct back_link *link)
{
	const struct table *table = &t->package->tables[link->table];
	const struct resource *schema = table->schema;
	struct csvrow row;

	csvrow_init(&row);
	record_heading(t, schema->title, link->count);
	for (size_t i = 0; i < link->count; i++) {
		struct row_ref ref = { link->table, link->rows[i] };

		table_row(table, ref.row, &row);
		for (size_t k = 0; k < schema->in_place_count; k++) {
			size_t field = schema->in_place[k];

			if (!row.cells[field].len)
				continue;
			record_label(t, schema->fields[field].title);
			if (field == schema->label.fields[0])
				record_link_row(t, ref);
			else
				record_value(t, ref, field, row.cells[field]);
			pager_end_line(t->pager);
		}
		if (i + 1 < link->count)
			pager_end_line(t->pager);
	}
	csvrow_release(&row);
}

/* Adds the date of an event in front of its name. */
static void record_back_date(
	struct recordtext *t, const struct table *table, uint32_t row)
{
	struct csvrow cells;

	if (!table->schema->timeline)
		return;
	csvrow_init(&cells);
	table_row(table, row, &cells);
	pager_add(t->pager, STYLE_DIM, cells.cells[table->schema->timeline_date]);
	pager_add(t->pager, STYLE_TEXT, slice_of("  "));
	csvrow_release(&cells);
}

/* Rows that name this one through one foreign key. */
static void record_back(struct recordtext *t, const struct back_link *link)
{
	const struct table *table = &t->package->tables[link->table];
	const struct foreign_key *key = &table->schema->keys[link->key];
	size_t most = t->all ? link->count : RECORD_BACK;
	int label = t->label;

	str_clear(&t->text);
	str_addf(&t->text, "%s %zu", table->schema->title, link->count);
	pager_add(t->pager, STYLE_LABEL, slice_of(t->text.buf));
	str_clear(&t->text);
	str_addf(&t->text, "  as %s", table->schema->fields[key->fields[0]].title);
	pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
	pager_end_line(t->pager);
	t->label = 2;
	for (size_t i = 0; i < link->count && i < most; i++) {
		pager_tab(t->pager, 2);
		record_back_date(t, table, link->rows[i]);
		record_link_row(t, (struct row_ref){ link->table, link->rows[i] });
		pager_end_line(t->pager);
	}
	if (link->count > most) {
		str_clear(&t->text);
		str_addf(&t->text, "%zu more: a shows all", link->count - most);
		pager_tab(t->pager, 2);
		pager_add(t->pager, STYLE_NOTE, slice_of(t->text.buf));
		pager_end_line(t->pager);
	}
	t->label = label;
}

enum record_part { RECORD_PART_NAMES, RECORD_PART_IN_PLACE, RECORD_PART_BACK };

static enum record_part record_part_of(
	const struct recordtext *t, const struct back_link *link)
{
	const struct resource *schema = t->package->tables[link->table].schema;

	if (schema->names && schema->names_key == link->key)
		return RECORD_PART_NAMES;
	return schema->in_place_count ? RECORD_PART_IN_PLACE : RECORD_PART_BACK;
}

/* All that points to the rows of the record, a part of one kind at a time. */
static void record_pointed(struct recordtext *t, const struct row_ref *facets,
	size_t count, enum record_part part)
{
	struct back_link links[RECORD_LINKS];
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		size_t found =
			package_back_links(t->package, facets[i], links, RECORD_LINKS);

		for (size_t k = 0; k < found; k++) {
			if (record_part_of(t, &links[k]) != part)
				continue;
			if (part == RECORD_PART_NAMES) {
				record_names(t, &links[k]);
			} else if (part == RECORD_PART_IN_PLACE) {
				record_in_place(t, &links[k]);
			} else {
				if (!headed)
					record_heading(t, "Named by", 0);
				headed = true;
				record_back(t, &links[k]);
			}
		}
	}
}

/* Labels share one column, as wide as the widest that is not too wide. */
static void record_measure(
	struct recordtext *t, const struct row_ref *facets, size_t count)
{
	int most = t->width / 3 < RECORD_LABEL_MOST ? t->width / 3 : RECORD_LABEL_MOST;

	t->label = 0;
	for (size_t i = 0; i < count; i++) {
		const struct resource *schema = record_table(t, facets[i])->schema;

		for (size_t k = 0; k < schema->field_count; k++) {
			int width = text_width(slice_of(schema->fields[k].title));

			if (width > t->label && width <= most)
				t->label = width;
		}
	}
}

void recordtext_build(struct recordtext *t, struct row_ref ref, int width, bool all)
{
	struct row_ref facets[RECORD_FACETS];
	struct row_ref root = package_root(t->package, ref);
	struct row_ref others[RECORD_FACETS];
	size_t count = 0;
	size_t found;

	t->width = width > 4 ? width : 4;
	t->all = all;
	t->link_count = 0;
	pager_clear(t->pager);
	facets[count++] = ref;
	if (root.table != ref.table || root.row != ref.row)
		facets[count++] = root;
	found = package_facets(t->package, root, others, RECORD_FACETS);
	for (size_t i = 0; i < found && count < RECORD_FACETS; i++)
		if (others[i].table != ref.table || others[i].row != ref.row)
			facets[count++] = others[i];
	record_measure(t, facets, count);
	record_head(t, ref, facets, count);
	for (size_t i = 0; i < count; i++) {
		if (i)
			record_heading(t, record_table(t, facets[i])->schema->title, 0);
		else
			record_blank(t);
		record_fields(t, facets[i], false);
	}
	record_pointed(t, facets, count, RECORD_PART_NAMES);
	record_pointed(t, facets, count, RECORD_PART_BACK);
	record_pointed(t, facets, count, RECORD_PART_IN_PLACE);
	for (size_t i = 0; i < count; i++)
		record_fields(t, facets[i], true);
}
