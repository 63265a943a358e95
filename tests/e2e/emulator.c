/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "e2e/emulator.h"

#include <stdlib.h>

#include "base/slice.h"
#include "base/text.h"
#include "ui/command.h"
#include "unit/test.h"

/* libvterm 0.1 writes over the end of a row of one column when a wide glyph comes, as it
 * may from a frame that was drawn for a larger screen. */
enum { COLS_LEAST = 2 };

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct emulator *e = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		e->alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		e->cursor_visible = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		e->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct emulator *e = user;

	(void)old;
	(void)visible;
	e->cursor = pos;
	return 1;
}

/* What the emulator sends: keys, and answers to what the program asked it. */
static void on_output(const char *bytes, size_t len, void *user)
{
	struct emulator *e = user;

	str_add_bytes(&e->input, bytes, len);
}

/* The emulator's size for a screen of COLS columns. */
static int emulator_cols(int cols)
{
	return cols < COLS_LEAST ? COLS_LEAST : cols;
}

void emulator_init(struct emulator *e, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {
		.settermprop = on_prop,
		.movecursor = on_cursor,
	};

	*e = (struct emulator){ .rows = rows, .cols = cols, .cursor_visible = true };
	str_init(&e->input);
	e->vt = vterm_new(rows, emulator_cols(cols));
	assert_non_null(e->vt);
	vterm_set_utf8(e->vt, 1);
	vterm_output_set_callback(e->vt, on_output, e);
	e->screen = vterm_obtain_screen(e->vt);
	vterm_screen_enable_altscreen(e->screen, 1);
	vterm_screen_set_callbacks(e->screen, &callbacks, e);
	vterm_screen_reset(e->screen, 1);
}

void emulator_release(struct emulator *e)
{
	vterm_free(e->vt);
	str_release(&e->input);
}

void emulator_resize(struct emulator *e, int rows, int cols)
{
	e->rows = rows;
	e->cols = cols;
	vterm_set_size(e->vt, rows, emulator_cols(cols));
}

void emulator_write(struct emulator *e, const char *bytes, size_t len)
{
	vterm_input_write(e->vt, bytes, len);
}

/* The keys for which the modes of the emulator decide what is sent. */
static const struct special {
	enum key key;
	VTermKey emulated;
	VTermModifier modifier;
} keys[] = {
	{ KEY_TAB_CHAR, VTERM_KEY_TAB, VTERM_MOD_NONE },
	{ KEY_BACK_TAB, VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ KEY_ENTER_CHAR, VTERM_KEY_ENTER, VTERM_MOD_NONE },
	{ KEY_ESC_CHAR, VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
	{ KEY_BACK, VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
	{ KEY_UP_ARROW, VTERM_KEY_UP, VTERM_MOD_NONE },
	{ KEY_DOWN_ARROW, VTERM_KEY_DOWN, VTERM_MOD_NONE },
	{ KEY_LEFT_ARROW, VTERM_KEY_LEFT, VTERM_MOD_NONE },
	{ KEY_RIGHT_ARROW, VTERM_KEY_RIGHT, VTERM_MOD_NONE },
	{ KEY_SHIFT_UP, VTERM_KEY_UP, VTERM_MOD_SHIFT },
	{ KEY_SHIFT_DOWN, VTERM_KEY_DOWN, VTERM_MOD_SHIFT },
	{ KEY_SHIFT_LEFT, VTERM_KEY_LEFT, VTERM_MOD_SHIFT },
	{ KEY_SHIFT_RIGHT, VTERM_KEY_RIGHT, VTERM_MOD_SHIFT },
	{ KEY_PAGE_UP, VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
	{ KEY_PAGE_DOWN, VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
	{ KEY_HOME_KEY, VTERM_KEY_HOME, VTERM_MOD_NONE },
	{ KEY_END_KEY, VTERM_KEY_END, VTERM_MOD_NONE },
	{ KEY_INSERT, VTERM_KEY_INS, VTERM_MOD_NONE },
	{ KEY_DELETE, VTERM_KEY_DEL, VTERM_MOD_NONE },
};

void emulator_key(struct emulator *e, const char *name)
{
	uint32_t key = key_parse(slice_of(name));

	if (key == KEY_NONE)
		fail_msg("no key is called %s", name);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].key == key) {
			vterm_keyboard_key(e->vt, keys[i].emulated, keys[i].modifier);
			return;
		}
	}
	if (key >= KEY_F_FIRST && key <= KEY_F_LAST)
		vterm_keyboard_key(
			e->vt, VTERM_KEY_FUNCTION(key - KEY_F_FIRST + 1), VTERM_MOD_NONE);
	else
		text_encode(&e->input, key);
}

void emulator_add_row(const struct emulator *e, int row, struct str *out)
{
	size_t end = out->len;

	for (int col = 0; col < e->cols; col++) {
		VTermScreenCell cell = { 0 };

		vterm_screen_get_cell(
			e->screen, (VTermPos){ .row = row, .col = col }, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide glyph */
		if (!cell.chars[0])
			str_add_char(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			text_encode(out, cell.chars[i]);
		if (out->buf[out->len - 1] != ' ')
			end = out->len;
	}
	str_truncate(out, end);
}

void emulator_add_screen(const struct emulator *e, struct str *out)
{
	for (int row = 0; row < e->rows; row++) {
		emulator_add_row(e, row, out);
		str_add_char(out, '\n');
	}
}

struct emulator_look emulator_look(const struct emulator *e, int row, int col)
{
	VTermScreenCell cell = { 0 };

	vterm_screen_get_cell(e->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return (struct emulator_look){
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline != 0,
		.reverse = cell.attrs.reverse,
		.italic = cell.attrs.italic,
		.color = VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : -1,
	};
}

void emulator_check_restored(struct emulator *e)
{
	VTermScreenCell cell = { 0 };
	VTermPos cursor = e->cursor;
	size_t len = e->input.len;

	assert_false(e->alternate);
	assert_true(e->cursor_visible);
	assert_false(e->mouse);
	vterm_keyboard_key(e->vt, VTERM_KEY_UP, VTERM_MOD_NONE);
	assert_string_equal(e->input.buf + len, "\x1b[A");
	str_truncate(&e->input, len);
	emulator_write(e, "x", 1);
	vterm_screen_get_cell(e->screen, cursor, &cell);
	assert_int_equal(cell.chars[0], 'x');
	assert_false(cell.attrs.bold || cell.attrs.underline || cell.attrs.reverse);
	assert_true(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	assert_true(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
}
