#include "config.h"

#include "view/timeline_view.h"

#include "base/calendar.h"
#include "base/text.h"

enum style timeline_view_style(const struct timeline_event *e)
{
	return e->lane == 0 ? STYLE_MARK_MAIN : STYLE_MARK;
}

/* Lays OVER_HIT on what the search hit of TITLE, which stands in WIDTH columns from X on.
 */
static void draw_hits(const struct pane *pane, struct canvas *canvas, int x, int y,
	int width, struct slice title, int table)
{
	struct search_hit hits[8];
	size_t count = search_hits(
		pane->ctx->search, table, -1, title, hits, sizeof hits / sizeof *hits);

	for (size_t i = 0; i < count; i++) {
		int from = text_width((struct slice){ title.text, hits[i].start });
		int wide = text_width(
			(struct slice){ title.text + hits[i].start, hits[i].len });

		if (from + wide > width)
			wide = width - from;
		if (wide > 0)
			canvas_over(canvas, pane->rect, x + from, y, wide, OVER_HIT);
	}
}

void timeline_view_draw_title(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, size_t event, enum style style)
{
	const struct timeline_view *state = pane->state;
	struct str title;

	str_init(&title);
	events_add_title(&state->events, event, &title);
	canvas_field(canvas, pane->rect, x, y, width, slice_of(title.buf), false, style);
	if (search_active(pane->ctx->search))
		draw_hits(pane, canvas, x, y, width, slice_of(title.buf),
			events_row(&state->events, event).table);
	str_release(&title);
}

void timeline_view_add_gap(const struct timeline_gap *gap, bool brief, struct str *out)
{
	calendar_add_gap(out, &gap->length, brief);
	if (gap->late)
		str_add(out, " late");
}
