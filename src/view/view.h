/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

/*
 * What fills the body of the screen. A view is a const struct of functions, its slots; a
 * pane is an open view with its state. A view sees the model and the search, but no other
 * view, not the browser and not the terminal: what is to happen elsewhere it leaves in its
 * pane as a request, which the browser carries out.
 *
 * The order of calls: open once; before each drawing update, with the pane's rectangle
 * set; draw, which changes nothing; command for each command that the user gives.
 *
 * A pane names the list or the pager that it shows, and the functions pane_* of this
 * header then fill the usual slots of its view:
 *
 *	const struct view view_help = {
 *		.name = "Help",
 *		.context = IN_HELP,
 *		.draw = pane_draw_text,
 *		.command = pane_move,
 *	};
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "data/package.h"
#include "query/search.h"
#include "ui/canvas.h"
#include "ui/command.h"
#include "view/column_config.h"

struct column_config;
struct diff;
struct list;
struct pager;
struct export_job;

/* What every view may look at. Outlives all panes. */
struct view_context {
	const struct command_table *commands; /* of the program */
	const struct package *package;
	int table;                   /* of the pane below help or palette, or -1 */
	const char *title;           /* of the package, never empty */
	const struct search *search; /* the filter of all tables: "/" */
	const struct search *find;   /* what "/" looks for in a record or the help; only its
				      * words count, it is never stepped */
	const char *land; /* file of outlines for maps without their own, or NULL */
	int64_t today;    /* day number (base/edtf.h) */
	unsigned context; /* of the pane below help or palette */
	bool typing;                   /* into the prompt of the search */
	const char *tab_keys;          /* by table: the digit of its tab, or a blank */
	struct column_config *columns; /* of the list whose columns are to be chosen */
	const struct diff *diff;       /* what changed in the package, or NULL */
	bool compared;                 /* with another package: tabs, rows, records show it */
};

/* What a view asks the browser to do. */
enum request_kind {
	REQUEST_NONE,
	REQUEST_RECORD,  /* open the record of row */
	REQUEST_TAB,     /* go to the tab of table row.table, cursor on row.row */
	REQUEST_COMMAND, /* run command */
	REQUEST_SEARCH,  /* search all tables for text */
	REQUEST_FILTER,  /* leave the pane when it is an overlay, add filter */
	REQUEST_DIALECT, /* leave the pane, read the file of row.table as override says */
	REQUEST_MESSAGE, /* show text in the status line */
};

struct request {
	enum request_kind kind;
	struct row_ref row;
	enum command_id command;
	int number;            /* argument of command, or -1 */
	struct filter *filter; /* a reference, which the browser takes over */
	struct override override;
	struct str text; /* owned by the pane */
};

/* What a click did in a pane. */
enum clicked {
	CLICKED_NOTHING, /* there is nothing to go to */
	CLICKED_MOVED,   /* the cursor has gone there */
	CLICKED_AGAIN,   /* the cursor was there already: the click opens it */
	CLICKED_HEAD,    /* on the head of a column, which the cursor is in now */
};

/* The cursor and the scroll of a pane, to return to. Row numbers hold within one package.
 * Which member of the union holds, the view knows that has written it. */
struct saved_pos {
	struct row_ref row; /* under the cursor; .table -1: none */
	union {
		struct {
			size_t top; /* first row on the screen */
			int column; /* id of the cursor's column (view/column_config.h) */
			int left;   /* scroll sideways (output/columns.h) */
			struct list_order order; /* sorted by */
		} list;
		struct {
			size_t top; /* first line on the screen */
			int link;   /* the chosen one, or -1 */
		} pager;
		struct {
			struct row_ref about; /* whose events alone are not dimmed */
			int64_t scale;  /* of the axis; 0: row is all that is known */
			int64_t left;   /* of the axis */
			int form;       /* enum timeline_view_form */
			bool fitted;    /* the window shows all */
			bool at_cursor; /* left is not known: the row is in the window */
		} timeline;
		struct {
			double lon, lat; /* of the middle */
			double scale;    /* 0: row is all that is known */
			int fit;         /* enum map_fit */
			int extra;       /* table that is shown too, or -1 */
			bool list;       /* as a list */
		} map;
	};
};

struct view;

struct pane {
	const struct view *view;
	const struct view_context *ctx;
	unsigned context;     /* one bit of enum command_context: what its keys mean */
	int table;            /* the table shown, or -1 */
	struct row_ref row;   /* the record shown; .table -1 for none */
	size_t number, count; /* of that record in the list that it is from; 0 for none */
	struct rect rect;     /* where it is drawn */
	bool focused;         /* keys go here: it places the terminal's cursor */
	bool changed;        /* rows, search or rectangle changed since the last update */
	struct list *list;   /* the rows it shows, in its state, or NULL; set by open */
	struct pager *pager; /* the text it shows, in its state, or NULL; set by open */
	int head;            /* lines of rect above the list; set by update */
	int lines;           /* of each row of the list; 0 is 1; set by update */
	bool links_only;     /* up and down choose the links of the pager */
	struct request request;
	struct column_config *columns; /* of a table's list, in its state; else NULL */
	unsigned refcount;             /* entries of the history that keep it */
	void *state;                   /* of the view; zeroed before open */
};

/* A slot may be NULL where its comment says what happens then. */
struct view {
	const char *name;  /* what an overlay is called on the screen: "Problems" */
	unsigned context;  /* of its panes, unless its update changes that */
	size_t state_size; /* bytes of pane->state */

	/* Prepares the state. NULL: nothing to prepare. */
	void (*open)(struct pane *pane);

	/* Frees what the state owns. NULL: nothing. */
	void (*close)(struct pane *pane);

	/* Brings the state in line with package, search and rectangle. NULL: nothing. */
	void (*update)(struct pane *pane);

	/* Draws into pane->rect of CANVAS, which is blank there. */
	void (*draw)(const struct pane *pane, struct canvas *canvas);

	/* Carries out COMMAND; returns false when the view does not know it. */
	bool (*command)(struct pane *pane, enum command_id command);

	/* Takes CHARACTER, which was typed and is no command here. NULL: nothing is typed. */
	void (*type)(struct pane *pane, uint32_t character);

	/* Follows the cursor of pane->list, which the user has moved: upwards when STEP is
	 * -1, else downwards (1). NULL: nothing follows it. */
	void (*moved)(struct pane *pane, int step);

	/* Puts the cursor on what is drawn in column X, row Y of the pane's rectangle, and
	 * does nothing else. NULL: pane_click. */
	enum clicked (*click)(struct pane *pane, int x, int y);

	/* Scrolls by ROWS (up when negative), the cursor kept on the screen. NULL:
	 * pane_scroll. */
	void (*scroll)(struct pane *pane, int rows);

	/* Goes to what the user typed after ":", a number or a date. Returns false when
	 * that means nothing here. NULL: nothing does. */
	bool (*go)(struct pane *pane, const char *text);

	/* Returns the row under the cursor; .table -1: none. NULL: there never is one. */
	struct row_ref (*focus)(const struct pane *pane);

	/* Appends the text of the cell under the cursor. NULL: the label of the row. */
	void (*cell)(const struct pane *pane, struct str *out);

	/* Returns the row that the chosen link leads to. NULL: there are no links. */
	struct row_ref (*link)(const struct pane *pane);

	/* Puts cursor and scroll into *OUT, and returns to them. NULL both: the pane
	 * keeps them itself. */
	void (*save)(const struct pane *pane, struct saved_pos *out);
	void (*restore)(struct pane *pane, const struct saved_pos *pos);

	/* Moves the cursor by STEP (1, -1) in the order shown and returns the new row;
	 * .table is -1 at an end. NULL: there is no order. */
	struct row_ref (*step_row)(struct pane *pane, int step);

	/* Appends the cursor's position for the status line: "9/45". NULL: nothing. */
	void (*position)(const struct pane *pane, struct str *out);

	/* Works on what takes long until the clock reaches UNTIL; returns true when
	 * nothing is left to do. NULL: there never is. */
	bool (*work)(struct pane *pane, int64_t until);

	/* Appends what is being worked on and how much of it is done, or that it has ended
	 * just now: "Sorting by Name, A to Z… 43 %". NULL: nothing. */
	void (*progress)(const struct pane *pane, struct str *out);

	/* Returns how many columns of the screen show all that it has, MOST at most. NULL:
	 * as many as there are. */
	int (*need)(struct pane *pane, int most);

	/* Puts what is shown into W, to be written in W's format, with the name that its
	 * file may have. Returns false with a sentence in ERR when there is nothing now.
	 * NULL: there never is. */
	bool (*export)(const struct pane *pane, struct export_job *w, struct str *err);
};

enum { PANE_MARGIN = 2 }; /* blank columns at both sides of a pager */

/* Returns a new pane of VIEW for TABLE (-1: none) and ROW, opened, with a reference count
 * of one. */
struct pane *pane_new(const struct view *view, const struct view_context *ctx, int table,
	struct row_ref row);

/* Gives up a reference to PANE, which is closed and freed with the last one. NULL is
 * allowed. */
void pane_drop(struct pane *pane);

/* Leaves a request about ROW in PANE. */
void pane_request(struct pane *pane, enum request_kind kind, struct row_ref row);

/* Leaves a message for the status line. */
void pane_say(struct pane *pane, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Says that there is no search, and how one starts: where a hit was to be gone to. */
void pane_say_no_search(struct pane *pane);

/* Says that the search went on at the other end: at its FIRST hit, or its last. */
void pane_say_wrapped(struct pane *pane, bool first);

/* The slots of a pane that names its list or its pager. */

/* Carries out the commands that move in the list or pager; returns false for others. */
bool pane_move(struct pane *pane, enum command_id command);

/* Puts the list's cursor on the row, or chooses the pager's link, at X, Y of PANE. */
enum clicked pane_click(struct pane *pane, int x, int y);

/* Scrolls the list or pager by ROWS. */
void pane_scroll(struct pane *pane, int rows);

/* Goes to the row of the list whose number, from 1, TEXT is, or says that there is none;
 * false for another text. */
bool pane_go(struct pane *pane, const char *text);

/* Moves the list's cursor by STEP and returns the row that is in focus then; .table is -1,
 * and nothing has moved, at an end. */
struct row_ref pane_step_row(struct pane *pane, int step);

/* Appends the list's position: "9/45". */
void pane_position(const struct pane *pane, struct str *out);

/* Appends that the search found nothing in PANE's table, or anywhere, and the keys that lead
 * on: to hits in other tables, else to the name that is nearest. */
void pane_add_no_hit(const struct pane *pane, struct str *out);

/* Where filters hold in PANE's table: appends a line that names them and the rows there
 * would be without them, and the key that clears them. */
void pane_add_unfiltered(const struct pane *pane, struct str *out);

/* Requests the record of the row in focus or, where a search finds none, the nearest. */
void pane_open_row(struct pane *pane);

/* Draws the pager between its margins. */
void pane_draw_text(const struct pane *pane, struct canvas *canvas);

/* Marks the words of SEARCH in the text of the pager that is drawn. */
void pane_draw_words(
	const struct pane *pane, struct canvas *canvas, const struct search *search);

/* Saves the link and the scroll of the pager: the slot save of views of text. */
void pane_save_text(const struct pane *pane, struct saved_pos *out);

/* Restores them, from POS, which has been saved so. */
void pane_restore_text(struct pane *pane, const struct saved_pos *pos);

/* Returns the part of PANE's rectangle between the margins of a pager. */
struct rect pane_text_rect(const struct pane *pane);

/* What views draw in the same way. */

/*
 * Marks the pieces of TEXT that SEARCH finds, as a value of FIELD (-1: another text) of
 * TABLE (-1: none). TEXT is drawn in column X, row Y of RECT, cut to WIDTH columns.
 */
void pane_draw_hits(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, int field, struct slice text);

/* Draws TEXT, what a row is called (package_add_shown_name, which has returned PLAIN), in
 * exactly WIDTH columns in STYLE, with the label behind the name dimmed. */
void pane_draw_name(struct canvas *canvas, struct rect rect, int x, int y, int width,
	struct slice text, size_t plain, enum style style);

/*
 * Draws TEXT, why a row of TABLE was found, behind an arrow in column X, row Y of RECT,
 * in at most WIDTH columns, with what SEARCH finds in it marked, which is never cut off
 * (result_add_excerpt).
 */
void pane_draw_reason(struct canvas *canvas, struct rect rect, int x, int y, int width,
	const struct search *search, int table, struct slice text);

/* Marks row Y of PANE as the one under the cursor: a bar at its start, and in a pane that
 * has the keys the whole row, with the terminal's cursor in column X. */
void pane_draw_cursor(const struct pane *pane, struct canvas *canvas, int x, int y);

/* Marks CELL, in the row under the cursor of a pane that has the keys, as the cell of the
 * cursor. */
void pane_draw_cell(const struct pane *pane, struct canvas *canvas, struct rect cell);

/* Draws the rows of the list that are seen with DRAW, row I of it in row Y of PANE, and
 * marks the one under the cursor as pane_draw_cursor does. */
void pane_draw_list(const struct pane *pane, struct canvas *canvas, int x,
	void (*draw)(const struct pane *pane, struct canvas *canvas, int y, size_t i));

/* Draws TEXT wrapped into RECT, from its second row on. */
void pane_draw_paragraph(struct canvas *canvas, struct rect rect, const char *text);

/* Draws TEXT where PANE has nothing to show: what happened, why, and the next key. No
 * view leaves a blank box. */
void pane_draw_note(const struct pane *pane, struct canvas *canvas, const char *text);

#endif
