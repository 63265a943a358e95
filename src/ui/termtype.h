/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_TERMTYPE_H
#define UI_TERMTYPE_H

/*
 * What is known of terminals by their names and by the variables that they set, since their
 * descriptions do not say it. TYPE is the value of TERM.
 *
 *	const char *type = "linux";
 *
 *	if (termtype_glyphs(type) == TEXT_GLYPHS_ASCII)
 *		puts("lines are drawn with + and -");
 */

#include <stdbool.h>

#include "base/text.h"

/* Returns whether a terminal of TYPE is one of those that are known to reorder lines with
 * letters from right to left. */
bool termtype_reorders(const char *type);

/* Returns what a terminal of TYPE can draw in the locale of the process. */
enum text_glyphs termtype_glyphs(const char *type);

#endif
