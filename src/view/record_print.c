#include "config.h"

#include "view/record_print.h"

#include "base/text.h"

static bool is_blank(const struct pager_span *span)
{
	for (size_t i = 0; i < span->text.len; i++)
		if (span->text.text[i] != ' ')
			return false;
	return true;
}

/* Appends line NUMBER of PAGER. Blanks have no look, and there are none at the end. */
static void add_line(struct str *out, const struct style_set *styles,
	const struct pager *pager, size_t number)
{
	int x = 0;

	for (size_t i = number ? pager->lines[number - 1] : 0; i < pager->lines[number];
		i++) {
		const struct pager_span *span = &pager->spans[i];

		if (is_blank(span))
			continue;
		if (span->x > x)
			str_add_repeat(out, ' ', (size_t)(span->x - x));
		style_add(out, styles, span->style, span->text);
		x = span->x + text_width(span->text);
	}
	str_add_char(out, '\n');
}

void record_print_add(struct str *out, const struct style_set *styles,
	const struct package *p, struct row_ref ref, int width,
	enum record_page_extent extent)
{
	struct record_page text;
	struct pager pager;

	pager_init(&pager);
	record_page_init(&text, p, &pager);
	record_page_build(&text, ref,
		width < RECORD_PAGE_WIDEST ? width : RECORD_PAGE_WIDEST, extent);
	for (size_t i = 0; i < pager.line_count; i++)
		add_line(out, styles, &pager, i);
	record_page_release(&text);
	pager_release(&pager);
}
