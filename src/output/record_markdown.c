#include "config.h"

#include "output/record_markdown.h"

#include <string.h>
#include <strings.h>

#include "base/edtf.h"
#include "output/listing.h"

/* One record as it is being written. */
struct mark {
	struct str *out;
	const struct record *record;
	const struct package *package;
	struct str text; /* scratch */
};

static struct slice slice_of_str(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

/* At the start of a line a dash or a number would begin a list. */
static void add_first(struct str *out, struct slice text)
{
	size_t digits = 0;

	while (digits < text.len && text.text[digits] >= '0' && text.text[digits] <= '9')
		digits++;
	if (digits && digits < text.len && strchr(".)", text.text[digits])) {
		str_add_bytes(out, text.text, digits);
		text.text += digits;
		text.len -= digits;
		str_add_char(out, '\\');
	} else if (text.len && text.text[0] && strchr("-+=", text.text[0])) {
		str_add_char(out, '\\');
	}
	listing_add_markdown(out, text);
}

/* A span of code ends at as many backticks as began it; within a table its bars are
 * escaped all the same. */
static void add_code(struct str *out, struct slice text)
{
	bool ticks = memchr(text.text, '`', text.len) != NULL;

	str_add(out, ticks ? "`` " : "`");
	for (size_t i = 0; i < text.len; i++) {
		char c = text.text[i];

		if (c == '|')
			str_add_char(out, '\\');
		str_add_char(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
	str_add(out, ticks ? " ``" : "`");
}

static bool is_address(struct slice text)
{
	return (text.len > 7 && !strncasecmp(text.text, "http://", 7)) ||
		(text.len > 8 && !strncasecmp(text.text, "https://", 8));
}

/* What would end the address, or the cell it stands in, is written as RFC 3986 has it. */
static void add_address(struct str *out, struct slice address)
{
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.text[i];

		if (c <= ' ' || c == 0x7f || strchr("()<>|\\`\"", c))
			str_addf(out, "%%%02X", c);
		else
			str_add_char(out, (char)c);
	}
}

/* Appends the first address that the row REF holds; nothing when there is none. */
static void add_row_address(struct str *out, const struct package *p, struct row_ref ref)
{
	const struct table *t = record_table(p, ref);
	struct csvrow row;
	bool found = false;

	csvrow_init(&row);
	table_row(t, ref.row, &row);
	for (size_t i = 0; i < t->schema->field_count && !found; i++) {
		found = !strcmp(t->schema->fields[i].format, "uri") &&
			is_address(row.cells[i]);
		if (found)
			add_address(out, row.cells[i]);
	}
	csvrow_release(&row);
}

/* Appends the key of REF as code. */
static void add_key(struct mark *m, struct row_ref ref)
{
	str_clear(&m->text);
	table_add_key(record_table(m->package, ref), ref.row, &m->text);
	add_code(m->out, slice_of_str(&m->text));
}

/* Appends what REF is called, with its address if it has one, and its key. */
static void add_row(struct mark *m, struct row_ref ref)
{
	struct str address;

	str_init(&address);
	add_row_address(&address, m->package, ref);
	str_clear(&m->text);
	package_add_label(m->package, record_table(m->package, ref), ref.row, &m->text);
	if (address.len) {
		str_add_char(m->out, '[');
		listing_add_markdown(m->out, slice_of_str(&m->text));
		str_addf(m->out, "](%s)", address.buf);
	} else {
		add_first(m->out, slice_of_str(&m->text));
	}
	str_add_char(m->out, ' ');
	add_key(m, ref);
	str_release(&address);
}

/* Appends the items of LIST, each behind BETWEEN but the first. */
static void add_list(struct mark *m, struct row_ref ref, size_t field, struct slice list,
	const char *between)
{
	char delimiter =
		record_table(m->package, ref)->schema->fields[field].list_delimiter;
	struct slice item;
	bool any = false;

	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		struct row_ref to = package_follow(
			m->package, record_table(m->package, ref), ref.row, field, i);

		if (!item.len)
			continue;
		str_add(m->out, any ? between : "");
		any = true;
		if (to.table >= 0)
			add_row(m, to);
		else
			add_first(m->out, item);
	}
}

/* A date in words, and as it is written when that says more. */
static bool add_date(struct mark *m, struct slice value)
{
	struct edtf date;

	if (!edtf_parse(value, &date, NULL, NULL))
		return false;
	str_clear(&m->text);
	edtf_add_words(&m->text, &date);
	listing_add_markdown(m->out, slice_of_str(&m->text));
	if (!slice_equal(slice_of_str(&m->text), value)) {
		str_add_char(m->out, ' ');
		add_code(m->out, value);
	}
	return true;
}

static void add_value(
	struct mark *m, struct row_ref ref, size_t field, struct slice value)
{
	const struct table *t = record_table(m->package, ref);
	const struct field *f = &t->schema->fields[field];
	struct row_ref to = package_follow(m->package, t, ref.row, field, 0);

	if (f->type == FIELD_LIST) {
		add_list(m, ref, field, value,
			record_items_long(m->package, ref, field, value) ? "<br>" : ", ");
	} else if (to.table >= 0) {
		add_row(m, to);
	} else if (!strcmp(f->format, "uri") && is_address(value)) {
		str_add_char(m->out, '<');
		add_address(m->out, value);
		str_add_char(m->out, '>');
	} else if (!f->edtf || !add_date(m, value)) {
		str_clear(&m->text);
		package_add_field(m->package, t, ref.row, field, &m->text);
		listing_add_markdown(m->out, slice_of_str(&m->text));
	}
}

static void add_table_head(struct mark *m)
{
	str_add(m->out, "\n| Field | Value |\n| --- | --- |\n");
}

static void add_field(
	struct mark *m, struct row_ref ref, size_t field, struct slice value)
{
	const char *title = record_table(m->package, ref)->schema->fields[field].title;

	str_add(m->out, "| ");
	listing_add_markdown(m->out, slice_of(title));
	str_add(m->out, " | ");
	add_value(m, ref, field, value);
	str_add(m->out, " |\n");
}

/* Appends the list VALUE of references below the heading of its field. */
static void add_references(
	struct mark *m, struct row_ref ref, size_t field, struct slice value)
{
	const struct resource *schema = record_table(m->package, ref)->schema;

	str_add(m->out, "\n### ");
	listing_add_markdown(m->out, slice_of(schema->fields[field].title));
	str_add(m->out, "\n\n- ");
	add_list(m, ref, field, value, "\n- ");
	str_add(m->out, "\n");
}

/* Appends the fields of REF that stand at the END, or the others. */
static void add_fields(struct mark *m, struct row_ref ref, bool end)
{
	const struct table *t = record_table(m->package, ref);
	struct csvrow row;

	csvrow_init(&row);
	table_row(t, ref.row, &row);
	for (size_t i = 0; i < t->schema->field_count; i++) {
		struct slice value = row.cells[i];
		bool last = record_field_place(m->package, ref, i, value) == RECORD_END;

		if (!value.len || last != end)
			continue;
		if (end)
			add_references(m, ref, i, value);
		else
			add_field(m, ref, i, value);
	}
	csvrow_release(&row);
}

/* One facet: a table of its fields, then the lists that are too long for a table. */
static void add_facet(struct mark *m, struct row_ref ref)
{
	str_add(m->out, "\n## ");
	listing_add_markdown(
		m->out, slice_of(record_table(m->package, ref)->schema->title));
	str_add_char(m->out, ' ');
	add_key(m, ref);
	str_add_char(m->out, '\n');
	add_table_head(m);
	add_fields(m, ref, false);
	add_fields(m, ref, true);
}

static void add_heading(struct mark *m, const char *title)
{
	str_add(m->out, "\n## ");
	listing_add_markdown(m->out, slice_of(title));
	str_add(m->out, "\n");
}

static void add_names(struct mark *m, const struct back_link *link)
{
	add_heading(m, m->package->tables[link->table].schema->title);
	str_add(m->out, "\n");
	for (size_t i = 0; i < link->count; i++) {
		str_clear(&m->text);
		record_add_name(m->package,
			(struct row_ref){ link->table, link->rows[i] }, &m->text);
		str_add(m->out, "- ");
		add_first(m->out, slice_of_str(&m->text));
		str_add(m->out, "\n");
	}
}

static void add_back(struct mark *m, const struct back_link *link)
{
	const struct resource *schema = m->package->tables[link->table].schema;
	size_t field = schema->keys[link->key].fields[0];

	str_add(m->out, "\n### ");
	listing_add_markdown(m->out, slice_of(schema->title));
	str_add(m->out, ", as ");
	listing_add_markdown(m->out, slice_of(schema->fields[field].title));
	str_add(m->out, "\n\n");
	for (size_t i = 0; i < link->count; i++) {
		struct row_ref ref = { link->table, link->rows[i] };

		str_add(m->out, "- ");
		str_clear(&m->text);
		record_add_date(m->package, ref, &m->text);
		if (m->text.len) {
			add_first(m->out, slice_of_str(&m->text));
			str_add(m->out, ": ");
		}
		add_row(m, ref);
		str_add(m->out, "\n");
	}
}

static void add_in_place(struct mark *m, const struct back_link *link)
{
	const struct table *t = &m->package->tables[link->table];
	struct csvrow row;

	add_heading(m, t->schema->title);
	csvrow_init(&row);
	for (size_t i = 0; i < link->count; i++) {
		struct row_ref ref = { link->table, link->rows[i] };

		table_row(t, ref.row, &row);
		add_table_head(m);
		for (size_t k = 0; k < t->schema->in_place_count; k++) {
			size_t field = t->schema->inline_fields[k];

			if (row.cells[field].len)
				add_field(m, ref, field, row.cells[field]);
		}
	}
	csvrow_release(&row);
}

static void add_parts(struct mark *m)
{
	const struct record *r = m->record;
	const size_t *start = r->start;

	for (size_t i = start[RECORD_NAMES]; i < start[RECORD_NAMES + 1]; i++)
		add_names(m, &r->back[i]);
	if (start[RECORD_NAMED_BY] < start[RECORD_NAMED_BY + 1])
		add_heading(m, "Named by");
	for (size_t i = start[RECORD_NAMED_BY]; i < start[RECORD_NAMED_BY + 1]; i++)
		add_back(m, &r->back[i]);
	for (size_t i = start[RECORD_IN_PLACE]; i < start[RECORD_IN_PLACE + 1]; i++)
		add_in_place(m, &r->back[i]);
}

void record_markdown_add(struct str *out, const struct record *r)
{
	struct mark m = { .out = out, .record = r, .package = r->package };
	struct row_ref ref = r->joined[0];

	str_init(&m.text);
	package_add_label(r->package, record_table(r->package, ref), ref.row, &m.text);
	str_add(out, "# ");
	listing_add_markdown(out, slice_of_str(&m.text));
	str_add(out, "\n");
	for (size_t i = 0; i < r->facet_count; i++)
		add_facet(&m, r->joined[i]);
	add_parts(&m);
	str_release(&m.text);
}
