#ifndef UI_TERMINFO_H
#define UI_TERMINFO_H

/* The terminal's description: its strings, and what they give to lines that are printed
 * without a screen. */

#include "base/str.h"
#include "output/style.h"

/* Returns the string NAME of the description that was read last, as "bold", or NULL when
 * the terminal has none; it lives as long as the description. */
const char *terminfo_string(const char *name);

/* Appends the terminal's string TEXT (may be NULL) without the delays in it, "$<5>": a
 * handler, or a line, cannot wait, and hardly a terminal needs them. */
void terminfo_add(struct str *out, const char *text);

/*
 * Fills INK with the sequences by which the terminal that TERM names shows the looks of
 * THEME. What it cannot do stays blank; all of it when TERM is not known.
 */
void terminfo_read_looks(enum theme theme, struct style_codes *styles);

#endif
