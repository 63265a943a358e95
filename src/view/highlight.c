#include "config.h"

#include "view/highlight.h"

#include "base/text.h"

enum { HIGHLIGHT_HITS = 8, HIGHLIGHT_BAR = 0x258c };

void highlight_hits(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, int field, struct slice text)
{
	struct search_hit hits[HIGHLIGHT_HITS];
	size_t count;

	if (!search_active(search) || !text.len)
		return;
	count = search_hits(search, table, field, text, hits, HIGHLIGHT_HITS);
	for (size_t i = 0; i < count; i++) {
		int from = text_width((struct slice){ text.text, hits[i].start });
		int wide = text_width(
			(struct slice){ text.text + hits[i].start, hits[i].len });

		if (from + wide > width)
			wide = width - from;
		if (wide > 0)
			canvas_over(canvas, rect, x + from, y, wide, OVERLAY_HIT);
	}
}

void highlight_cursor(const struct pane *pane, struct canvas *canvas, int x, int y)
{
	canvas_run(canvas, pane->rect, 1, y, HIGHLIGHT_BAR, 1, STYLE_MARK);
	if (!pane->focused)
		return;
	canvas_over(canvas, pane->rect, 2, y, pane->rect.w - 2, OVERLAY_CURSOR);
	canvas_cursor(canvas, pane->rect, x, y, false);
}

bool highlight_match(struct slice text, void *data)
{
	return search_fits(data, text);
}
