#include "config.h"

#include "ui/filter_bar.h"

#include "base/text.h"

enum {
	CHIP_SIGNS = 4, /* columns of "[" and " ×]" */
	CHIP_LEAST = 4, /* columns of a text that is cut, below which it tells nothing */
	CHIP_MORE = 2,  /* columns of " …" */
};

/* Draws TEXT as a chip of WIDTH columns at X. */
static void filter_bar_draw_one(
	struct canvas *canvas, struct rect rect, int x, struct slice text, int width)
{
	canvas_put(canvas, rect, x, 0, "[", STYLE_CHIP);
	canvas_field(canvas, rect, x + 1, 0, width - CHIP_SIGNS, text, false, STYLE_CHIP);
	canvas_put(canvas, rect, x + width - CHIP_SIGNS + 1, 0, " ×]", STYLE_CHIP);
}

int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count)
{
	int start = x;

	for (size_t i = 0; i < count; i++) {
		int width = text_width(texts[i]) + CHIP_SIGNS;
		int room = rect.w - x - (i + 1 < count ? CHIP_MORE : 0);

		if (room < width && room < CHIP_SIGNS + CHIP_LEAST) {
			if (rect.w > x)
				x += canvas_put(canvas, rect, x, 0, "…", STYLE_CHIP) + 1;
			break;
		}
		if (width > room)
			width = room;
		filter_bar_draw_one(canvas, rect, x, texts[i], width);
		x += width + 1;
	}
	return x > start ? x - start - 1 : 0;
}
