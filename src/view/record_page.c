#include "config.h"

#include "view/record_page.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/format.h"
#include "output/record_form.h"

enum {
	RECORD_LABEL_MOST = 22, /* a longer label has a line of its own */
	RECORD_INDENT = 2,      /* columns before rows that refer to the record */
};

void record_page_init(
	struct record_page *t, const struct package *package, struct pager *pager)
{
	*t = (struct record_page){ .package = package, .pager = pager, .text = STR_INIT };
}

void record_page_release(struct record_page *t)
{
	free(t->links);
	str_release(&t->text);
}

/* Adds t->text, which is emptied, in STYLE. */
static void add_text(struct record_page *t, enum style style)
{
	pager_add(t->pager, style, str_slice(&t->text));
	str_clear(&t->text);
}

static void page_section(struct record_walk *w)
{
	struct record_page *t = w->data;
	const struct record *r = w->record;
	struct pager *p = t->pager;
	int width;

	switch (w->section) {
	case WALK_TITLE:
		/* What the record is called with its codes at the right, or below where
		 * there is no room; then of which tables it is a row. */
		record_walk_add_label(w, w->ref, &t->text);
		pager_flow(p, STYLE_STRONG, str_slice(&t->text), 0, t->width);
		str_clear(&t->text);
		record_add_codes(r, " · ", &t->text);
		width = text_width(str_slice(&t->text));
		if (width && p->x + 2 + width <= t->width)
			pager_tab(p, t->width - width);
		else if (width)
			pager_end_line(p);
		add_text(t, STYLE_DIM);
		pager_end_line(p);
		for (size_t i = 0; i < r->joined_count; i++)
			str_addf(&t->text, "%s%s", i ? " · " : "",
				record_table(w->package, r->joined[i])->schema->title);
		add_text(t, STYLE_DIM);
		pager_end_line(p);
		return;
	case WALK_BACK:
		str_addf(&t->text, "%s %zu", w->schema->title, w->link->count);
		add_text(t, STYLE_LABEL);
		str_addf(&t->text, "  as %s", record_walk_key_title(w));
		add_text(t, STYLE_DIM);
		pager_end_line(p);
		return;
	default:
		break;
	}
	pager_end_line(p);
	if (w->section == WALK_REFERENCES || (w->section == WALK_ROW && !w->number))
		return;
	pager_add(p, STYLE_STRONG,
		slice_of(w->section == WALK_NAMED_BY ? "Named by" : w->schema->title));
	if (w->section == WALK_NAMES || w->section == WALK_INLINE) {
		str_addf(&t->text, " %zu", w->link->count);
		add_text(t, STYLE_DIM);
	}
	pager_end_line(p);
}

static void page_row(struct record_walk *w)
{
	struct record_page *t = w->data;

	if (w->section == WALK_BACK)
		pager_tab(t->pager, RECORD_INDENT);
	if (w->section == WALK_BACK && w->schema->timeline) {
		pager_add(t->pager, STYLE_DIM, str_slice(&w->date));
		pager_add(t->pager, STYLE_TEXT, slice_of("  "));
	}
	if (w->section == WALK_INLINE && w->number)
		pager_end_line(t->pager);
}

static void page_field(struct record_walk *w)
{
	struct record_page *t = w->data;
	struct slice title = slice_of(record_walk_field(w)->title);

	pager_add(t->pager, STYLE_LABEL, title);
	if (text_width(title) > t->label)
		pager_end_line(t->pager);
	pager_tab(t->pager, t->label + 2);
}

static void page_value(struct record_walk *w)
{
	struct record_page *t = w->data;
	struct pager *p = t->pager;
	int left = w->section == WALK_BACK ? 2 * RECORD_INDENT : t->label + 2;

	if (w->section == WALK_NAMES) {
		left = 0;
		if (w->number + 1 < w->link->count)
			str_add(&w->text, ", ");
	}
	if (w->value && w->lines) {
		pager_end_line(p);
		pager_tab(p, left);
	} else if (w->value) {
		pager_add(p, STYLE_TEXT, slice_of(", "));
	}
	if (w->to.table >= 0) {
		t->links = array_reserve(
			t->links, &t->link_alloc, t->link_count + 1, sizeof *t->links);
		t->links[t->link_count++] = w->to;
		pager_open_link(p);
		pager_flow(p, STYLE_LINK, str_slice(&w->text), left, t->width);
		pager_close_link(p);
		return;
	}
	pager_flow(p, STYLE_TEXT, str_slice(&w->text), left, t->width);
	if (w->raw.len) {
		pager_add(p, STYLE_TEXT, slice_of("  "));
		pager_flow(p, STYLE_DIM, w->raw, left, t->width);
	}
}

static void page_end_field(struct record_walk *w)
{
	struct record_page *t = w->data;

	if (!w->cell.len)
		pager_add(t->pager, STYLE_DIM, slice_of("not known"));
	pager_end_line(t->pager);
}

static void page_end_row(struct record_walk *w)
{
	struct record_page *t = w->data;

	if (w->section == WALK_BACK)
		pager_end_line(t->pager);
}

/* Says how many names or rows are left out, and what shows them. */
static void page_end_section(struct record_walk *w)
{
	struct record_page *t = w->data;
	bool more = w->shown < w->link->count;

	if (more) {
		str_addf(&t->text, "%zu more: %s", w->link->count - w->shown,
			t->extent == RECORD_SHORT ? "a shows all" : "all with -f csv");
		if (w->section == WALK_BACK)
			pager_tab(t->pager, RECORD_INDENT);
		pager_flow(t->pager, STYLE_NOTE, str_slice(&t->text), 0, t->width);
		str_clear(&t->text);
	}
	if (w->section == WALK_NAMES || (more && w->section == WALK_BACK))
		pager_end_line(t->pager);
}

void record_page_build(
	struct record_page *t, struct row_ref ref, int width, enum record_extent extent)
{
	static const struct record_visitor visitor = { .section = page_section,
		.row = page_row,
		.field = page_field,
		.value = page_value,
		.end_field = page_end_field,
		.end_row = page_end_row,
		.end_section = page_end_section };
	struct record r;
	int most;

	t->width = width > 4 ? width : 4;
	t->extent = extent;
	t->link_count = 0;
	pager_clear(t->pager);
	record_init(&r, t->package, ref);
	/* Labels share one column, as wide as the widest that is not too wide. */
	most = t->width / 3 < RECORD_LABEL_MOST ? t->width / 3 : RECORD_LABEL_MOST;
	t->label = 0;
	for (size_t i = 0; i < r.joined_count; i++) {
		const struct resource *s = record_table(t->package, r.joined[i])->schema;

		for (size_t k = 0; k < s->field_count; k++) {
			int label = text_width(slice_of(s->fields[k].title));

			if (label > t->label && label <= most)
				t->label = label;
		}
	}
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
			style_add(out, styles, span->style, span->text);
			x = span->x + text_width(span->text);
		}
		str_add_char(out, '\n');
	}
	record_page_release(&page);
	pager_release(&pager);
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
	else
		list = record_tsv_new(&r);
	record_release(&r);
	return list;
}
