#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

/*
 * The one shape of everything that fills the body of the screen. A view is a const struct
 * of functions and a name; a pane is one opened view with its state. A view sees the
 * model and the search, never another view, never the application, never the terminal:
 * what it wants done elsewhere it leaves as a request, which the application carries out.
 *
 * The order of calls: open once; then, before each drawing, update with the pane's
 * rectangle set; draw, which changes nothing; command for each command that a key gave.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "data/load.h"
#include "data/package.h"
#include "ui/rect.h"
#include "query/search.h"
#include "ui/canvas.h"
#include "ui/command.h"

struct column_config;
struct list;
struct pager;
struct export_job;

/* What every view may look at. Outlives all panes. */
struct view_context {
	const struct package *package;
	const char *title;           /* of the package, never empty */
	const struct search *search; /* the filter of all tables: "/" */
	const struct search *find; /* what "/" looks for inside a record or the help; only
				    * its words count, it is never stepped */
	const struct load *load;
	int64_t today;       /* day number (base/edtf.h) */
	const char *version; /* of the program */
	unsigned context;    /* of the pane that help or palette were opened over */
	struct column_config *columns; /* of the list whose columns are to be chosen */
};

/* What a view wants done by the application. */
enum request_kind {
	REQUEST_NONE,
	REQUEST_RECORD,   /* open the record of row */
	REQUEST_RESULTS,  /* open the results of the search of all tables */
	REQUEST_TIMELINE, /* show row on the timeline */
	REQUEST_TAB,      /* go to the tab of table row.table, cursor on row.row */
	REQUEST_COMMAND,  /* run command */
	REQUEST_SEARCH,   /* set the filter to text */
	REQUEST_MESSAGE,  /* tell text in the status line */
};

struct request {
	enum request_kind kind;
	struct row_ref row;
	enum command_id command;
	struct str text; /* owned by the pane */
};

/* What a click did in a pane. */
enum clicked {
	CLICKED_NOTHING, /* nothing stands there that one can be on */
	CLICKED_MOVED,   /* the cursor is there now */
	CLICKED_AGAIN,   /* it was there before: whoever clicks wants it opened */
	CLICKED_HEAD,    /* on the head of the column that the cursor is in now */
};

/* Where one is in a pane, to come back to: rows by number, valid within one package. */
struct saved_pos {
	struct row_ref row; /* under the cursor */
	size_t top;         /* first row or line on the screen */
	int column;         /* the column one is in: its id (view/column_config.h) */
	int left;           /* first column behind the frozen one */
	int sort;           /* the same of the column sorted by, or -1 */
	bool reverse;
};

struct view;

struct pane {
	const struct view *view;
	const struct view_context *ctx;
	int table;          /* the table shown, or -1 */
	struct row_ref row; /* the record shown; .table -1 for none */
	struct rect rect;   /* where it is drawn */
	bool focused;       /* keys go here: it places the terminal's cursor */
	bool changed;       /* rows, search or rectangle changed since the last update */
	struct request request;
	struct column_config *columns; /* of a table's list: those in force, in its state;
				    * else NULL */
	unsigned refcount;             /* places of the history that keep it */
	void *state;                   /* of the view; zeroed before open */
};

/* A slot may be NULL where the comment tells what happens then. */
struct view {
	const char *name;
	unsigned context;  /* one bit of enum command_context */
	size_t state_size; /* bytes of pane->state */

	/* Prepares the state. NULL: nothing to prepare. */
	void (*open)(struct pane *pane);

	/* Frees what the state owns. NULL: nothing. */
	void (*close)(struct pane *pane);

	/* Brings the state in line with package, search and rectangle. NULL: nothing. */
	void (*update)(struct pane *pane);

	/* Draws into pane->rect of CANVAS, which is blank there. */
	void (*draw)(const struct pane *pane, struct canvas *canvas);

	/* Carries out COMMAND; returns false when it is none of this view's. */
	bool (*command)(struct pane *pane, enum command_id command);

	/* Puts the cursor on what stands at column X, row Y of the pane's rectangle, as
	 * it was last updated; carries out nothing else. NULL: nothing stands anywhere.
	 */
	enum clicked (*click)(struct pane *pane, int x, int y);

	/* Scrolls by ROWS (up when negative), the cursor kept on the screen; not NULL
	 * where click is not. */
	void (*scroll)(struct pane *pane, int rows);

	/* Goes to what a person typed behind ":", a number or a date. Returns false when
	 * that means nothing here. NULL: nothing does. */
	bool (*go)(struct pane *pane, const char *text);

	/* Returns the row one is on. NULL: none. */
	struct row_ref (*focus)(const struct pane *pane);

	/* Appends what stands in the cell one is on. NULL: what the row is called. */
	void (*cell)(const struct pane *pane, struct str *out);

	/* Returns the row that the link one is on leads to. NULL: there are no links. */
	struct row_ref (*link)(const struct pane *pane);

	/* Tells in *OUT where one is, and goes back there. NULL both: nowhere. */
	void (*save)(const struct pane *pane, struct saved_pos *out);
	void (*restore)(struct pane *pane, const struct saved_pos *position);

	/* Moves by STEP (1, -1) in the order shown and tells the new row, for stepping
	 * through records; .table is -1 at an end. NULL: there is no order. */
	struct row_ref (*step_row)(struct pane *pane, int step);

	/* Appends the place for the status line: "9/45". NULL: nothing. */
	void (*place)(const struct pane *pane, struct str *out);

	/* Works on what takes long until the clock reaches UNTIL; returns true when
	 * nothing is left to do. NULL: there never is. */
	bool (*work)(struct pane *pane, int64_t until);

	/* Puts what is shown into W, to be written in W's format, and tells what a file
	 * of it may be called. Returns false with a sentence in ERR when there is nothing
	 * now. NULL: there never is. */
	bool (*export)(const struct pane *pane, struct export_job *w, struct str *err);
};

/* Makes a pane of VIEW for TABLE (-1) and ROW, opened, held once; pane_drop frees it. */
struct pane *pane_new(const struct view *view, const struct view_context *ctx, int table,
	struct row_ref row);

/* Lets go of PANE, which is closed and freed with its last holder. NULL is allowed. */
void pane_drop(struct pane *pane);

/* Sets what PANE wants done. */
void pane_request(struct pane *pane, enum request_kind kind, struct row_ref row);

/* Sets a message for the status line. */
void pane_say(struct pane *pane, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What most views do at a click: puts the cursor of LIST on the row on line LINE of the
 * screen, or chooses the link of PAGER in column X of its line Y. */
enum clicked pane_click_list(struct list *list, int line);
enum clicked pane_click_link(struct pager *pager, int x, int y);

#endif
