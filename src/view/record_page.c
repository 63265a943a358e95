/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/record_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "output/change_list.h"
#include "output/citation.h"
#include "output/listing.h"
#include "output/record_form.h"
#include "output/table_list.h"
#include "ui/hyperlink.h"

enum {
	RECORD_INDENT = 2,        /* columns before rows that refer to the record */
	RECORD_DATE = 16,         /* columns for their dates, where there is room */
	RECORD_DATED = 60,        /* columns of a page that has room for them */
	RECORD_COLUMN_LEAST = 18, /* columns of text next to another column */
	RECORD_PART = 150000, /* bytes of texts that are shown: wrapping all could take
				     * minutes; of a text a fifth more, not to cut so little */
	RECORD_PART_LEAST = 1000, /* of each text where those before took all of them */
	RECORD_FIELDS = 20000,    /* of a row that are on the screen */
};

static const char also_known[] = N_("Also known as");

void record_page_init(
	struct record_page *t, const struct package *package, struct pager *pager)
{
	*t = (struct record_page){
		.package = package, .pager = pager, .out = pager, .text = STR_INIT
	};
	for (int i = 0; i < 4; i++)
		pager_init(&t->part[i / 2][i % 2]);
}

void record_page_release(struct record_page *t)
{
	for (int i = 0; i < 4; i++)
		pager_release(&t->part[i / 2][i % 2]);
	free(t->links);
	str_release(&t->text);
}

/* Adds TEXT in STYLE, wrapped from column LEFT to column RIGHT; of a very long one, or a long
 * one after it, the start, with a note, unless all is printed. */
static void add_flow(
	struct record_page *t, enum style style, struct slice text, int left, int right)
{
	struct str note = STR_INIT;
	size_t len = text.len, most = RECORD_PART_LEAST;

	if (t->flowed + most < RECORD_PART)
		most = RECORD_PART - t->flowed;
	if (len > most + most / 5 && t->extent != RECORD_PRINTED)
		text = text_part(text, most);
	t->flowed += text.len;
	pager_flow(t->out, style, text, left, right);
	if (text.len == len)
		return;
	t->partial = true;
	str_add(&note, "\n… ");
	if (len < 10000000)
		str_addf(&note, _("(first %zu kB of %zu kB)"), (text.len + 500) / 1000,
			(len + 500) / 1000);
	else
		str_addf(&note, _("(first %zu kB of %zu MB)"), (text.len + 500) / 1000,
			(len + 500000) / 1000000);
	pager_flow(t->out, STYLE_NOTE, str_slice(&note), left, right);
	str_release(&note);
}

/* Adds t->text, which is emptied, in STYLE, wrapped below column LEFT. */
static void add_text(struct record_page *t, enum style style, int left)
{
	add_flow(t, style, str_slice(&t->text), left, t->right);
	str_clear(&t->text);
}

/* Adds text to PAGER from now on, with values from column LEFT to column RIGHT. */
static void add_to(struct record_page *t, struct pager *pager, int left, int right)
{
	t->out = pager;
	t->left = left;
	t->right = right;
}

/* Adds the parts to the page, the second of each row at column X. */
static void add_parts(struct record_page *t, int x)
{
	for (int row = 0; row < 2; row++) {
		pager_add_columns(t->pager, t->part[row], 2, x, true);
		pager_clear(&t->part[row][0]);
		pager_clear(&t->part[row][1]);
	}
	t->columns = 0;
	add_to(t, t->pager, t->label + 2, t->width);
}

/* Begins the value behind LABEL, which wraps where it is wider than the labels may be. */
static void add_label(struct record_page *t, const char *label)
{
	struct slice text = slice_of(label);

	if (text_width(text) > t->label) {
		pager_flow(&t->part[1][0], STYLE_LABEL, text, 0, t->label);
		pager_end_line(&t->part[1][0]);
		add_to(t, &t->part[1][1], 0, t->width - t->label - 2);
		return;
	}
	pager_add(t->pager, STYLE_LABEL, text);
	pager_tab(t->pager, t->label + 2);
	add_to(t, t->pager, t->label + 2, t->width);
}

/* Ends the value behind a label. */
static void end_label(struct record_page *t)
{
	pager_end_line(t->out);
	if (t->out != t->pager)
		add_parts(t, t->label + 2);
}

/* Returns where the second of two columns begins; 0 when there is room for one only. */
static int second_column(const struct record_page *t)
{
	int half = (t->width + 2) / 2;

	return half - 2 < RECORD_COLUMN_LEAST ? 0 : half;
}

/* Adds the columns that are complete. */
static void end_columns(struct record_page *t)
{
	if (t->columns)
		add_parts(t, second_column(t));
}

/* What the record is called, with its codes at the right, or below where there is no
 * room. */
static void add_title(struct record_page *t, const struct record_walk *w)
{
	struct pager *p = t->pager;
	int width;

	package_add_name(w->package, w->ref, &t->text);
	add_text(t, STYLE_STRONG, 0);
	record_add_codes(w->record, " · ", &t->text);
	width = text_width(str_slice(&t->text));
	if (width && p->x + 2 + width <= t->width)
		pager_tab(p, t->width - width);
	else if (width)
		pager_end_line(p);
	add_text(t, STYLE_DIM, 0);
	pager_end_line(p);
}

/* Adds the fields of REF that changed, the old value before the new one. */
static void add_changes(struct record_page *t, struct row_ref ref)
{
	const struct diff_table *d = diff_of(t->diff, &t->package->tables[ref.table]);
	struct diff_row row = { ROW_NONE, ref.row };
	unsigned kinds = d && d->old ? diff_row_kinds(d, row) : 0;
	struct slice old, new;
	struct csvrow was, is;

	if (!kinds)
		return;
	row.old = d->match[ref.row];
	pager_add_gap(t->pager);
	pager_add(t->pager, STYLE_STRONG,
		slice_of(row.old == ROW_NONE                ? _("Added")
				: kinds >> DIFF_CHANGED & 1 ? _("Changed")
							    : _("Moved")));
	pager_end_line(t->pager);
	if (row.old == ROW_NONE)
		return;
	csvrow_init(&was);
	csvrow_init(&is);
	diff_read(t->diff, d, row, &was, &is);
	for (size_t i = 0; i < d->paired; i++) {
		i = diff_next(t->diff, d, &was, &is, i, &old, &new);
		if (i == d->paired)
			break;
		add_label(t, d->fields[i].is->title);
		change_list_add_marked(&t->text, old, new, "[-", "-]");
		add_flow(t, STYLE_DIM,
			t->text.len ? str_slice(&t->text) : slice_of(_("(nothing)")),
			t->left, t->right);
		str_clear(&t->text);
		str_add(&t->text, " → ");
		change_list_add_marked(&t->text, new, old, "{+", "+}");
		add_text(t, STYLE_TEXT, t->left);
		end_label(t);
	}
	csvrow_release(&was);
	csvrow_release(&is);
}

static void page_section(struct record_walk *w)
{
	struct record_page *t = w->data;
	struct pager *p = t->pager;

	add_to(t, p, 0, t->width);
	if (t->diff && w->section > WALK_LEAD && !t->changes_added) {
		t->changes_added = true;
		add_changes(t, t->ref);
		add_to(t, p, 0, t->width);
	}
	switch (w->section) {
	case WALK_TITLE:
		add_title(t, w);
		p->fixed = p->line_count;
		return;
	case WALK_LEAD:
		return;
	case WALK_NAMES:
		if (w->shown)
			add_label(t, _(also_known));
		return;
	case WALK_NAMED_BY:
		pager_add_gap(p);
		pager_add(p, STYLE_STRONG, slice_of(_("Mentioned in")));
		break;
	case WALK_BACK:
		record_add_mention(w->package, w->link, &t->text);
		add_text(t, STYLE_LABEL, 0);
		record_add_known(w->package, w->link, &t->text);
		add_text(t, STYLE_DIM, 0);
		break;
	case WALK_INLINE:
		pager_add_gap(p);
		pager_add(p, STYLE_STRONG, slice_of(w->schema->title));
		str_addf(&t->text, " %zu", record_walk_count(w));
		add_text(t, STYLE_DIM, 0);
		break;
	default:
		pager_add_gap(p);
		return;
	}
	pager_end_line(p);
}

static void page_row(struct record_walk *w)
{
	struct record_page *t = w->data;
	bool dated = (w->schema->timeline || w->date.len) && t->width >= RECORD_DATED;

	if (w->section == WALK_INLINE && w->number)
		pager_add_gap(t->pager);
	if (w->section == WALK_FILES)
		add_label(t, w->number ? "" : _("File"));
	if (w->section != WALK_BACK)
		return;
	pager_tab(t->pager, RECORD_INDENT);
	if (w->date.len) {
		pager_add(t->pager, STYLE_DIM, str_slice(&w->date));
		t->pager->x++;
		pager_tab(t->pager, dated ? RECORD_INDENT + RECORD_DATE : 0);
	}
	t->left = dated ? RECORD_INDENT + RECORD_DATE : 2 * RECORD_INDENT;
}

static void page_field(struct record_walk *w)
{
	struct record_page *t = w->data;
	int second = second_column(t);

	if (w->section == WALK_LEAD)
		return;
	if (w->column) {
		/* What heads a column begins it; the value follows below. */
		if (t->columns == 2 || (t->columns && !second))
			end_columns(t);
		if (w->section == WALK_ROW && w->heading && !t->columns)
			pager_add_gap(t->pager);
		add_to(t, &t->part[!w->heading][t->columns], 0,
			second ? second - 2 : t->width);
		return;
	}
	end_columns(t);
	if (record_walk_is_label(w))
		add_to(t, t->pager, 0, t->width);
	else
		add_label(t, record_walk_field(w)->title);
}

/* Adds ADDRESS, which breaks only behind or before what divides its parts (RFC 3986,
 * section 3), in a line for each as long as it fits. */
static void add_address(struct record_page *t, struct slice address)
{
	struct pager *p = t->out;

	pager_set_address(p, address);
	for (struct slice rest = address; rest.len;) {
		size_t len = rest.len == address.len ? strlen("https://") : 1;

		while (len < rest.len && !strchr("?&#", rest.text[len]) &&
			(rest.text[len - 1] != '/' || rest.text[len] == '/'))
			len++;
		pager_flow(p, STYLE_TEXT, slice_part(rest, 0, len), t->left, t->right);
		rest = slice_from(rest, len);
	}
	pager_set_address(p, (struct slice){ NULL, 0 });
}

static void page_value(struct record_walk *w)
{
	struct record_page *t = w->data;
	struct pager *p = t->out;
	bool comma = w->more && !w->lines && w->section != WALK_BACK;
	bool link = w->to.table >= 0;

	if (w->value && w->lines) {
		pager_end_line(p);
		pager_tab(p, t->left);
	} else if (p->x > t->left &&
		(w->value || (w->section == WALK_NAMES && w->number))) {
		p->x++;
	}
	if (w->section == WALK_LEAD && w->lines) {
		pager_add(p, STYLE_DIM, slice_of("• "));
		t->left = RECORD_INDENT;
	}
	if (link) {
		p->link_count = (int)t->link_count;
		*ARRAY_ADD(t->links, t->link_count, t->link_alloc) = w->to;
		pager_open_link(p);
	}
	if (!link && w->schema && w->section != WALK_NAMES && w->section != WALK_LEAD &&
		!strcmp(record_walk_field(w)->format, "uri") &&
		citation_is_address(w->text)) {
		add_address(t, w->text);
		return;
	}
	/* A comma stays with what it follows. */
	add_flow(t,
		link                 ? STYLE_LINK
			: w->heading ? STYLE_LABEL
				     : STYLE_TEXT,
		w->text, t->left, t->right - comma);
	pager_close_link(p);
	if (comma)
		pager_add(p, STYLE_TEXT, slice_of(","));
	if (w->section == WALK_LEAD)
		t->left = 0;
	if (w->raw.len) {
		p->x += 2;
		add_flow(t, STYLE_DIM, w->raw, t->left, t->right);
	}
}

static void page_end_field(struct record_walk *w)
{
	struct record_page *t = w->data;

	if (!w->value)
		pager_add(t->out, STYLE_DIM, slice_of(_("(empty)")));
	if (w->column) {
		pager_end_line(t->out);
		t->columns += !w->heading;
		add_to(t, t->pager, t->label + 2, t->width);
	} else if (w->section == WALK_LEAD) {
		pager_end_line(t->pager);
	} else {
		end_label(t);
	}
}

static void page_end_row(struct record_walk *w)
{
	struct record_page *t = w->data;
	size_t behind = w->section == WALK_ROW ? record_walk_fields_behind(w) : 0;

	if (behind) {
		t->partial = true;
		end_columns(t);
		str_addf(&t->text,
			ngettext(
				"%s more field is not shown. e exports the whole record.",
				"%s more fields are not shown. e exports the whole "
				"record.",
				behind),
			number_text(behind).text);
		add_flow(t, STYLE_NOTE, str_slice(&t->text), 0, t->width);
		str_clear(&t->text);
		pager_end_line(t->pager);
	}
	if (w->section == WALK_BACK || w->section == WALK_LEAD)
		pager_end_line(t->pager);
	else if (w->section == WALK_FILES)
		end_label(t);
	else
		end_columns(t);
}

/* Says how many names or rows are left out, and what shows them. */
static void page_end_section(struct record_walk *w)
{
	struct record_page *t = w->data;
	bool few = t->extent == RECORD_SHORT || t->extent == RECORD_PRINTED;
	size_t more = few ? w->link->count - w->shown : 0;
	struct pager *p = t->out;

	if (w->section == WALK_INLINE || (w->section == WALK_NAMES ? !w->shown : !more))
		return;
	if (more) {
		t->partial = true;
		/* TRANSLATORS: a number, the key that shows them */
		str_addf(&t->text, _("+ %s more (%s)"), number_text(more).text,
			t->extent == RECORD_SHORT ? "a" : "-f csv");
		if (w->section == WALK_NAMES)
			p->x++;
		else
			pager_tab(p, RECORD_INDENT);
		add_text(t, STYLE_NOTE, t->left);
	}
	end_label(t);
}

/* Widens the labels to hold that of the field visited. */
static void measure_field(struct record_walk *w)
{
	struct record_page *t = w->data;
	int label = text_width(slice_of(record_walk_field(w)->title));

	if (label > t->label && w->section != WALK_LEAD && !w->column)
		t->label = label;
}

void record_page_build(
	struct record_page *t, struct row_ref ref, int width, enum record_extent extent)
{
	bool screen = extent == RECORD_SHORT || extent == RECORD_ALL;
	size_t fields = screen ? RECORD_FIELDS : 0;
	const struct record_visitor measure = { .fields = fields,
		.field = measure_field };
	const struct record_visitor visitor = { .fields = fields,
		.section = page_section,
		.row = page_row,
		.field = page_field,
		.value = page_value,
		.end_field = page_end_field,
		.end_row = page_end_row,
		.end_section = page_end_section };
	int names = text_width(slice_of(_(also_known)));
	struct record r;

	t->width = width > 4 ? width : 4;
	t->extent = extent;
	t->link_count = 0;
	t->label = 0;
	t->ref = ref;
	t->changes_added = false;
	t->partial = false;
	t->flowed = 0;
	pager_clear(t->pager);
	record_init(&r, t->package, ref);
	/* Labels share one column, as wide as the widest up to a third of the page. */
	record_walk(&r, &measure, extent, t);
	if (r.start[RECORD_NAMES] < r.start[RECORD_NAMES + 1] && t->label < names)
		t->label = names;
	if (t->label > t->width / 3)
		t->label = t->width / 3;
	record_walk(&r, &visitor, extent, t);
	record_release(&r);
}

void record_page_print(struct str *out, const struct style_codes *styles,
	const struct package *p, struct row_ref ref, int width, enum record_extent extent)
{
	struct record_page page;
	struct pager pager;

	pager_init(&pager);
	record_page_init(&page, p, &pager);
	record_page_build(&page, ref,
		width < RECORD_PAGE_WIDEST ? width : RECORD_PAGE_WIDEST, extent);
	for (size_t line = 0, i = 0; line < pager.line_count; line++) {
		int x = 0;

		/* Blanks have no style, and those at the end of a line are left out. */
		for (; i < pager.lines[line]; i++) {
			const struct pager_span *span = &pager.spans[i];

			if (!slice_trim(span->text).len)
				continue;
			if (span->x > x)
				str_add_repeat(out, ' ', (size_t)(span->x - x));
			if (span->address.len && styles->hyperlinks)
				hyperlink_add_open(out, span->address);
			style_add(out, styles, span->style, span->text);
			if (span->address.len && styles->hyperlinks)
				hyperlink_add_close(out);
			x = span->x + text_width(span->text);
		}
		str_add_char(out, '\n');
	}
	record_page_release(&page);
	pager_release(&pager);
}

/* Returns the row REF with all its fields as a listing. */
static struct listing *new_row_list(const struct package *p, struct row_ref ref)
{
	struct rowset rows;
	struct listing *list;

	rowset_init(&rows);
	rowset_clear(&rows);
	rowset_add(&rows, ref.row);
	list = table_list_new(p, &p->tables[ref.table], &rows, NULL);
	table_list_add_fields(list);
	rowset_release(&rows);
	return list;
}

struct listing *record_page_write(struct str *out, enum format format,
	const struct style_codes *styles, const struct package *p, struct row_ref ref,
	int width)
{
	struct listing *list = NULL;
	struct record r;

	if (format == FORMAT_TEXT) {
		record_page_print(out, styles, p, ref, width, RECORD_PRINTED);
		return NULL;
	}
	record_init(&r, p, ref);
	if (formats[format].record)
		formats[format].record(out, &r);
	else if (format == FORMAT_GEOJSON)
		list = new_row_list(p, ref);
	else
		list = record_tsv_new(&r);
	record_release(&r);
	return list;
}
