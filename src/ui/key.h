#ifndef UI_KEY_H
#define UI_KEY_H

/*
 * Keys, their names in the documentation, and events of the mouse. A key is a character (a Unicode code point;
 * C0 for Ctrl and a letter), or one of the named ones above Unicode.
 *
 *	struct str name = STR_INIT;
 *
 *	key_add_name(&name, key_parse(slice_of("Shift-Tab")));
 *	str_release(&name);
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"

enum key {
	KEY_TAB_CHAR = 0x09,
	KEY_ENTER_CHAR = 0x0d, /* LF too */
	KEY_CTRL_C = 0x03,
	KEY_ESC_CHAR = 0x1b,
	KEY_NAMED = 0x110000, /* not a key: the named ones follow */
	/* clang-format off */
	KEY_UP_ARROW, KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
	KEY_SHIFT_UP, KEY_SHIFT_DOWN, KEY_SHIFT_LEFT, KEY_SHIFT_RIGHT,
	KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME_KEY, KEY_END_KEY, KEY_INSERT, KEY_DELETE,
	/* clang-format on */
	KEY_BACK, /* Backspace: DEL and Ctrl-H both */
	KEY_BACK_TAB,
	KEY_F_FIRST, /* F1; F2 is the next */
	KEY_F_LAST = KEY_F_FIRST + 11,
	KEY_NONE, /* nothing, or a sequence without meaning */
	KEY_LAST
};

/* One button and the wheel; dragging and other buttons are left to the terminal. */
enum mouse_act {
	MOUSE_CLICK, /* when the button is pressed; its release is ignored */
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	int x, y; /* column and row of the screen, from 0 */
};

/* Appends the name of KEY: "j", "G", "Ctrl-F", "Down", "Shift-Tab", "PgDn", "Space", "F1". */
void key_add_name(struct str *out, uint32_t key);

/* Returns the key called NAME (as key_add_name writes it), or KEY_NONE. */
uint32_t key_parse(struct slice name);

#endif
