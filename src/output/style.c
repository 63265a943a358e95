/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/style.h"

#include <assert.h>

#include "base/text.h"

enum { RED = 1, WHITE = 7, BRIGHT_BLUE = 12, OWN = -1 };

/*
 * The default theme; the others are derived from it. No role is bold and underlined at once
 * and none is reversed: those looks belong to hits and to the cursor. None of the sixteen
 * colours has a contrast of 4.5:1 both on black and on white, as text must have, so text has
 * a colour only with a background of its own, and then is not bold, for which terminals
 * take a brighter colour. For dots and bars 3:1 is enough, which bright blue has (4.4 on
 * black, 4.7 on white).
 */
static const struct look looks[STYLE_MAX] = {
	[STYLE_TEXT] = { .color = OWN, .back = OWN },
	[STYLE_DIM] = { .dim = 1, .color = OWN, .back = OWN },
	[STYLE_STRONG] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_HEAD] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_LABEL] = { .dim = 1, .color = OWN, .back = OWN },
	[STYLE_LINK] = { .underline = 1, .color = OWN, .back = OWN },
	[STYLE_RULE] = { .dim = 1, .color = OWN, .back = OWN },
	[STYLE_TITLE] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_TAB] = { .color = OWN, .back = OWN },
	[STYLE_TAB_ON] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_TAB_OFF] = { .dim = 1, .color = OWN, .back = OWN },
	[STYLE_KEY] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_BAR] = { .dim = 1, .color = OWN, .back = OWN },
	[STYLE_STATUS] = { .color = OWN, .back = OWN },
	[STYLE_CHIP] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_PROMPT] = { .color = OWN, .back = OWN },
	[STYLE_NOTE] = { .dim = 1, .italic = 1, .color = OWN, .back = OWN },
	[STYLE_WARNING] = { .bold = 1, .color = OWN, .back = OWN },
	[STYLE_ERROR] = { .bold = 1, .color = WHITE, .back = RED },
	[STYLE_MARK] = { .color = BRIGHT_BLUE, .back = OWN },
	[STYLE_MARK_MAIN] = { .bold = 1, .color = BRIGHT_BLUE, .back = OWN },
};

struct look style_look(enum theme theme, enum style style, unsigned overlay)
{
	struct look look;

	assert(style < STYLE_MAX);
	look = looks[style];
	if (overlay & OVERLAY_DIMMED)
		look = (struct look){
			.dim = 1, .underline = look.underline, .color = OWN, .back = OWN
		};
	if (overlay & OVERLAY_HIT) {
		look.bold = 1;
		look.underline = 1;
		look.dim = 0;
		look.color = OWN;
		look.back = OWN;
	}
	if (overlay & OVERLAY_CURSOR) {
		/* Reversed dim text is grey on grey, and a reversed colour depends on the
		 * palette: without both the text under the cursor can always be read. */
		look.reverse = 1;
		look.dim = 0;
		look.color = OWN;
		look.back = OWN;
	}
	if (overlay & OVERLAY_CELL) {
		look.bold = 1;
		look.dim = 0;
		look.italic = 0;
		look.reverse = 0;
		look.color = OWN;
	}
	if (theme == THEME_CONTRAST) {
		look.dim = 0;
		look.italic = 0;
	}
	if (theme != THEME_DEFAULT) {
		look.color = OWN;
		look.back = OWN;
	} else if (look.back != OWN) {
		look.bold = 0;
	}
	return look;
}

const char *theme_name(enum theme theme)
{
	static const char *const names[] = { "default", "mono", "contrast" };

	return names[theme];
}

void style_codes_init(struct style_codes *codes)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_init(&codes->on[i]);
	str_init(&codes->off);
	codes->ascii = false;
	codes->hyperlinks = false;
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
	const char *mark = codes->ascii && width > 1 ? ".." : "…"; /* ~ means "about" */
	int used = text_width(text);
	bool cut = used > width;

	if (width <= 0)
		return;
	if (cut) {
		text.len = text_clip(text, width - text_width(slice_of(mark)), &used);
		used += text_width(slice_of(mark));
	}
	if (right)
		str_add_repeat(out, ' ', (size_t)(width - used));
	style_add(out, codes, style, text);
	if (cut)
		style_add(out, codes, style, slice_of(mark));
	if (!right)
		str_add_repeat(out, ' ', (size_t)(width - used));
}
