/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz/browse.h"

#include "base/calendar.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

bool browse_open(struct app *a, const char *path)
{
	struct str err = STR_INIT;
	bool opened =
		app_init(a, &app_commands, path, NULL, calendar_day(2026, 11, 23), &err);

	fuzz_require(opened == !err.len);
	str_release(&err);
	return opened;
}

/* Looks at every cell of C: most of the time of a target, of which the fuzzer has nothing to
 * learn. */
__attribute__((no_sanitize("coverage"))) static void look_at_cells(const struct canvas *c)
{
	for (int y = 0; y < c->rows; y++) {
		const struct cell *row = &c->cells[y * c->cols];

		for (int x = 0; x < c->cols; x++) {
			const struct cell *cell = &row[x];

			fuzz_require(cell->width || (x && cell[-1].width == 2));
			fuzz_require(cell->width < 2 || x < c->cols - 1);
			for (int k = 0; k < CELL_CHARS && cell->chars[k]; k++)
				fuzz_require(
					text_visible(cell->chars[k]) == cell->chars[k]);
		}
	}
}

void browse_draw(struct app *a, int cols, int rows)
{
	const struct canvas *c = &a->canvas;

	app_draw(a, cols, rows);
	fuzz_require(c->cols == cols && c->rows == rows);
	fuzz_require(c->cursor_x >= 0 && c->cursor_x < cols);
	fuzz_require(c->cursor_y >= 0 && c->cursor_y < rows);
	look_at_cells(c);
}

/* Presses KEY, unless it writes a file elsewhere, or ends the program. */
static void press(struct app *a, uint32_t key)
{
	bool exports = a->prompting == APP_PROMPT_EXPORT;

	if (exports && (key == '/' || key == '~' || strpbrk(a->prompt.text.buf, "/~")))
		app_prompt_cancel(a);
	app_key(a, key);
	a->done = false;
	a->suspend = false;
	a->outgoing = APP_OUTGOING_NONE;
}

void browse_keys(struct app *a, struct slice keys, int cols, int rows)
{
	while (keys.len) {
		uint32_t key;

		keys = slice_from(keys, text_decode(keys, &key));
		if (key == '~' && keys.len) {
			keys = slice_from(keys, text_decode(keys, &key));
			if (key == '~') {
				unsigned sizes = fuzz_last(&keys);

				cols = 1 + (int)(sizes * 7 % 160);
				rows = 1 + (int)(sizes * 5 % 50);
				app_changed(a);
				browse_draw(a, cols, rows);
				continue;
			}
			key = KEY_NAMED + 1 + (key - 'A') % (KEY_LAST - KEY_NAMED - 1);
		}
		press(a, key == '\n' ? KEY_ENTER_CHAR : key);
		if (key == '\n')
			app_finish(a);
		else
			app_work(a, 0);
		browse_draw(a, cols, rows);
	}
}
