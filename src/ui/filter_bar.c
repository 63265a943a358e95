/* Draws filters and the clauses of a search; keeps nothing. */

#include "config.h"

#include "ui/filter_bar.h"

#include "base/text.h"

enum {
	SIGNS = 4,      /* columns of "[" and " ×]" */
	TEXT_LEAST = 4, /* columns of a text that is cut: fewer would be useless */
	MORE = 2,       /* columns of " …" */
};

int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count, int *signs)
{
	int start = x;

	for (size_t i = 0; i < count; i++)
		signs[i] = -1;
	for (size_t i = 0; i < count; i++) {
		int width = text_width(texts[i]) + SIGNS;
		int room = rect.w - x - (i + 1 < count ? MORE : 0);

		if (room < width && room < SIGNS + TEXT_LEAST) {
			if (rect.w > x)
				x += canvas_put(canvas, rect, x, 0, "…", STYLE_CHIP) + 1;
			break;
		}
		if (width > room)
			width = room;
		canvas_put(canvas, rect, x, 0, "[", STYLE_CHIP);
		canvas_field(canvas, rect, x + 1, 0, width - SIGNS, texts[i], false,
			STYLE_CHIP);
		canvas_put(canvas, rect, x + width - SIGNS + 1, 0, " ×]", STYLE_CHIP);
		signs[i] = x + width - 2;
		x += width + 1;
	}
	return x > start ? x - start - 1 : 0;
}
