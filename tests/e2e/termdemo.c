/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The smallest program that lives on ui/term.c: draws what keys came, in a form that a
 * test can read, and dies in every way on request. Not a test itself; test_term drives it.
 *
 *	row 0   demo 80x24 keys 3
 *	row 1   last Down
 *	row 2   text ab		the letters typed, or the end of them
 *	row 3   é柬│…		what ASCII has to spell otherwise
 *	row 4   mouse click 12,3	what the mouse did, once it has
 *	row 5.. item 0, item 1 …	with the cursor on one of them
 */

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/slice.h"
#include "base/str.h"
#include "base/tempfile.h"
#include "base/text.h"
#include "ui/canvas.h"
#include "ui/crash.h"
#include "ui/command.h"
#include "ui/term.h"

enum { FIRST_ITEM = 5, TEXT_SHOWN = 20 };

struct demo {
	struct canvas canvas;
	struct str text; /* all that was typed */
	uint32_t last;
	int keys;
	int item;
	bool cursor;
	bool mouse;
	struct str pointed;   /* what the mouse did last */
	struct tempfile temp; /* beside $DEMO_FILE */
	bool late;            /* the next picture takes so long that Ctrl-C is a signal */
	bool done;
};

static void demo_draw(struct demo *d)
{
	struct rect all;
	struct str line;
	int cols, rows;

	if (d->late)
		raise(SIGALRM);
	d->late = false;
	term_size(&cols, &rows);
	if (cols != d->canvas.cols || rows != d->canvas.rows)
		canvas_resize(&d->canvas, cols, rows);
	canvas_clear(&d->canvas);
	all = canvas_rect(&d->canvas);
	str_init(&line);
	str_addf(&line, "demo %dx%d keys %d", cols, rows, d->keys);
	canvas_put(&d->canvas, all, 0, 0, line.buf, STYLE_STRONG);
	str_clear(&line);
	str_add(&line, "last ");
	key_add_name(&line, d->last);
	canvas_put(&d->canvas, all, 0, 1, line.buf, STYLE_MARK);
	str_clear(&line);
	str_addf(&line, "text %s",
		d->text.buf + (d->text.len > TEXT_SHOWN ? d->text.len - TEXT_SHOWN : 0));
	canvas_put(&d->canvas, all, 0, 2, line.buf, STYLE_TEXT);
	canvas_put(&d->canvas, all, 0, 3, "é柬│…", STYLE_LINK);
	canvas_put(&d->canvas, all, 0, 4, d->pointed.buf, STYLE_TEXT);
	for (int i = 0; FIRST_ITEM + i < rows; i++) {
		str_clear(&line);
		str_addf(&line, " item %d", i);
		canvas_put(&d->canvas, all, 0, FIRST_ITEM + i, line.buf, STYLE_TEXT);
	}
	canvas_overlay(&d->canvas, all, 0, FIRST_ITEM + d->item, cols, OVERLAY_CURSOR);
	if (d->cursor)
		canvas_cursor(&d->canvas, all, 0, FIRST_ITEM + d->item, false);
	term_draw(&d->canvas);
	str_release(&line);
}

static void demo_toggle_mouse(struct demo *d)
{
	str_clear(&d->pointed);
	d->mouse = term_set_mouse(!d->mouse, &d->pointed) && !d->mouse;
	str_add(&d->pointed, d->pointed.len ? "" : d->mouse ? "mouse on" : "mouse off");
}

static void demo_mouse(struct demo *d)
{
	static const char *const acts[] = { [MOUSE_CLICK] = "click",
		[MOUSE_WHEEL_UP] = "up",
		[MOUSE_WHEEL_DOWN] = "down" };
	struct mouse m = term_mouse();

	str_clear(&d->pointed);
	str_addf(&d->pointed, "mouse %s %d,%d", acts[m.act], m.x, m.y);
}

/* Works without an end and without a look at the keys. */
static void demo_work(void)
{
	volatile bool busy = true;

	while (busy)
		continue;
}

/* The letters that do something are those a test types one by one. */
static void demo_key(struct demo *d, uint32_t key)
{
	d->keys++;
	d->last = key;
	if (key == 'Q')
		d->done = true;
	else if (key == 'S')
		raise(SIGSEGV);
	else if (key == 'A')
		abort();
	else if (key == 'F')
		fail("asked to");
	else if (key == 'W')
		demo_work();
	else if (key == 'T')
		tempfile_open(&d->temp, getenv("DEMO_FILE"));
	else if (key == 'E')
		fputs("held back\n", stderr);
	else if (key == 'M')
		demo_toggle_mouse(d);
	else if (key == 'H')
		d->cursor = !d->cursor;
	else if (key == 0x1a || key == 'L') {
		term_suspend();
		d->late = key == 'L';
	} else if (key == 0x0c)
		term_touch();
	else if (key == KEY_DOWN_ARROW)
		d->item++;
	else if (key == KEY_UP_ARROW && d->item > 0)
		d->item--;
	else if (key > ' ' && key < 0x110000)
		text_encode(&d->text, key);
}

static void demo_run(struct demo *d)
{
	while (!d->done) {
		enum term_event event;
		uint32_t key;

		demo_draw(d);
		event = term_wait(-1, -1, &key);
		while ((event == TERM_KEY || event == TERM_MOUSE) && !d->done) {
			if (event == TERM_MOUSE)
				demo_mouse(d);
			else
				demo_key(d, key);
			event = term_wait(0, -1, &key);
		}
		if (event == TERM_LEAVE)
			d->done = true;
	}
}

int main(int argc, char **argv)
{
	struct demo d = { .last = KEY_NONE, .cursor = true };
	struct str err;

	(void)argv;
	crash_guard();
	setlocale(LC_ALL, "");
	canvas_init(&d.canvas);
	str_init(&d.text);
	str_init(&d.pointed);
	str_init(&err);
	if (term_open(argc > 1 ? THEME_MONO : THEME_DEFAULT, !text_locale_is_utf8(),
		    &err)) {
		demo_run(&d);
		term_close();
	} else {
		fprintf(stderr, "%s\n", err.buf);
		d.done = false;
	}
	canvas_release(&d.canvas);
	str_release(&d.text);
	str_release(&d.pointed);
	str_release(&err);
	if (term_signal())
		crash_end(term_signal());
	return d.done ? 0 : 1;
}
