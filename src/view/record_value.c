#include "config.h"

#include "view/record_value.h"

#include "base/edtf.h"
#include "base/memory.h"
#include "base/text.h"

void record_value_add_label(struct record_page *t, const char *label)
{
	pager_add(t->pager, STYLE_LABEL, slice_of(label));
	if (text_width(slice_of(label)) > t->label)
		pager_end_line(t->pager);
	pager_tab(t->pager, t->label + 2);
}

/* Adds TEXT as a link to REF, or as plain text when REF is no row. */
static void add_link(struct record_page *t, struct row_ref ref, struct slice text)
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

void record_value_add_row(struct record_page *t, struct row_ref ref)
{
	struct str label;

	str_init(&label);
	package_add_label(t->package, record_table(t->package, ref), ref.row, &label);
	add_link(t, ref, slice_of(label.buf));
	str_release(&label);
}

/* A list of words or of references, one after the other or one below the other. */
static void add_list(
	struct record_page *t, struct row_ref ref, size_t field, struct slice list)
{
	const struct field *schema =
		&record_table(t->package, ref)->schema->fields[field];
	bool lines = record_items_long(t->package, ref, field, list);
	struct slice item;
	struct str name;

	str_init(&name);
	for (size_t i = 0; list_next(&list, schema->list_delimiter, &item); i++) {
		struct row_ref to = record_item(t->package, ref, field, i, item, &name);

		if (i && lines)
			pager_end_line(t->pager);
		if (i && lines)
			pager_tab(t->pager, t->label + 2);
		else if (i)
			pager_add(t->pager, STYLE_TEXT, slice_of(", "));
		add_link(t, to, slice_of(name.buf));
	}
	str_release(&name);
}

/* A date in words, and as it is written when that says more; false when VALUE is none. */
static bool add_date(struct record_page *t, struct slice value)
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

void record_value_add(
	struct record_page *t, struct row_ref ref, size_t field, struct slice value)
{
	const struct table *table = record_table(t->package, ref);
	const struct field *schema = &table->schema->fields[field];
	struct row_ref to;
	struct str text;

	if (schema->type == FIELD_LIST) {
		add_list(t, ref, field, value);
		return;
	}
	to = package_follow(t->package, table, ref.row, field, 0);
	if (to.table >= 0) {
		record_value_add_row(t, to);
		return;
	}
	if (schema->edtf && add_date(t, value))
		return;
	str_init(&text);
	package_add_field(t->package, table, ref.row, field, &text);
	pager_flow(t->pager, STYLE_TEXT, slice_of(text.buf), t->label + 2, t->width);
	str_release(&text);
}
