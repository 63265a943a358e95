#ifndef UI_TERMINFO_H
#define UI_TERMINFO_H

/* What the terminal's description gives to lines that are printed without a screen. */

#include "output/ink.h"
#include "output/style.h"

/*
 * Fills INK with the sequences by which the terminal that TERM names shows the looks of
 * THEME. What it cannot do stays blank; all of it when TERM is not known.
 */
void terminfo_read_looks(enum theme theme, struct ink *ink);

#endif
