#include "config.h"

#include "output/ink.h"

#include "base/text.h"

void ink_init(struct ink *ink)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_init(&ink->on[i]);
	str_init(&ink->off);
	ink->ascii = false;
}

void ink_release(struct ink *ink)
{
	for (int i = 0; i < STYLE_MAX; i++)
		str_release(&ink->on[i]);
	str_release(&ink->off);
}

/* In ASCII a wide character takes two columns, and a mark none, as on the screen: what
 * stands below each other does so in any locale. */
static void ink_add_ascii(struct str *out, struct slice text)
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

void ink_add(struct str *out, const struct ink *ink, enum style style, struct slice text)
{
	if (!text.len)
		return;
	str_add(out, ink->on[style].buf);
	if (ink->ascii)
		ink_add_ascii(out, text);
	else
		text_add_visible(out, text);
	if (ink->on[style].len)
		str_add(out, ink->off.buf);
}

void ink_field(struct str *out, const struct ink *ink, enum style style,
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
	ink_add(out, ink, style, text);
	if (cut)
		ink_add(out, ink, style, slice_of("…"));
	if (!right)
		str_add_repeat(out, ' ', (size_t)(width - used));
}
