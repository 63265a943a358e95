#include "config.h"

#include "output/style.h"

#include <assert.h>

#include "base/text.h"

enum { RED = 1, GREEN = 2, MAGENTA = 5, CYAN = 6, OWN = -1 };

/*
 * The default theme; the others are derived from it. No role is bold and underlined at once
 * and none is reversed: those looks belong to hits and to the cursor. The colours are those
 * of the sixteen that are readable on black and on white.
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

struct look style_look(enum theme theme, enum style style, unsigned overlay)
{
	struct look look;

	assert(style < STYLE_MAX);
	look = looks[style];
	if (overlay & OVERLAY_DIMMED)
		look = (struct look){
			.dim = 1, .underline = look.underline, .color = OWN
		};
	if (overlay & OVERLAY_HIT) {
		look.bold = 1;
		look.underline = 1;
		look.dim = 0;
		look.color = GREEN;
	}
	if (overlay & OVERLAY_CURSOR) {
		/* Reversed dim text is grey on grey, and a reversed colour depends on the
		 * palette: without both the text under the cursor can always be read. */
		look.reverse = 1;
		look.dim = 0;
		look.color = OWN;
	}
	if (theme == THEME_CONTRAST) {
		look.dim = 0;
		look.italic = 0;
	}
	if (theme != THEME_DEFAULT)
		look.color = OWN;
	return look;
}

void style_codes_init(struct style_codes *codes)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_init(&codes->on[i]);
	str_init(&codes->off);
	codes->ascii = false;
}

void style_codes_release(struct style_codes *codes)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_release(&codes->on[i]);
	str_release(&codes->off);
}

void style_add(struct str *out, const struct style_codes *codes, enum style style,
	struct slice text)
{
	if (!text.len)
		return;
	str_add(out, codes->on[style].buf);
	if (!codes->ascii)
		text_add_visible(out, text);
	/* In ASCII a wide character takes two columns and a combining mark none, as on the
	 * screen, so that columns are aligned in any locale. */
	while (codes->ascii && text.len) {
		uint32_t character;
		size_t bytes = text_decode(text, &character);
		int width;

		character = text_visible(character);
		width = text_char_width(character);
		if (width > 0)
			str_add_char(out, text_ascii(character));
		if (width > 1)
			str_add_char(out, ' ');
		text = slice_from(text, bytes);
	}
	if (codes->on[style].len)
		str_add(out, codes->off.buf);
}

void style_field(struct str *out, const struct style_codes *codes, enum style style,
	struct slice text, int width, bool right)
{
	int used = text_width(text);
	bool cut = used > width;

	if (width <= 0)
		return;
	if (cut)
		text.len = text_clip(text, width - 1, &used);
	used += cut;
	if (right)
		str_add_repeat(out, ' ', (size_t)(width - used));
	style_add(out, codes, style, text);
	if (cut)
		style_add(out, codes, style, slice_of("…"));
	if (!right)
		str_add_repeat(out, ' ', (size_t)(width - used));
}
