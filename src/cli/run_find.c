#include "config.h"

#include "cli/run.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/result_list.h"
#include "query/group.h"

/*
 * bali find QUERY...: the rows of all tables that match, the best table and in each the
 * best row first. For people a heading a table; for programs a line a row, of the same
 * four columns whatever the table, since a file has one header; as JSON all fields.
 */

enum {
	FIND_LABEL = 48,     /* a longer name stands out of its column */
	FIND_PORTION = 4096, /* rows gathered at a time */
};

/* Fills ROWS with what was found in TABLE, best first. */
static void find_rows(const struct run *r, int table, struct rowset *rows)
{
	size_t count = search_count(&r->search, table);
	uint32_t *best = xcalloc(count, sizeof *best);

	rowset_clear(rows);
	count = search_best(&r->search, table, best, count);
	for (size_t i = 0; i < count; i++)
		if (group_tells(&r->search, (struct row_ref){ table, best[i] }))
			rowset_add(rows, best[i]);
	free(best);
}

/* A row in its own words: what it is called, and why it was found. */
struct find_row {
	struct str label, reason;
};

static void find_row_init(struct find_row *row)
{
	str_init(&row->label);
	str_init(&row->reason);
}

static void find_row_release(struct find_row *row)
{
	str_release(&row->label);
	str_release(&row->reason);
}

static void find_read(const struct run *r, int table, uint32_t row, struct find_row *out)
{
	const struct table *t = &r->package.tables[table];
	struct slice label;

	str_clear(&out->label);
	str_clear(&out->reason);
	package_add_label(&r->package, t, row, &out->label);
	label = (struct slice){ out->label.buf, out->label.len };
	search_explain(&r->search, table, row, &label, 1, &out->reason);
}

static struct slice find_slice(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

static int find_width(const struct run *r, int table, const struct rowset *rows)
{
	struct str label;
	int widest = 0;

	str_init(&label);
	for (size_t i = 0; i < rows->count; i++) {
		int width;

		str_clear(&label);
		package_add_label(
			&r->package, &r->package.tables[table], rows->rows[i], &label);
		width = text_width(find_slice(&label));
		widest = width > widest ? width : widest;
	}
	str_release(&label);
	return widest < FIND_LABEL ? widest : FIND_LABEL;
}

/* Appends TEXT: cut where it would not fit in ROOM columns, if there is an edge at all.
 */
static void find_add_text(
	struct run *r, enum style style, const struct str *text, int room)
{
	struct str *out = &r->outfile.text;

	if (r->page.width && text_width(find_slice(text)) > room)
		style_field(out, &r->styles, style, find_slice(text), room, false);
	else
		style_add(out, &r->styles, style, find_slice(text));
}

/* Appends a line; what does not fit the terminal is cut at its end. */
static void find_add_line(struct run *r, const struct find_row *row, int labels)
{
	static const char arrow[] = "  ← ";
	struct str *out = &r->outfile.text;
	int room = r->page.width - 2;
	int left = room - labels - text_width(slice_of(arrow));

	str_add(out, "  ");
	if (!row->reason.len || (r->page.width && left <= 0)) {
		find_add_text(r, STYLE_TEXT, &row->label, room);
		str_add_char(out, '\n');
		return;
	}
	if (text_width(find_slice(&row->label)) <= labels || r->page.width)
		style_field(out, &r->styles, STYLE_TEXT, find_slice(&row->label), labels,
			false);
	else
		style_add(out, &r->styles, STYLE_TEXT, find_slice(&row->label));
	style_add(out, &r->styles, STYLE_NOTE, slice_of(arrow));
	find_add_text(r, STYLE_NOTE, &row->reason, left);
	str_add_char(out, '\n');
}

static void find_write_text(struct run *r, int table, const struct rowset *rows)
{
	struct str *out = &r->outfile.text;
	int labels = find_width(r, table, rows);
	struct find_row row;
	char count[32];

	/* Why a row was found is to be read too. */
	if (r->page.width && labels > r->page.width * 3 / 5)
		labels = r->page.width * 3 / 5;
	style_add(out, &r->styles, STYLE_STRONG,
		slice_of(r->package.tables[table].schema->title));
	snprintf(count, sizeof count, " %zu", rows->count);
	style_add(out, &r->styles, STYLE_DIM, slice_of(count));
	str_add_char(out, '\n');
	find_row_init(&row);
	for (size_t i = 0; i < rows->count && outfile_spill(&r->outfile); i++) {
		find_read(r, table, rows->rows[i], &row);
		find_add_line(r, &row, labels);
	}
	find_row_release(&row);
}

/* A table as JSON, every field of its rows. */
static void find_write_json(struct run *r, int table, const struct rowset *rows)
{
	struct table_list s;

	table_list_init(&s, &r->package, &r->package.tables[table]);
	table_list_add_fields(&s);
	s.rows = rows;
	s.search = &r->search;
	table_list_write(&s, FORMAT_JSON, &r->page, &r->outfile);
	table_list_release(&s);
}

/* Writes a table after the other, those that have something to tell; returns whether
 * there was one. */
static bool find_write_tables(struct run *r)
{
	size_t most = r->package.table_count;
	int *tables = xcalloc(most, sizeof *tables);
	size_t count = group_order(&r->search, tables, most);
	struct rowset rows;
	bool any = false;

	rowset_init(&rows);
	for (size_t i = 0; i < count && outfile_spill(&r->outfile); i++) {
		find_rows(r, tables[i], &rows);
		if (!rows.count)
			continue;
		if (any && r->format == FORMAT_JSON)
			str_add_char(&r->outfile.text, ',');
		any = true;
		if (r->format == FORMAT_TEXT)
			find_write_text(r, tables[i], &rows);
		else
			find_write_json(r, tables[i], &rows);
	}
	rowset_release(&rows);
	free(tables);
	return any;
}

/* Writes a record a row; returns whether there was one. */
static bool find_write_records(struct run *r)
{
	struct result_list f;
	bool any;

	result_list_init(&f, &r->search);
	while (!result_list_step(&f, FIND_PORTION))
		;
	any = f.count > 0;
	if (any || r->format != FORMAT_MARKDOWN)
		listing_write(result_list_list(&f), r->format, &r->page, &r->outfile);
	result_list_release(&f);
	return any;
}

int run_find(struct run *r)
{
	bool any;

	run_load(r, false);
	if (!run_search(r, r->options->words, r->options->word_count, -1))
		return RUN_FAILED;
	if (r->format == FORMAT_JSON)
		str_add_char(&r->outfile.text, '[');
	if (r->format == FORMAT_TEXT || r->format == FORMAT_JSON)
		any = find_write_tables(r);
	else
		any = find_write_records(r);
	if (r->format == FORMAT_JSON)
		str_add(&r->outfile.text, "]\n");
	if (!any)
		run_tell_nothing(r, -1);
	return any ? RUN_FOUND : RUN_NOTHING;
}
