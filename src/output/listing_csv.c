/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "data/csvfile.h"
#include "data/value.h"
#include "output/listing.h"

/* CSV and TSV: a header with the names of the columns, then a row a line. */

/* Returns whether C is read otherwise without quotes round the cell. */
static bool is_sign(char c)
{
	return c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\0';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Blanks at the ends are part of the cell (RFC 4180, section 2), but many readers drop
 * them unless there are quotes round them. A byte order mark at the start of a file is
 * taken for the file's own. */
static bool has_odd_ends(struct slice cell)
{
	return cell.len &&
		(is_blank(cell.text[0]) || is_blank(cell.text[cell.len - 1]) ||
			(cell.len >= 3 && !memcmp(cell.text, "\xef\xbb\xbf", 3)));
}

void listing_add_csv(struct str *out, struct slice cell)
{
	bool quoted = has_odd_ends(cell);

	for (size_t i = 0; i < cell.len && !quoted; i++)
		quoted = is_sign(cell.text[i]);
	if (quoted)
		csvfile_add_quoted(out, cell);
	else
		str_add_bytes(out, cell.text, cell.len);
}

static void csv_add_tsv(struct str *out, struct slice cell)
{
	/* A character, and the letter that is written for it behind a backslash. */
	static const char escapes[][3] = { "\tt", "\nn", "\rr", "\\\\" };
	static const size_t count = sizeof escapes / sizeof *escapes;

	for (size_t i = 0; i < cell.len; i++) {
		size_t k = 0;

		while (k < count && escapes[k][0] != cell.text[i])
			k++;
		if (k < count)
			str_add_char(out, '\\');
		str_add_char(out, k < count ? escapes[k][1] : cell.text[i]);
	}
}

void listing_add_safe(struct str *out, struct slice cell)
{
	/* Full-width forms of the signs work like them in some spreadsheets. */
	static const uint32_t starts[] = { '=', '+', '-', '@', '\t', '\r', '\n', 0xff1d,
		0xff0b, 0xff0d, 0xff20 };
	/* What some spreadsheets drop before they look. */
	static const uint32_t blanks[] = { ' ', 0, '\v', '\f', 0xa0, 0xad, 0x200b, 0x200c,
		0x200d, 0x200e, 0x200f, 0x2060, 0x3000, 0xfeff };
	enum { BLANKS = sizeof blanks / sizeof *blanks };
	struct slice rest = cell;
	uint32_t first = 0;
	double number;
	size_t i = 0;

	if (value_plain_number(slice_trim(cell), &number))
		rest.len = 0;
	while (rest.len && i < BLANKS) {
		size_t len = text_decode(rest, &first);

		for (i = 0; i < BLANKS && first != blanks[i]; i++)
			;
		if (i < BLANKS)
			rest = slice_from(rest, len);
	}
	for (i = 0; rest.len && i < sizeof starts / sizeof *starts; i++)
		if (first == starts[i])
			str_add_char(out, '\'');
	str_add_bytes(out, cell.text, cell.len);
}

/* Adds CELL, the one number K of its line. */
static void csv_add(struct listing_writer *w, size_t k, struct slice cell)
{
	bool tabs = w->form == &listing_tsv;
	struct str *out = &w->outfile->text;
	struct str safe = STR_INIT;

	if (k)
		str_add_char(out, tabs ? '\t' : ',');
	if (w->page->csv.safe) {
		/* TSV has no quotes, but a spreadsheet drops some at the start of a cell
		 * as its own, and is at a formula again. */
		if (tabs && cell.len && cell.text[0] == '"')
			str_add_char(&safe, '\'');
		listing_add_safe(&safe, cell);
		cell = str_slice(&safe);
	}
	if (tabs)
		csv_add_tsv(out, cell);
	else if (!cell.len && w->count == 1)
		str_add(out, "\"\"");
	else
		listing_add_csv(out, cell);
	str_release(&safe);
}

static void csv_end_line(struct listing_writer *w)
{
	bool crlf = w->page->csv.crlf && w->form == &listing_csv;

	str_add(&w->outfile->text, crlf ? "\r\n" : "\n");
}

static void csv_head(struct listing_writer *w)
{
	for (size_t k = 0; k < w->count; k++) {
		const struct listing_column *column = &w->list->columns[w->columns[k]];
		bool title = w->page->csv.titles && column->title;

		csv_add(w, k, slice_of(title ? column->title : column->name));
	}
	csv_end_line(w);
}

/* Returns whether LINE, without line ends, is COUNT cells that are written as they are. */
static bool is_written_so(struct slice line, size_t count)
{
	if (memchr(line.text, '"', line.len) || memchr(line.text, '\0', line.len))
		return false;
	while (count--) {
		const char *comma = memchr(line.text, ',', line.len);
		size_t len = comma ? (size_t)(comma - line.text) : line.len;

		if (!comma != !count || has_odd_ends(slice_part(line, 0, len)))
			return false;
		line = slice_from(line, comma ? len + 1 : len);
	}
	return true;
}

/* Most rows are the same as in the file. */
static void csv_row(struct listing_writer *w, size_t row)
{
	const struct listing_kind *kind = w->list->kind;
	struct slice line;

	if (w->form == &listing_csv && !w->page->csv.safe && w->count > 1 &&
		w->count == w->columns[w->count - 1] + 1 && kind->raw &&
		kind->raw(w->list, row, &line) && is_written_so(line, w->count))
		str_add_bytes(&w->outfile->text, line.text, line.len);
	else
		for (size_t k = 0; k < w->count; k++)
			csv_add(w, k, listing_cell(w, row, k));
	csv_end_line(w);
}

const struct listing_form listing_csv = { .head = csv_head, .row = csv_row };

const struct listing_form listing_tsv = { .head = csv_head, .row = csv_row };
