/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_STYLE_H
#define OUTPUT_STYLE_H

/*
 * How text looks. The caller names the role of a text, a theme says how that role looks:
 * bold, dim, reverse and underline carry the meaning, the terminal's own 16 colours only
 * help. The screen draws the looks through ui/term.h; text that is printed line by line
 * gets them from a struct style_codes. All text printed for the user goes through
 * style_add, where what would drive a terminal is made visible (base/text.h).
 *
 *	struct style_codes codes;
 *	struct str line = STR_INIT;
 *
 *	style_codes_init(&codes);
 *	style_add(&line, &codes, STYLE_STRONG, slice_of("Cambodia"));
 *	style_codes_release(&codes);
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"

enum style {
	STYLE_TEXT,    /* the terminal's own */
	STYLE_DIM,     /* less important: units, counts, hints */
	STYLE_STRONG,  /* a name, a heading */
	STYLE_HEAD,    /* column heads */
	STYLE_LABEL,   /* the left side of a record */
	STYLE_LINK,    /* a value that leads to another row */
	STYLE_RULE,    /* lines between things */
	STYLE_TITLE,   /* the program's title in the tab row */
	STYLE_TAB,     /* a tab with its count */
	STYLE_TAB_ON,  /* the open tab */
	STYLE_TAB_OFF, /* a tab with nothing in it */
	STYLE_KEY,     /* a key's name in the key bar and the help */
	STYLE_BAR,     /* what the key does */
	STYLE_STATUS,  /* position and messages */
	STYLE_CHIP,    /* a filter in force */
	STYLE_PROMPT,  /* what is being typed */
	STYLE_NOTE,    /* why a row was found, a guess, a hint */
	STYLE_WARNING,
	STYLE_ERROR,
	STYLE_MARK,      /* an event, a place on the map */
	STYLE_MARK_MAIN, /* the same in the first lane, or of a member */
	STYLE_MAX
};

/* Bits laid over a role. */
enum style_overlay {
	OVERLAY_CURSOR = 1, /* the row, link or event under the cursor */
	OVERLAY_HIT = 2,    /* letters that the search found */
	OVERLAY_DIMMED = 4, /* no hit, where rows without a hit stay on the screen; a pane
			     * that has not the keys */
	OVERLAY_CELL = 8,   /* the cell under the cursor, in the row under the cursor */
};

enum theme { THEME_DEFAULT, THEME_MONO, THEME_CONTRAST, THEMES };

/* Returns the name of THEME, as --theme takes it. */
const char *theme_name(enum theme theme);

/* Attributes and colours of one look. */
struct look {
	unsigned bold : 1, dim : 1, underline : 1, reverse : 1, italic : 1;
	signed char color, back; /* 0 to 15, or -1: the terminal's own */
};

/* Returns how STYLE under the bits OVERLAY looks in THEME; without colours except in
 * THEME_DEFAULT, and in THEME_CONTRAST never dim.
 * Every look of OVERLAY_CURSOR and OVERLAY_HIT differs from the plain look of the role
 * without colour too. */
struct look style_look(enum theme theme, enum style style, unsigned overlay);

/* The control sequences for printed text, filled from the description of the terminal by
 * ui/term.h. Empty ones print plain text. */
struct style_codes {
	struct str on[STYLE_MAX]; /* switches the look of a role on; "" for nothing */
	struct str off;           /* ends any look */
	bool ascii;               /* the terminal has no more than ASCII */
	bool hyperlinks;          /* it can follow addresses (ui/hyperlink.h) */
};

/* Makes CODES empty: text without looks, in UTF-8. */
void style_codes_init(struct style_codes *codes);

/* Frees what CODES owns. */
void style_codes_release(struct style_codes *codes);

/* Appends TEXT in the look of STYLE, with every control character made visible. */
void style_add(struct str *out, const struct style_codes *codes, enum style style,
	struct slice text);

/*
 * Appends TEXT the same way in WIDTH columns: cut with an ellipsis when it is wider, else
 * padded with blanks, at its left when RIGHT, else at its right. The blanks are outside of
 * the look. Appends nothing when WIDTH is 0 or less.
 */
void style_field(struct str *out, const struct style_codes *codes, enum style style,
	struct slice text, int width, bool right);

#endif
