/* The names of keys, there and back; see key.h. */

#include "config.h"

#include "ui/key.h"

#include <stddef.h>

#include "base/text.h"

struct name {
	uint32_t key;
	const char *name;
};

/* Every key whose name is neither itself, nor Ctrl and a letter, nor F and a number. */
static const struct name names[] = { { KEY_TAB_CHAR, "Tab" }, { KEY_ENTER_CHAR, "Enter" },
	{ KEY_ESC_CHAR, "Esc" }, { ' ', "Space" }, { KEY_UP_ARROW, "Up" },
	{ KEY_DOWN_ARROW, "Down" }, { KEY_LEFT_ARROW, "Left" },
	{ KEY_RIGHT_ARROW, "Right" }, { KEY_SHIFT_UP, "Shift-Up" },
	{ KEY_SHIFT_DOWN, "Shift-Down" }, { KEY_SHIFT_LEFT, "Shift-Left" },
	{ KEY_SHIFT_RIGHT, "Shift-Right" }, { KEY_PAGE_UP, "PgUp" },
	{ KEY_PAGE_DOWN, "PgDn" }, { KEY_HOME_KEY, "Home" }, { KEY_END_KEY, "End" },
	{ KEY_INSERT, "Ins" }, { KEY_DELETE, "Del" }, { KEY_BACK, "Backspace" },
	{ KEY_BACK_TAB, "Shift-Tab" } };

enum {
	NAME_COUNT = sizeof names / sizeof *names,
	CTRL_BIT = 0x40, /* what Ctrl takes from '@' to '_', and adds to '?' */
	DEL = 0x7f,
};

void key_add_name(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].key == key) {
			str_add(out, names[i].name);
			return;
		}
	}
	if (key < ' ' || key == DEL)
		str_addf(out, "Ctrl-%c", (int)(key ^ CTRL_BIT));
	else if (key < KEY_NAMED)
		text_encode(out, key);
	else if (key >= KEY_F_FIRST && key <= KEY_F_LAST)
		str_addf(out, "F%u", (unsigned)(key - KEY_F_FIRST + 1));
}

uint32_t key_parse(struct slice name)
{
	static const char ctrl[] = "Ctrl-";
	enum { CTRL_LEN = sizeof ctrl - 1 };
	uint32_t character;

	if (name.len == 0)
		return KEY_NONE;
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (slice_equal(name, slice_of(names[i].name)))
			return names[i].key;
	if (text_decode(name, &character) == name.len && character != TEXT_BAD)
		return character;
	if (name.len == CTRL_LEN + 1 && memcmp(name.text, ctrl, CTRL_LEN) == 0) {
		unsigned char c = (unsigned char)name.text[CTRL_LEN];

		return (c >= '@' && c <= '_') || c == '?' ? c ^ CTRL_BIT : KEY_NONE;
	}
	if (name.text[0] == 'F' && name.len <= 3 && name.text[1] != '0') {
		uint32_t number = 0;

		for (size_t i = 1; i < name.len; i++) {
			if (name.text[i] < '0' || name.text[i] > '9')
				return KEY_NONE;
			number = number * 10 + (uint32_t)(name.text[i] - '0');
		}
		if (number <= KEY_F_LAST - KEY_F_FIRST + 1)
			return KEY_F_FIRST + number - 1;
	}
	return KEY_NONE;
}
