#ifndef UI_PAGER_H
#define UI_PAGER_H

/*
 * Lines of text in looks, some of them links, that are scrolled: the record, the
 * overview, the help. The owner builds the lines for a width (pager_flow wraps), settles,
 * then draws and moves. Links are numbered by the order they are added in. Texts are
 * copied. Invariant after settling and every move: no blanks behind the end while lines
 * stand above, and of the chosen link at least a part is on the screen.
 *
 *	pager_clear(&p);
 *	pager_add(&p, STYLE_LABEL, slice_of("Capital"));
 *	pager_tab(&p, 14);
 *	pager_add(&p, STYLE_TEXT, slice_of("Phnom Penh"));
 *	pager_end_line(&p);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "base/slice.h"
#include "ui/rect.h"
#include "ui/canvas.h"
#include "ui/command.h"

/* A piece of a line in one look. */
struct pager_span {
	int x; /* column it starts in */
	struct slice text;
	enum style style;
	int link; /* number of the link it belongs to, or -1 */
};

struct pager {
	struct arena arena; /* of all texts */
	struct pager_span *spans;
	size_t span_count, span_alloc;
	size_t *lines; /* number of the span behind each ended line */
	size_t line_count, line_alloc;
	int x; /* column at which the next span of the open line starts */
	int link_count;
	int link;      /* the one that one is on, or -1 */
	int open_link; /* the one being added, or -1 */
	size_t top;    /* first line on the screen */
	int height;    /* lines on the screen at the last settling, at least 1 */
};

/* Makes P empty. */
void pager_init(struct pager *p);

/* Frees what P owns. */
void pager_release(struct pager *p);

/* Empties P for a new building; link and top stay, and are brought into bounds by
 * pager_settle. */
void pager_clear(struct pager *p);

/* Adds TEXT in STYLE at the end of the open line. */
void pager_add(struct pager *p, enum style style, struct slice text);

/* Moves on to column X of the open line, or by one column when text has come that far. */
void pager_tab(struct pager *p, int x);

/* Starts a link: spans added from now on belong to it, on whatever lines; at least one
 * must be. Returns its number. */
int pager_open_link(struct pager *p);

/* Ends the link that was started. */
void pager_close_link(struct pager *p);

/* Ends the open line, which is not seen before; one with nothing on it is blank. */
void pager_end_line(struct pager *p);

/*
 * Adds TEXT wrapped between column LEFT and column WIDTH, the first line at the present
 * column, the last one left open. Newlines in TEXT break lines. A word that does not fit
 * behind what the line holds already goes to the next one whole.
 */
void pager_flow(
	struct pager *p, enum style style, struct slice text, int left, int width);

/* Brings top and link into bounds for HEIGHT lines on the screen; a link stays chosen and
 * is scrolled to when none of it is seen. */
void pager_settle(struct pager *p, int height);

/* Chooses LINK (-1: none) and scrolls it on the screen. */
void pager_to_link(struct pager *p, int link);

/*
 * Carries out moving: rows, pages, halves, first, last scroll; next and previous link
 * choose (round the ends). When the chosen link is scrolled off the screen, one on the
 * screen takes its place, or none. Returns false for other commands.
 */
bool pager_command(struct pager *p, enum command_id command);

/* Returns the link that stands in column X of line Y of the screen, or -1. A blank
 * between two pieces of a link belongs to it. */
int pager_link_at(const struct pager *p, int x, int y);

/* Scrolls by ROWS, up when negative; the chosen link as in pager_command. */
void pager_wheel(struct pager *p, int rows);

/* Returns the first line from FROM on (BACK: before it, upwards) for which MATCH, called
 * with the line's text and DATA, is true; SIZE_MAX for none. */
size_t pager_find(const struct pager *p, size_t from, bool back,
	bool (*match)(struct slice text, void *data), void *data);

/* Draws the lines from top on into RECT. With FOCUSED the chosen link is highlighted, all
 * lines of it, and the terminal's cursor placed on it, or at the upper left. */
void pager_draw(
	const struct pager *p, struct canvas *canvas, struct rect rect, bool focused);

#endif
