/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A record as Markdown. Owns no state but the text; what is shown, and in which order, is
 * the walk's. All text from the data is escaped.
 */

#include "output/record_form.h"

#include <string.h>

#include "output/citation.h"
#include "output/listing.h"
#include "output/record_walk.h"

/* Appends TEXT where it may start a line: a dash or a number would begin a list. */
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

/* Appends TEXT as a span of code, which ends at as many backticks as began it. Within a
 * table bars are escaped in code too. */
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

/* Appends ADDRESS; what would end it, or the cell it is in, is percent-encoded (RFC 3986,
 * section 2.1). */
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

/* Appends the value, the label of the row it refers to, with the key of that row behind it:
 * a link to the first address that the row holds, if it holds one. */
static void add_row(const struct record_walk *w)
{
	const struct table *t = record_table(w->package, w->to);
	struct str *out = w->data, key = STR_INIT;
	struct csvrow row;
	size_t i = 0;

	csvrow_init(&row);
	table_row(t, w->to.row, &row);
	while (i < t->schema->field_count &&
		(strcmp(t->schema->fields[i].format, "uri") != 0 ||
			!citation_is_address(row.cells[i])))
		i++;
	if (i < t->schema->field_count) {
		str_add_char(out, '[');
		listing_add_markdown(out, w->text);
		str_add(out, "](");
		add_address(out, row.cells[i]);
		str_add_char(out, ')');
	} else {
		add_first(out, w->text);
	}
	str_add_char(out, ' ');
	table_add_key(t, w->to.row, &key);
	add_code(out, str_slice(&key));
	str_release(&key);
	csvrow_release(&row);
}

/* Appends a heading of LEVEL signs, followed by END. */
static void add_heading(
	struct str *out, const char *level, const char *title, const char *end)
{
	str_addf(out, "\n%s ", level);
	listing_add_markdown(out, slice_of(title));
	str_add(out, end);
}

static void add_table_head(struct str *out)
{
	str_add(out, "\n| Field | Value |\n| --- | --- |\n");
}

static void mark_section(struct record_walk *w)
{
	struct str *out = w->data;

	switch (w->section) {
	case WALK_TITLE:
		str_clear(&w->made);
		package_add_name(w->package, w->ref, &w->made);
		str_add(out, "# ");
		listing_add_markdown(out, str_slice(&w->made));
		str_add_char(out, '\n');
		break;
	case WALK_LEAD:
		str_add_char(out, '\n');
		break;
	case WALK_ROW:
		add_table_head(out);
		break;
	case WALK_NAMED_BY:
		add_heading(out, "##", "Mentioned in", "\n");
		break;
	case WALK_BACK:
		str_clear(&w->made);
		record_add_mention(w->package, w->link, &w->made);
		record_add_known(w->package, w->link, &w->made);
		add_heading(out, "###", w->made.buf, "\n\n");
		break;
	case WALK_NAMES:
		add_heading(out, "##", "Also known as", "\n\n");
		break;
	case WALK_INLINE:
		add_heading(out, "##", w->schema->title, "\n");
		break;
	default:
		break;
	}
}

static void mark_row(struct record_walk *w)
{
	struct str *out = w->data;

	if (w->section == WALK_INLINE) {
		add_table_head(out);
	} else if (w->section == WALK_NAMES || w->section == WALK_BACK) {
		str_add(out, "- ");
		if (w->date.len) {
			listing_add_markdown(out, str_slice(&w->date));
			str_add(out, ": ");
		}
	}
}

static void mark_field(struct record_walk *w)
{
	const char *title = record_walk_field(w)->title;
	struct str *out = w->data;

	if (w->section == WALK_SOURCES) {
		add_heading(out, "##", title, "\n\n");
	} else if (w->section != WALK_LEAD && (!w->column || w->heading)) {
		str_add(out, "| ");
		if (!w->heading) {
			listing_add_markdown(out, slice_of(title));
			str_add(out, " | ");
		}
	}
}

static void mark_value(struct record_walk *w)
{
	const struct field *f = record_walk_field(w);
	struct str *out = w->data;
	struct slice text = w->text;
	bool list = w->section == WALK_SOURCES || (w->section == WALK_LEAD && w->lines);

	if (list)
		str_add(out, "- ");
	else if (w->value)
		str_add(out, w->lines ? "<br>" : ", ");
	if (w->to.table >= 0 &&
		!(w->section == WALK_INLINE && row_ref_equal(w->to, w->ref))) {
		add_row(w);
	} else if (w->section == WALK_NAMES || w->section == WALK_LEAD ||
		f->type == FIELD_LIST) {
		add_first(out, text);
	} else if (!strcmp(f->format, "uri") && citation_is_address(w->cell)) {
		str_add_char(out, '<');
		add_address(out, w->cell);
		str_add_char(out, '>');
	} else {
		listing_add_markdown(out, text);
	}
	if (list)
		str_add_char(out, '\n');
}

static void mark_end_field(struct record_walk *w)
{
	if (w->section == WALK_LEAD)
		str_add(w->data, w->lines ? "" : "\n");
	else if (w->section != WALK_SOURCES)
		str_add(w->data, w->heading ? " | " : " |\n");
}

static void mark_end_row(struct record_walk *w)
{
	if (w->section == WALK_NAMES || w->section == WALK_BACK ||
		w->section == WALK_LEAD)
		str_add_char(w->data, '\n');
}

void record_markdown_add(struct str *out, const struct record *r)
{
	static const struct record_visitor visitor = { .section = mark_section,
		.row = mark_row,
		.field = mark_field,
		.value = mark_value,
		.end_field = mark_end_field,
		.end_row = mark_end_row };

	record_walk(r, &visitor, RECORD_DOCUMENT, out);
}
