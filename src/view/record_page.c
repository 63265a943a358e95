#include "config.h"

#include "view/record_page.h"

#include <stdlib.h>

#include "base/text.h"
#include "view/record_value.h"

enum {
	RECORD_LABEL_MOST = 22, /* a longer label stands on a line of its own */
	RECORD_NAMES_SHORT = 8, /* other names shown until all are asked for */
	RECORD_BACK_SHORT = 6,  /* rows of one back-link, likewise */
};

void record_page_init(
	struct record_page *t, const struct package *package, struct pager *pager)
{
	*t = (struct record_page){ .package = package, .pager = pager };
	str_init(&t->text);
}

void record_page_release(struct record_page *t)
{
	free(t->links);
	str_release(&t->text);
}

static const struct resource *schema_of(const struct record_page *t, struct row_ref ref)
{
	return record_table(t->package, ref)->schema;
}

static void add_blank(struct record_page *t)
{
	if (t->pager->line_count)
		pager_end_line(t->pager);
}

static void add_heading(struct record_page *t, const char *title, size_t count)
{
	add_blank(t);
	pager_add(t->pager, STYLE_STRONG, slice_of(title));
	if (count) {
		str_clear(&t->text);
		str_addf(&t->text, " %zu", count);
		pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
	}
	pager_end_line(t->pager);
}

/* Adds the fields of one row that stand at the END of the page, or the others. */
static void add_fields(struct record_page *t, struct row_ref ref, bool end)
{
	const struct resource *schema = schema_of(t, ref);
	bool all = t->extent == RECORD_PAGE_ALL;
	struct csvrow row;
	bool any = false;

	csvrow_init(&row);
	table_row(record_table(t->package, ref), ref.row, &row);
	for (size_t i = 0; i < schema->field_count; i++) {
		struct slice value = row.cells[i];
		enum record_place place = record_field_place(t->package, ref, i, value);

		if ((place == RECORD_HEAD || !value.len) && !all)
			continue;
		if ((place == RECORD_END) != end)
			continue;
		if (end && !any)
			add_blank(t);
		any = true;
		record_value_add_label(t, schema->fields[i].title);
		if (value.len)
			record_value_add(t, ref, i, value);
		else
			pager_add(t->pager, STYLE_DIM, slice_of("not known"));
		pager_end_line(t->pager);
	}
	csvrow_release(&row);
}

/* The name of the row with its codes at the right. */
static void add_title(struct record_page *t, const struct record *r)
{
	struct row_ref ref = r->joined[0];
	struct str codes, label;

	str_init(&codes);
	str_init(&label);
	package_add_label(t->package, record_table(t->package, ref), ref.row, &label);
	record_add_codes(r, &codes);
	pager_flow(t->pager, STYLE_STRONG, slice_of(label.buf), 0, t->width);
	if (codes.len && t->pager->x + 2 + text_width(slice_of(codes.buf)) <= t->width) {
		pager_tab(t->pager, t->width - text_width(slice_of(codes.buf)));
		pager_add(t->pager, STYLE_DIM, slice_of(codes.buf));
	} else if (codes.len) {
		pager_end_line(t->pager);
		pager_add(t->pager, STYLE_DIM, slice_of(codes.buf));
	}
	pager_end_line(t->pager);
	str_release(&codes);
	str_release(&label);
}

/* The title, and of which tables the record is a row. */
static void add_head(struct record_page *t, const struct record *r)
{
	add_title(t, r);
	str_clear(&t->text);
	for (size_t i = 0; i < r->facet_count; i++)
		str_addf(&t->text, "%s%s", i ? " · " : "",
			schema_of(t, r->joined[i])->title);
	pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
	pager_end_line(t->pager);
}

/* The other names of the row, in the order of their table. */
static void add_names(struct record_page *t, const struct back_link *link)
{
	bool all = t->extent >= RECORD_PAGE_WHOLE || link->count < RECORD_NAMES_SHORT;
	size_t most = all ? link->count : RECORD_NAMES_SHORT;
	struct str name;

	str_init(&name);
	add_heading(t, t->package->tables[link->table].schema->title, link->count);
	for (size_t i = 0; i < most; i++) {
		str_clear(&name);
		record_add_name(t->package,
			(struct row_ref){ link->table, link->rows[i] }, &name);
		if (i + 1 < link->count)
			str_add(&name, ", ");
		pager_flow(t->pager, STYLE_TEXT, slice_of(name.buf), 0, t->width);
	}
	if (link->count > most) {
		str_clear(&name);
		str_addf(&name, "%zu more: %s", link->count - most,
			t->extent == RECORD_PAGE_SHORT ? "a shows all"
						       : "all with -f csv");
		pager_flow(t->pager, STYLE_NOTE, slice_of(name.buf), 0, t->width);
	}
	pager_end_line(t->pager);
	str_release(&name);
}

/* Rows that are shown here in full: the fields that their table wants in place. */
static void add_in_place(struct record_page *t, const struct back_link *link)
{
	const struct table *table = &t->package->tables[link->table];
	const struct resource *schema = table->schema;
	struct csvrow row;

	csvrow_init(&row);
	add_heading(t, schema->title, link->count);
	for (size_t i = 0; i < link->count; i++) {
		struct row_ref ref = { link->table, link->rows[i] };

		table_row(table, ref.row, &row);
		for (size_t k = 0; k < schema->in_place_count; k++) {
			size_t field = schema->inline_fields[k];

			if (!row.cells[field].len)
				continue;
			record_value_add_label(t, schema->fields[field].title);
			if (field == schema->label.fields[0])
				record_value_add_row(t, ref);
			else
				record_value_add(t, ref, field, row.cells[field]);
			pager_end_line(t->pager);
		}
		if (i + 1 < link->count)
			pager_end_line(t->pager);
	}
	csvrow_release(&row);
}

/* A row that names the record; of an event its date in front. */
static void add_back_row(struct record_page *t, struct row_ref ref)
{
	pager_tab(t->pager, 2);
	if (schema_of(t, ref)->timeline) {
		str_clear(&t->text);
		record_add_date(t->package, ref, &t->text);
		pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
		pager_add(t->pager, STYLE_TEXT, slice_of("  "));
	}
	record_value_add_row(t, ref);
	pager_end_line(t->pager);
}

/* Rows that name this one through one foreign key. */
static void add_back(struct record_page *t, const struct back_link *link)
{
	const struct resource *schema = t->package->tables[link->table].schema;
	const struct foreign_key *key = &schema->keys[link->key];
	bool all = t->extent != RECORD_PAGE_SHORT || link->count < RECORD_BACK_SHORT;
	size_t most = all ? link->count : RECORD_BACK_SHORT;
	int label = t->label;

	str_clear(&t->text);
	str_addf(&t->text, "%s %zu", schema->title, link->count);
	pager_add(t->pager, STYLE_LABEL, slice_of(t->text.buf));
	str_clear(&t->text);
	str_addf(&t->text, "  as %s", schema->fields[key->fields[0]].title);
	pager_add(t->pager, STYLE_DIM, slice_of(t->text.buf));
	pager_end_line(t->pager);
	/* These stand where no label does. */
	t->label = 2;
	for (size_t i = 0; i < most; i++)
		add_back_row(t, (struct row_ref){ link->table, link->rows[i] });
	t->label = label;
	if (link->count > most) {
		str_clear(&t->text);
		str_addf(&t->text, "%zu more: a shows all", link->count - most);
		pager_tab(t->pager, 2);
		pager_add(t->pager, STYLE_NOTE, slice_of(t->text.buf));
		pager_end_line(t->pager);
	}
}

/* All that names the record. */
static void add_parts(struct record_page *t, const struct record *r)
{
	const size_t *start = r->start;

	for (size_t i = start[RECORD_NAMES]; i < start[RECORD_NAMES + 1]; i++)
		add_names(t, &r->back[i]);
	if (start[RECORD_NAMED_BY] < start[RECORD_NAMED_BY + 1])
		add_heading(t, "Named by", 0);
	for (size_t i = start[RECORD_NAMED_BY]; i < start[RECORD_NAMED_BY + 1]; i++)
		add_back(t, &r->back[i]);
	for (size_t i = start[RECORD_IN_PLACE]; i < start[RECORD_IN_PLACE + 1]; i++)
		add_in_place(t, &r->back[i]);
}

/* Labels share one column, as wide as the widest that is not too wide. */
static void measure(struct record_page *t, const struct record *r)
{
	int most = t->width / 3 < RECORD_LABEL_MOST ? t->width / 3 : RECORD_LABEL_MOST;

	t->label = 0;
	for (size_t i = 0; i < r->facet_count; i++) {
		const struct resource *schema = schema_of(t, r->joined[i]);

		for (size_t k = 0; k < schema->field_count; k++) {
			int width = text_width(slice_of(schema->fields[k].title));

			if (width > t->label && width <= most)
				t->label = width;
		}
	}
}

void record_page_build(struct record_page *t, struct row_ref ref, int width,
	enum record_page_extent extent)
{
	struct record r;

	t->width = width > 4 ? width : 4;
	t->extent = extent;
	t->link_count = 0;
	pager_clear(t->pager);
	record_init(&r, t->package, ref);
	measure(t, &r);
	add_head(t, &r);
	for (size_t i = 0; i < r.facet_count; i++) {
		if (i)
			add_heading(t, schema_of(t, r.joined[i])->title, 0);
		else
			add_blank(t);
		add_fields(t, r.joined[i], false);
	}
	add_parts(t, &r);
	for (size_t i = 0; i < r.facet_count; i++)
		add_fields(t, r.joined[i], true);
	record_release(&r);
}
