#ifndef UI_CANVAS_H
#define UI_CANVAS_H

/*
 * The screen as a grid of cells: what views and widgets draw into. Nothing here knows a
 * terminal; term.c shows a canvas, canvas_add_text prints it. All writing is clipped to a
 * rectangle and goes through the gate of base/text.h; a wide glyph is never halved: when
 * its second column would be cut off, a blank stands instead.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "ui/rect.h"
#include "output/style.h"

enum {
	CELL_CHARS = 5
}; /* a base character and what joins it; further marks are dropped */

struct cell {
	uint32_t chars[CELL_CHARS]; /* 0 after the last; chars[0] 0: a blank */
	uint8_t width; /* 1, 2, or 0 for the right half of the cell before it */
	uint8_t style; /* enum style */
	uint8_t over;  /* bits of enum style_overlay */
};

struct canvas {
	int cols, rows;
	struct cell *cells;     /* rows * cols, row by row */
	int cursor_x, cursor_y; /* where the terminal's cursor is to stand; -1: nowhere */
	bool cursor_shown; /* visible (a prompt) or only placed (for speech, braille) */
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
 * the canvas. X may be negative: what lies left of CLIP is left out. Returns the columns
 * that TEXT needs in whole or, when it was cut on the right, those up to the edge.
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

/* Lays the bits OVER over WIDTH cells from column X of row Y of CLIP. */
void canvas_over(
	struct canvas *c, struct rect clip, int x, int y, int width, unsigned over);

/* Places the terminal's cursor at column X of row Y of CLIP. */
void canvas_cursor(struct canvas *c, struct rect clip, int x, int y, bool shown);

/*
 * Appends C as text, a line a row, blanks at line ends left out. ASCII: every character
 * through text_ascii, so that each column stays where it was.
 */
void canvas_add_text(const struct canvas *c, bool ascii, struct str *out);

/* Appends C's looks of row Y as text for tests: a letter a cell, ' ' for STYLE_TEXT, 'a'
 * + style for others, in capitals under OVERLAY_CURSOR, '*' under OVERLAY_HIT. */
void canvas_add_styles(const struct canvas *c, int y, struct str *out);

#endif
