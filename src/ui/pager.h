/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_PAGER_H
#define UI_PAGER_H

/*
 * Lines of styled text with links, which are scrolled: the record, the overview, the help.
 * The owner builds the lines for a width (pager_flow wraps), calls pager_update, then
 * draws and moves. Links are numbered in the order in which they are added. Texts are
 * copied. After pager_update and every move no blank rows follow the end while there are
 * lines above, and at least a part of the chosen link is on the screen.
 *
 *	struct pager p;
 *
 *	pager_init(&p);
 *	pager_add(&p, STYLE_LABEL, slice_of("Capital"));
 *	pager_tab(&p, 14);
 *	pager_add(&p, STYLE_TEXT, slice_of("Phnom Penh"));
 *	pager_end_line(&p);
 *	pager_update(&p, 20);
 *	pager_release(&p);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "base/slice.h"
#include "ui/canvas.h"
#include "ui/command.h"

/* A piece of a line in one style. */
struct pager_span {
	int x; /* column it starts in */
	struct slice text;
	enum style style;
	int link;             /* number of the link it belongs to, or -1 */
	struct slice address; /* that it leads to outside of the program, or empty */
};

struct pager {
	struct arena arena; /* of all texts */
	struct pager_span *spans;
	size_t span_count, span_alloc;
	size_t *lines; /* for each ended line the number of the first span after it */
	size_t line_count, line_alloc;
	int x; /* column at which the next span of the open line starts */
	int link_count;
	int link;             /* the chosen one, or -1 */
	int open_link;        /* the one that new spans belong to, or -1 */
	struct slice address; /* that of new spans */
	size_t fixed; /* first lines, which stay while the others scroll below them */
	size_t hit;   /* the line that was found last, or SIZE_MAX */
	size_t top;   /* lines that have been scrolled away */
	int height;   /* lines on the screen at the last update, at least 1 */
};

/* Makes P empty. */
void pager_init(struct pager *p);

/* Frees what P owns. */
void pager_release(struct pager *p);

/* Empties P so that it can be built again; link and top are kept, for pager_update to
 * bring into bounds. */
void pager_clear(struct pager *p);

/* Adds TEXT in STYLE at the end of the open line. */
void pager_add(struct pager *p, enum style style, struct slice text);

/* Moves to column X of the open line, or by one column when the text is that long. */
void pager_tab(struct pager *p, int x);

/* Starts a link: spans that are added from now on belong to it, also in further lines; at
 * least one must be added. Returns its number. */
int pager_open_link(struct pager *p);

/* Ends the link that was started. */
void pager_close_link(struct pager *p);

/* Makes spans that are added from now on lead to ADDRESS; none when it is empty. */
void pager_set_address(struct pager *p, struct slice address);

/* Ends the open line, which is not shown before; a line without spans is blank. */
void pager_end_line(struct pager *p);

/* Adds a blank line between what was added and what will be, unless there is one. */
void pager_add_gap(struct pager *p);

/*
 * Adds TEXT wrapped between column LEFT and column WIDTH; the first line begins at the
 * present column, the last one stays open. Newlines in TEXT break lines. A word that does
 * not fit behind the text of the open line moves to the next one whole.
 */
void pager_flow(
	struct pager *p, enum style style, struct slice text, int left, int width);

/*
 * Appends the lines of COUNT blocks side by side, those of block I from column I * WIDTH
 * on. Their links are numbered on, block by block, unless NUMBERED: then they keep the
 * numbers that they have. The blocks are not changed.
 */
void pager_add_columns(struct pager *p, const struct pager *blocks, size_t count,
	int width, bool numbered);

/* Brings top and link into bounds for HEIGHT lines on the screen; a chosen link stays
 * chosen, and is scrolled to when no part of it is on the screen. */
void pager_update(struct pager *p, int height);

/* Returns the line in row Y of the screen, which may be behind the last. */
size_t pager_line_at(const struct pager *p, int y);

/* Notes that LINE was found, and scrolls to it when it is not on the screen. */
void pager_to_hit(struct pager *p, size_t line);

/* Chooses LINK (-1: none) and scrolls to it. */
void pager_to_link(struct pager *p, int link);

/* Returns the first line with a span of LINK, from FROM up to, not including, TO, or
 * SIZE_MAX. */
size_t pager_link_line(const struct pager *p, int link, size_t from, size_t to);

/* Returns the FIRST or else the last link of the lines FROM up to, not including, TO, or
 * -1. */
int pager_link_between(const struct pager *p, size_t from, size_t to, bool first);

/*
 * Executes a moving command: row, page, half, first and last scroll; next and previous
 * link choose, wrapping around. When the chosen link is scrolled off the screen, one on
 * the screen replaces it, or none. Returns false for other commands.
 */
bool pager_command(struct pager *p, enum command_id command);

/* Chooses the link nearest to the right (else left) of the chosen one, first in its line;
 * none there: it stays. */
void pager_to_side(struct pager *p, bool right);

/* Returns the link in column X of line Y of the screen, or -1. A blank between two spans
 * of a link belongs to it. */
int pager_link_at(const struct pager *p, int x, int y);

/* Scrolls by ROWS, up when negative; the chosen link changes as in pager_command. */
void pager_wheel(struct pager *p, int rows);

/* Returns the first line from FROM on (BACK: the last one before it) for which MATCH, with
 * the text of the line and DATA, returns true; SIZE_MAX for none. */
size_t pager_find(const struct pager *p, size_t from, bool back,
	bool (*match)(struct slice text, void *data), void *data);

/* Draws the lines from top on into RECT. FOCUSED: the chosen link is highlighted on all of
 * its lines, and the terminal's cursor is placed on it, or else at the upper left. */
void pager_draw(
	const struct pager *p, struct canvas *canvas, struct rect rect, bool focused);

#endif
