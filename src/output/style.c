#include "config.h"

#include "output/style.h"

#include <assert.h>

enum { RED = 1, GREEN = 2, MAGENTA = 5, CYAN = 6, OWN = -1 };

/*
 * The default theme; the others are made from it. No role is bold and underlined at once
 * and none is reversed: that room belongs to hits and to the cursor. The colours are
 * those of the sixteen that can be read on black and on white.
 */
static const struct look looks[STYLE_MAX] = {
	[STYLE_TEXT] = { .color = OWN },
	[STYLE_DIM] = { .dim = 1, .color = OWN },
	[STYLE_STRONG] = { .bold = 1, .color = OWN },
	[STYLE_HEAD] = { .bold = 1, .color = OWN },
	[STYLE_LABEL] = { .dim = 1, .color = OWN },
	[STYLE_LINK] = { .underline = 1, .color = CYAN },
	[STYLE_RULE] = { .dim = 1, .color = OWN },
	[STYLE_TITLE] = { .bold = 1, .color = CYAN },
	[STYLE_TAB] = { .color = OWN },
	[STYLE_TAB_ON] = { .bold = 1, .color = OWN },
	[STYLE_TAB_OFF] = { .dim = 1, .color = OWN },
	[STYLE_KEY] = { .bold = 1, .color = OWN },
	[STYLE_BAR] = { .dim = 1, .color = OWN },
	[STYLE_STATUS] = { .color = OWN },
	[STYLE_CHIP] = { .bold = 1, .color = CYAN },
	[STYLE_PROMPT] = { .color = OWN },
	[STYLE_NOTE] = { .dim = 1, .italic = 1, .color = OWN },
	[STYLE_WARNING] = { .bold = 1, .color = MAGENTA },
	[STYLE_ERROR] = { .bold = 1, .color = RED },
	[STYLE_MARK] = { .color = CYAN },
	[STYLE_MARK_MAIN] = { .bold = 1, .color = CYAN },
};

/* Reversed dim text is grey on grey, and a reversed colour depends on the palette: the
 * cursor drops both, so that what one is on can always be read. */
static void look_lay_cursor(struct look *look)
{
	look->reverse = 1;
	look->dim = 0;
	look->color = OWN;
}

struct look style_look(enum theme theme, enum style style, unsigned over)
{
	struct look look;

	assert(style < STYLE_MAX);
	look = looks[style];
	if (over & OVER_DIMMED)
		look = (struct look){
			.dim = 1, .underline = look.underline, .color = OWN
		};
	if (over & OVER_HIT) {
		look.bold = 1;
		look.underline = 1;
		look.dim = 0;
		look.color = GREEN;
	}
	if (over & OVER_CURSOR)
		look_lay_cursor(&look);
	if (theme == THEME_CONTRAST) {
		look.dim = 0;
		look.italic = 0;
	}
	if (theme != THEME_DEFAULT)
		look.color = OWN;
	return look;
}
