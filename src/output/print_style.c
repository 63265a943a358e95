#include "config.h"

#include "output/print_style.h"

#include "base/text.h"

void style_init(struct style_set *styles)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_init(&styles->on[i]);
	str_init(&styles->off);
	styles->ascii = false;
}

void style_release(struct style_set *styles)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_release(&styles->on[i]);
	str_release(&styles->off);
}

/* In ASCII a wide character takes two columns, and a mark none, as on the screen: what
 * stands below each other does so in any locale. */
static void style_add_ascii(struct str *out, struct slice text)
{
	while (text.len) {
		uint32_t character;
		size_t bytes = text_decode(text, &character);
		int width;

		character = text_visible(character);
		width = text_char_width(character);
		if (width > 0)
			str_add_char(out, text_ascii(character));
		if (width > 1)
			str_add_char(out, ' ');
		text.text += bytes;
		text.len -= bytes;
	}
}

void style_add(struct str *out, const struct style_set *styles, enum style style,
	struct slice text)
{
	if (!text.len)
		return;
	str_add(out, styles->on[style].buf);
	if (styles->ascii)
		style_add_ascii(out, text);
	else
		text_add_visible(out, text);
	if (styles->on[style].len)
		str_add(out, styles->off.buf);
}

void style_field(struct str *out, const struct style_set *styles, enum style style,
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
	style_add(out, styles, style, text);
	if (cut)
		style_add(out, styles, style, slice_of("…"));
	if (!right)
		str_add_repeat(out, ' ', (size_t)(width - used));
}
