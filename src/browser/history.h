#ifndef BROWSER_HISTORY_H
#define BROWSER_HISTORY_H

/*
 * The places one has been to, for Back and Forward. A place is a tab, perhaps a pane over
 * it (results, problems, help), perhaps a record, the search in force, and where one was.
 * Going somewhere new forgets what was forward. Invariant: there is always at least one
 * place, and at names it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "view/view.h"

struct place {
	int tab;                   /* number of the tab */
	struct pane *over;         /* held; instead of the tab's pane, or NULL */
	struct pane *record;       /* held; over or beside that, or NULL */
	struct str query;          /* search text, as it was when one left */
	struct saved_pos position; /* in the tab's pane or OVER, when one left */
	bool visited;              /* query and position are set */
};

struct history {
	struct place *places;
	size_t count;
	size_t alloc;
	size_t at;
};

enum { HISTORY_MOST = 200 };

/* Makes H with the one place TAB. */
void history_init(struct history *h, int tab);

/* Lets go of all panes. */
void history_release(struct history *h);

/* Returns where one is; dead after the next history_go. */
struct place *history_here(struct history *h);

/*
 * Goes to a new place behind the present one. OVER and RECORD are held by the place; the
 * caller keeps its own hold. The oldest place is forgotten beyond HISTORY_MOST.
 */
void history_go(struct history *h, int tab, struct pane *over, struct pane *record);

/* Moves one place back; false, and nothing moved, at the first. */
bool history_back(struct history *h);

/* Moves one place forward; false, and nothing moved, at the last. */
bool history_forward(struct history *h);

/* Moves one place back and forgets what is forward: for what one does not return to. */
bool history_leave(struct history *h);

#endif
