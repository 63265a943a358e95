#include "config.h"

#include <string.h>

#include "base/text.h"
#include "data/csvfile.h"
#include "data/value.h"
#include "output/listing.h"

/* CSV and TSV: a header with the names of the columns, then a record a line. */

static bool csv_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* At the start of a file readers take it for the file's own byte order mark. */
static bool csv_starts_with_mark(struct slice cell)
{
	return cell.len >= 3 && !memcmp(cell.text, "\xef\xbb\xbf", 3);
}

/* Blanks at the ends are part of the cell (RFC 4180, section 2), but many readers drop
 * them unless there are quotes round them. */
static bool csv_needs_quotes(struct slice cell)
{
	if (cell.len &&
		(csv_is_blank(cell.text[0]) || csv_is_blank(cell.text[cell.len - 1])))
		return true;
	if (csv_starts_with_mark(cell))
		return true;
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.text[i];

		if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\0')
			return true;
	}
	return false;
}

void listing_add_csv(struct str *out, struct slice cell)
{
	if (csv_needs_quotes(cell))
		csvfile_add_quoted(out, cell);
	else
		str_add_bytes(out, cell.text, cell.len);
}

void listing_add_tsv(struct str *out, struct slice cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		switch (cell.text[i]) {
		case '\t':
			str_add(out, "\\t");
			break;
		case '\n':
			str_add(out, "\\n");
			break;
		case '\r':
			str_add(out, "\\r");
			break;
		case '\\':
			str_add(out, "\\\\");
			break;
		default:
			str_add_char(out, cell.text[i]);
		}
	}
}

/* Full-width forms of the signs work like them in some spreadsheets. */
static bool csv_is_formula(struct slice cell)
{
	static const uint32_t starts[] = { '=', '+', '-', '@', '\t', '\r', '\n', 0xff1d,
		0xff0b, 0xff0d, 0xff20 };
	uint32_t first;
	double number;

	if (!cell.len || value_plain_number(cell, &number))
		return false;
	text_decode(cell, &first);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (first == starts[i])
			return true;
	return false;
}

void listing_add_safe(struct str *out, struct slice cell)
{
	if (csv_is_formula(cell))
		str_add_char(out, '\'');
	str_add_bytes(out, cell.text, cell.len);
}

/* One of the two forms. */
struct csv_form {
	char delimiter;
	const char *end;
	bool tabs; /* TSV */
	bool safe;
};

/* TSV has no quotes, but a spreadsheet takes some at the start of a cell for its own: it
 * drops them, and is at a formula again. */
static void csv_add_safe(const struct csv_form *form, struct slice cell, struct str *out)
{
	if (form->tabs && cell.len && cell.text[0] == '"')
		str_add_char(out, '\'');
	listing_add_safe(out, cell);
}

static void csv_add(const struct csv_form *form, struct slice cell, struct str *out)
{
	struct str safe;

	str_init(&safe);
	if (form->safe) {
		csv_add_safe(form, cell, &safe);
		cell = (struct slice){ safe.buf, safe.len };
	}
	if (form->tabs)
		listing_add_tsv(out, cell);
	else
		listing_add_csv(out, cell);
	str_release(&safe);
}

static void csv_end_line(const struct csv_form *form, size_t start, struct str *out)
{
	if (out->len == start && !form->tabs)
		str_add(out, "\"\"");
	str_add(out, form->end);
}

static struct csv_form csv_form(const struct listing_writer *w, bool tabs)
{
	const struct listing_page *page = w->page;

	return (struct csv_form){ tabs ? '\t' : ',', page->crlf && !tabs ? "\r\n" : "\n",
		tabs, page->safe };
}

static void csv_head(struct listing_writer *w, bool tabs)
{
	struct csv_form form = csv_form(w, tabs);
	struct str *out = &w->outfile->text;
	size_t start = out->len;

	for (size_t i = 0; i < w->list->count; i++) {
		if (i)
			str_add_char(out, form.delimiter);
		csv_add(&form, slice_of(w->list->columns[i].name), out);
	}
	csv_end_line(&form, start, out);
}

static void csv_row(struct listing_writer *w, size_t row, bool tabs)
{
	struct csv_form form = csv_form(w, tabs);
	struct str *out = &w->outfile->text;
	size_t start = out->len;

	for (size_t k = 0; k < w->list->count; k++) {
		if (k)
			str_add_char(out, form.delimiter);
		w->list->cell(w->list->data, row, k, &w->cell);
		csv_add(&form, (struct slice){ w->cell.buf, w->cell.len }, out);
	}
	csv_end_line(&form, start, out);
}

static void csv_write_head(struct listing_writer *w)
{
	csv_head(w, false);
}

static void csv_write_row(struct listing_writer *w, size_t row)
{
	csv_row(w, row, false);
}

static void csv_write_tail(struct listing_writer *w)
{
	(void)w;
}

const struct listing_form listing_csv = { csv_write_head, csv_write_row, csv_write_tail };

static void csv_write_head_tabs(struct listing_writer *w)
{
	csv_head(w, true);
}

static void csv_write_row_tabs(struct listing_writer *w, size_t row)
{
	csv_row(w, row, true);
}

const struct listing_form listing_tsv = { csv_write_head_tabs, csv_write_row_tabs,
	csv_write_tail };
