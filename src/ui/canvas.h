/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_CANVAS_H
#define UI_CANVAS_H

/*
 * The screen as a grid of cells, into which views and widgets draw. Nothing here knows a
 * terminal: term.c shows a canvas, canvas_add_text prints it. All writing is clipped to a
 * rectangle and goes through the gate of base/text.h. A wide glyph is never halved: when
 * its second column would be cut off, a blank replaces it.
 *
 *	struct canvas c;
 *
 *	canvas_init(&c);
 *	canvas_resize(&c, 80, 24);
 *	canvas_put(&c, canvas_rect(&c), 1, 0, "Overview", STYLE_TITLE);
 *	canvas_release(&c);
 */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"
#include "base/str.h"
#include "base/text.h"
#include "output/style.h"

/* A part of the screen, in columns and rows from the upper left corner. */
struct rect {
	int x, y; /* upper left */
	int w, h; /* columns and rows, may be 0, never negative */
};

/* A base character and those that join it; further marks are dropped. */
enum { CELL_CHARS = 5 };

struct cell {
	uint32_t chars[CELL_CHARS]; /* 0 after the last; chars[0] 0: a blank */
	uint8_t width;   /* 1, 2, or 0 for the right half of the cell before it */
	uint8_t style;   /* enum style */
	uint8_t overlay; /* bits of enum style_overlay */
	uint8_t link;    /* number of the address it leads to, or 0 */
};

/* Returns whether A and B look the same. */
static inline bool cell_equal(const struct cell *a, const struct cell *b)
{
	return memcmp(a->chars, b->chars, sizeof a->chars) == 0 && a->width == b->width &&
		a->style == b->style && a->overlay == b->overlay && a->link == b->link;
}

/* Returns whether CELL has a character that the C library does not know, as those of a newer
 * version of Unicode: only in a locale of UTF-8. */
bool cell_is_newer(const struct cell *cell);

struct canvas {
	int cols, rows;
	struct cell *cells;     /* rows * cols, row by row */
	int cursor_x, cursor_y; /* of the terminal's cursor; -1: none */
	bool cursor_shown; /* visible (a prompt) or only placed (for speech, braille) */
	struct str addresses; /* each with its end, that of link 1 first */
	int link_count;
};

/* Makes C a canvas of 0 by 0. */
void canvas_init(struct canvas *c);

/* Frees what C owns. */
void canvas_release(struct canvas *c);

/* Makes C COLS by ROWS (0 and more) and blank. */
void canvas_resize(struct canvas *c, int cols, int rows);

/* Makes all cells blank and forgets the cursor. */
void canvas_clear(struct canvas *c);

/* Returns the whole of C as a rectangle. */
struct rect canvas_rect(const struct canvas *c);

/*
 * Writes TEXT at column X of row Y, both counted from the corner of CLIP, cut to CLIP and
 * the canvas. X may be negative: columns left of CLIP are left out. Returns the columns
 * that the whole of TEXT needs or, when it was cut on the right, those up to the edge.
 */
int canvas_text(struct canvas *c, struct rect clip, int x, int y, struct slice text,
	enum style style);

/* canvas_text for a terminated TEXT. */
int canvas_put(struct canvas *c, struct rect clip, int x, int y, const char *text,
	enum style style);

/*
 * Writes TEXT into exactly WIDTH columns: padded with blanks or, when it is longer, cut
 * with "…" in its last column. RIGHT aligns at the right side. Returns WIDTH.
 */
int canvas_field(struct canvas *c, struct rect clip, int x, int y, int width,
	struct slice text, bool right, enum style style);

/* Writes CHARACTER COUNT times to the right. */
void canvas_run(struct canvas *c, struct rect clip, int x, int y, uint32_t character,
	int count, enum style style);

/* Writes CHARACTER COUNT times downwards. */
void canvas_column(struct canvas *c, struct rect clip, int x, int y, uint32_t character,
	int count, enum style style);

/* Adds the bits OVERLAY to WIDTH cells from column X of row Y of CLIP. */
void canvas_overlay(
	struct canvas *c, struct rect clip, int x, int y, int width, unsigned overlay);

/* Makes WIDTH cells from column X of row Y of CLIP lead to ADDRESS, for terminals that can
 * follow one. Of the addresses of a screen the first 255 are kept. */
void canvas_link(struct canvas *c, struct rect clip, int x, int y, int width,
	struct slice address);

/* Returns the address that cells with the number LINK lead to. */
struct slice canvas_link_address(const struct canvas *c, int link);

/*
 * Copies the row ROW of COLS cells to OUT with brackets for a terminal that cannot reverse:
 * in the blanks before and after the cell under the cursor or, where there is none, each run
 * of cells under the cursor.
 */
void canvas_bracket(const struct cell *row, int cols, struct cell *out);

/* Copies the COLS cells of ROW to OUT, which may be ROW, with what a terminal of GLYPHS can
 * draw. Where another character is drawn, a wide one has a blank behind it, and marks are
 * dropped. The ellipsis of a cut text is "..", over the character before it, where there is
 * none: ~ means "about". */
void canvas_narrow(
	const struct cell *row, int cols, enum text_glyphs glyphs, struct cell *out);

/*
 * Copies the COLS cells of ROW to OUT, which may be ROW, for a terminal that reorders lines:
 * a left-to-right mark ends each text of a script from right to left, so that the columns
 * behind it stay where they are. Words of it are one blank apart.
 */
void canvas_isolate(const struct cell *row, int cols, struct cell *out);

/* Places the terminal's cursor at column X of row Y of CLIP. */
void canvas_cursor(struct canvas *c, struct rect clip, int x, int y, bool shown);

/* Appends C as text, a line for each row, without blanks at the ends. ASCII: every
 * character through text_ascii, in the same columns. */
void canvas_add_text(const struct canvas *c, bool ascii, struct str *out);

#endif
