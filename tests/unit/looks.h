/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_LOOKS_H
#define TESTS_UNIT_LOOKS_H

/* The styles of a canvas as text, so that a test can compare them. */

#include <ctype.h>

#include "base/str.h"
#include "ui/canvas.h"

/* Appends the styles of row Y of C: a letter for each cell, ' ' for STYLE_TEXT, 'a' + style
 * for others, a capital with OVERLAY_CURSOR, '*' with OVERLAY_HIT. */
static inline void add_styles(const struct canvas *c, int y, struct str *out)
{
	for (int x = 0; x < c->cols; x++) {
		const struct cell *cell =
			c->cells + (size_t)y * (size_t)c->cols + (size_t)x;
		char letter = (char)('a' + cell->style);

		if (cell->overlay & OVERLAY_HIT)
			letter = '*';
		else if (cell->overlay & OVERLAY_CURSOR)
			letter = (char)toupper((unsigned char)letter);
		else if (cell->style == STYLE_TEXT)
			letter = ' ';
		str_add_char(out, letter);
	}
}

#endif
