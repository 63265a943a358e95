/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_VIEW_STAGE_H
#define TESTS_VIEW_STAGE_H

/*
 * The whole browser without a terminal: keys go in, the picture comes out as text. What a
 * test compares is what the user would see.
 *
 *	stage_open(&s, stage_small(), 80, 24);
 *	stage_keys(&s, "1 Down Enter");
 *	stage_expect(&s, "Gotland");
 */

#include <stdbool.h>

#include "browser/app.h"

struct stage {
	struct app app;
	int cols, rows;
	struct str screen; /* the last picture */
};

/* Opens PATH on a screen of COLS by ROWS, loads all and draws. Today is 2026-11-23. */
void stage_open(struct stage *s, const char *path, int cols, int rows);

/* Closes it. */
void stage_close(struct stage *s);

/*
 * Presses KEYS, names as in ui/command.h parted by blanks, a picture drawn after each; what
 * has to be worked out is worked out first.
 */
void stage_keys(struct stage *s, const char *keys);

/* Clicks on the first TEXT in the picture, COLUMNS right of where it begins; or turns the
 * wheel there by a notch, up when NOTCH is negative. */
void stage_click(struct stage *s, const char *text, int columns);
void stage_wheel(struct stage *s, const char *text, int notch);

/* Types TEXT letter by letter, blanks too. */
void stage_type(struct stage *s, const char *text);

/* Draws on a screen of another size. */
void stage_resize(struct stage *s, int cols, int rows);

/* Returns line NUMBER of the picture, from 0, without blanks at its end; it lives until
 * the next call. */
const char *stage_line(struct stage *s, int number);

/* Fails the test, with the whole picture, unless a line holds TEXT. */
void stage_expect(struct stage *s, const char *text);

/* The same for a text that is not to be there. */
void stage_expect_not(struct stage *s, const char *text);

/* Fails the test, with the whole picture, unless the picture is SCREEN. */
void stage_expect_screen(struct stage *s, const char *screen);

/* Fails the test, with the whole picture, unless it is the one in file NAME of
 * tests/view/screens. */
void stage_expect_file(struct stage *s, const char *name);

/* Fails the test, with the whole picture, unless the body of the picture, without tabs,
 * status line and key bar, is what the file NAME of tests/view/screens has. */
void stage_expect_body(struct stage *s, const char *name);

/* Returns the folder of the Bali Process data of this tree; constant. */
const char *stage_data(void);

/* Returns the folder of a small package made for tests; constant. */
const char *stage_small(void);

#endif
