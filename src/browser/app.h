/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BROWSER_APP_H
#define BROWSER_APP_H

/*
 * The browser: tabs over a package, the history, the search, the prompt. Keys come in
 * through app_key, the picture goes out through app_draw, work that takes long is done by
 * app_work. Nothing here knows a terminal but loop.c: a dump is app_draw without one.
 *
 *	struct str err = STR_INIT;
 *	struct app a;
 *
 *	if (app_init(&a, &app_commands, "data", NULL, calendar_day(2026, 11, 26), &err)) {
 *		app_finish(&a);
 *		app_draw(&a, 80, 24);
 *		app_release(&a);
 *	}
 *
 * The state is this struct. The files of the folder call each other downwards: loop,
 * commands, prompt_input, screen, then navigate, copy, export, reload, and app last. What
 * is to happen above is left as a request (struct pane) or in the state.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "browser/navigate.h"
#include "data/load.h"
#include "data/package.h"
#include "diff/diff.h"
#include "output/listing.h"
#include "output/style.h"
#include "query/complete.h"
#include "query/query.h"
#include "query/search.h"
#include "ui/canvas.h"
#include "ui/command.h"
#include "ui/frame.h"
#include "ui/prompt.h"
#include "view/view.h"

/* A tab: a table's, the timeline's or the overview's. */
struct tab {
	const char *title; /* of the package, or constant */
	const struct view *view;
	int table;         /* as in its pane */
	struct pane *pane; /* a reference; NULL until app_tab_pane */
	bool noted;        /* how its file is read was in the status line */
};

/* What is typed into the last line. */
enum app_prompt {
	APP_PROMPT_NONE,
	APP_PROMPT_SEARCH,  /* the filter of all tables */
	APP_PROMPT_FIND,    /* words to find in a record or the help */
	APP_PROMPT_COMMAND, /* the palette: a command's name, a row's number, a date */
	APP_PROMPT_EXPORT,  /* the name of a file to write */
	APP_PROMPT_REPLACE, /* one key: whether a file that exists is replaced */
};

/* What is to leave the program. */
enum app_outgoing {
	APP_OUTGOING_NONE,
	APP_OUTGOING_COPY, /* to the clipboard */
	APP_OUTGOING_OPEN, /* to a browser: an address that may be opened */
};

enum { APP_CHIPS = QUERY_TERMS }; /* filters and clauses that are shown */

struct app {
	struct package *package; /* owned */
	struct load load;
	bool loaded;       /* load is done */
	bool load_stopped; /* by the user */
	bool worked;       /* the panes may not yet show what was found */
	bool load_turn;    /* nothing was left to do before it at the last app_work */
	bool search_done;  /* nothing is left to search in the rows known */
	struct search search;
	int64_t search_began; /* clock at which it was set */
	struct search find;
	struct view_context ctx;
	struct tab *tabs;
	size_t tab_count;
	char *tab_keys;   /* see struct view_context; owned */
	size_t first_tab; /* 0 with an overview, which has the number 0; else 1 */
	struct history history;
	struct pane *preview; /* the record next to the list, or NULL */
	int64_t preview_due;  /* clock at which it follows the cursor; 0: at once */
	bool want_split;
	struct canvas canvas;
	struct panes panes;

	struct prompt prompt;
	enum app_prompt prompting;
	bool prompt_in_list;           /* Down has gone into the list below the prompt */
	bool prompt_typed;             /* there was a text in it */
	bool typed;                    /* letters that have not taken effect yet */
	struct str query_before;       /* what Esc brings back ... */
	struct filters filters_before; /* ... and the filters */
	size_t history_before;         /* entry in which the prompt was opened */
	struct complete complete;      /* what Tab puts in */
	size_t complete_at;            /* index of the item that is in the prompt ... */
	size_t complete_end;           /* ... up to this byte */
	bool completing;               /* Tab goes to the next item */
	struct saved_pos pos_before;   /* of the main pane, if it saves one */
	bool open_waits;   /* Enter came before the search had found anything */
	bool accept_waits; /* and so did the Enter that closed the prompt */
	bool early_enter;  /* one was read that is to wait for the search */

	struct str message; /* for the status line, until the next key */
	enum style message_style;
	int64_t interrupted; /* clock at which Ctrl-C found nothing to stop, or 0 */
	int argument;        /* of the command that is carried out */
	bool copying;        /* the next key says what to copy */
	enum app_outgoing outgoing; /* for the loop to carry out (browser/helper.h) */
	struct str outgoing_text;   /* made visible by text.c, or a checked address */
	struct str outgoing_note;   /* what it is of, to be reported, or "" */
	struct str path;            /* what was opened, for reloading */
	char *place; /* where to go when it is loaded (app_go_place); owned;
				     * NULL: nowhere */
	struct overrides overrides; /* how its files are written, as the user set it */
	const char *language;       /* of the names of rows, or NULL (data/localname.h) */
	bool language_asked;        /* when it is unknown, the user is to know */
	const struct diag *faults;  /* of the configuration, or NULL */
	struct package *reload;     /* being read again; owned; NULL: nothing is */
	struct package_opening *reload_opening; /* of it; NULL: it is open */
	struct load reload_load;
	bool reload_done;    /* reload_load is done */
	bool reload_dialect; /* because the user set how a file is read */
	bool reload_watched; /* because a file changed: what is worse than before waits */
	bool reload_compared;    /* reload_diff is prepared ... */
	bool reload_matched;     /* ... and done */
	struct diff reload_diff; /* to what is being read again */
	int64_t reload_began;    /* clock at which it began ... */
	int64_t reload_next; /* ... and before which a change of a file begins no other */
	struct package
		*former;     /* what changes are from; owned; NULL: nothing is compared */
	struct diff changes; /* from it to package */
	struct load former_load;     /* of one that was given (ctx.compared) ... */
	struct diff_options compare; /* ... and how it is compared */
	struct export *export; /* browser/export.h; NULL while nothing is being written */
	int chips[APP_CHIPS];  /* columns in the status line of the signs that drop a
				* filter, then a clause; -1: not drawn */
	bool watched;          /* changed files are read again by themselves */
	bool mouse;            /* is to be on: the loop turns it on and off */
	enum theme theme;      /* of the screen: the loop hands it to the terminal */
	struct csv_options csv; /* of what is exported */
	bool dirty;             /* the picture is not what it should be */
	bool touch;             /* the terminal's picture is not to be trusted */
	bool suspend;           /* the loop is to stop the process */
	bool done;              /* the loop is to end */
	int64_t looked;         /* clock_used at the last look at the keys; 0: none yet */
	int64_t longest;        /* nanoseconds of work between two looks, at most */
};

/* --- app.c --- */

/*
 * Opens the package at PATH and makes the tabs; COMMANDS outlives A. TODAY is a
 * day number (base/calendar.h). OVERRIDES (NULL: none) say how files are written that no
 * descriptor declares; A takes over what they own. Returns false with a sentence in ERR
 * when there is nothing to show; A is then not to be released.
 */
bool app_init(struct app *a, const struct command_table *commands, const char *path,
	struct overrides *overrides, int64_t today, struct str *err);

/* Frees all. */
void app_release(struct app *a);

/* Makes the tabs of PACKAGE, which A owns from now on, and shows the first. */
void app_set_package(struct app *a, struct package *package);

/* Lists FAULTS, which outlive A, among the problems of this package and later ones. */
void app_set_faults(struct app *a, const struct diag *faults);

/* Calls rows by their names in LANGUAGE (NULL: by their labels), a tag that outlives A, in
 * this package and later ones; ASKED: by the user, who learns it where there are none. */
void app_set_language(struct app *a, const char *language, bool asked);

/* Gives up the COUNT panes of TABS, and frees TABS. */
void app_drop_tabs(struct tab *tabs, size_t count);

/* Gives up all other panes: those of the history, the preview. */
void app_drop_panes(struct app *a);

/* Gives up a reading again that goes on. */
void app_reload_stop(struct app *a);

/* Forgets what the data were before, and what changed. No pane may show that. */
void app_drop_changes(struct app *a);

/* Returns whether what is shown comes through standard input, which is read only once. */
bool app_piped(const struct app *a);

/* Returns the pane of a->tabs[TAB], which is made when it is first asked for: of thousands
 * of tables few are shown. */
struct pane *app_tab_pane(struct app *a, size_t tab);

/* Returns the index of the tab called NAME (a table's name or a title, in any case), or
 * the number of tabs. */
size_t app_find_tab(const struct app *a, const char *name);

/* Returns the row that SELECT names: TABLE/KEY, or a key of the present tab's table;
 * .table is -1, or .row ROW_NONE, when there is none. */
struct row_ref app_find_row(struct app *a, const char *select);

/* Sets the message of the status line. */
void app_say(struct app *a, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Marks all panes as changed: another package, another search, another size. */
void app_changed(struct app *a);

/* Sets the search of all tables to TEXT. */
void app_search(struct app *a, const char *text);

/* Replaces the filters by a copy of FILTERS. */
void app_filter(struct app *a, const struct filters *filters);

/* Adds FILTER, with the caller's reference to it, to the filters. */
void app_add_filter(struct app *a, struct filter *filter);

/* Returns whether the filter of index I holds in the table that is shown, if one is. */
bool app_shows_filter(struct app *a, size_t i);

/* Drops the filter of index I. */
void app_drop_filter(struct app *a, size_t i);

/* Works on what is seen, search, pane and loading, as app_work does, but not on what was
 * read again, which would take the panes away from the caller. */
bool app_work_seen(struct app *a, int64_t until);

/* --- screen.c --- */

/* Brings the panes that are seen in line with the model on a screen of COLS by ROWS. */
void app_layout(struct app *a, int cols, int rows);

/* Brings the panes in line when keys come faster than pictures: a key means what it would
 * mean on the picture that is due. */
void app_update(struct app *a);

/* Returns how long the picture may stay as it is when no key comes: nanoseconds, -1 for
 * ever, 0 when it is to be drawn now. */
int64_t app_patience(const struct app *a);

/* Shows or hides the record next to the list. */
void app_toggle_record(struct app *a);

/* Draws the whole screen of COLS by ROWS into a->canvas. */
void app_draw(struct app *a, int cols, int rows);

/* Returns the index of the tab that is drawn at column X, or the number of tabs. */
size_t app_tab_at(struct app *a, int x);

/* Drops the filter, or the part of the search, whose sign to do so is drawn at column X of
 * the status line; nothing happens when there is none. */
void app_click_status(struct app *a, int x);

/* --- prompt_input.c --- */

/* Opens the prompt KIND with TEXT in it, selected; in one for a search it is the present
 * search. */
void app_prompt_open(struct app *a, enum app_prompt kind, const char *text);

/* Returns the one row to which Enter in the prompt of the search leads, or ROW_NOWHERE: the
 * only one in the results, or when nothing was found the nearest. */
struct row_ref app_prompt_target(struct app *a);

/* Closes the prompt and puts everything back as it was when it was opened. */
void app_prompt_cancel(struct app *a);

/* Lets the letters typed into the prompt take effect, if there are new ones. */
void app_take_typed(struct app *a);

/* Carries out KEY in the open prompt; letters take effect with app_take_typed. What the
 * pane in focus has to do then, it has left as a request. */
void app_prompt_key(struct app *a, uint32_t key);

/* --- kept.c --- */

enum {
	APP_SEARCHES_MOST = 200,  /* searches kept from one run to the next */
	APP_SEARCHES_LINE = 1000, /* bytes of one; longer ones are not kept */
	APP_PLACE_MOST = 4000,    /* bytes of a place with its package; likewise */
};

/*
 * Appends the path of the file NAME that is kept from one run to the next: below STATE
 * (XDG_STATE_HOME of the XDG Base Directory Specification, which ignores a relative one),
 * else below HOME. Either may be NULL; false when neither will do.
 */
bool app_kept_path(
	const char *state, const char *home, const char *name, struct str *out);

/* Adds to D what keeps these files from being read or written, as far as that is known
 * before it is tried: the folder, else each file. */
void app_kept_check(const char *state, const char *home, struct diag *d);

/* Puts the lines of the file at PATH, oldest first, into the history of the empty P; what
 * cannot be read is left out. Returns false when there is a file that cannot be read. */
bool app_searches_read(const char *path, struct prompt *p);

/* Adds P's history from index KNOWN on to the file at PATH, and keeps the newest lines of
 * it. The file is replaced wholly or, where that fails or it cannot be read, not at all; up
 * to three folders on the way are made. */
void app_searches_write(const char *path, const struct prompt *p, size_t known);

/* Chooses the columns that the file at PATH has for the lists of A; what cannot be read or
 * is no more is left out. */
void app_columns_read(const char *path, struct app *a);

/* Puts the columns chosen in A into the file at PATH, as app_searches_write does; those of
 * other packages stay. */
void app_columns_write(const char *path, struct app *a);

/* Takes from the file at PATH where the user was in this package: A goes there when all is
 * loaded (app_go_place), unless a key comes before. */
void app_place_read(const char *path, struct app *a);

/* Puts where the user is into the file at PATH, as app_searches_write does; the places in
 * other packages stay. */
void app_place_write(const char *path, struct app *a);

/* Takes into ALL what the file at PATH has of how files are read, as app_dialects_write put
 * it there; what cannot be read is left out. Returns as app_searches_read does. */
bool app_dialects_read(const char *path, struct overrides *all);

/* Puts what was set in this run into the file at PATH, as app_searches_write does; what it
 * has of other files stays. */
void app_dialects_write(const char *path, const struct overrides *all);

/* --- place.c --- */

/* Appends where the user is as a JSON object in one line: tab, search, filters, and of the
 * tab's pane the row by its key, columns sorted by, scale of the timeline; the record. */
void app_add_place(struct app *a, struct str *out);

/* Goes to a->place, as app_add_place writes it, and frees it. What is no more is left out.
 * All is loaded. */
void app_go_place(struct app *a);

/* --- copy.c --- */

/* Asks what is to be copied. */
void app_copy(struct app *a);

/* Carries out KEY as the answer: leaves a text in A as outgoing, or says why not. The
 * panes are in line. */
void app_copy_key(struct app *a, uint32_t key);

/* Leaves the address to be opened from the row under the cursor as outgoing, or says why
 * not. */
void app_open_source(struct app *a);

/* --- reload.c --- */

/* Opens the form in which the user says how the file of the table shown is read, or says
 * why that cannot be changed. */
void app_dialect(struct app *a);

/* Says in the status line, when the list of a table is shown first, how its file is read,
 * if that is guessed or set. */
void app_note_dialect(struct app *a);

/* Reads the file of table TABLE again, as OVERRIDE says, now and in later runs. */
void app_set_dialect(struct app *a, int table, const struct override *override);

/* Starts reading the package again; does nothing when that goes on already. */
void app_reload(struct app *a);

/* Does the same, because the file NAME of SIZE bytes has changed; of a large one that is
 * only said. What cannot be read, or seems to be half written, leaves the old data. */
void app_reload_changed(struct app *a, const char *name, uint64_t size);

/* Reads on until the clock reaches UNTIL, compares what was read, and takes the new package
 * over when nobody is in the midst of something; returns true when nothing is left to do. */
bool app_reload_work(struct app *a, int64_t until);

/* Has what is shown be compared with the package at PATH, by OPTIONS, whose texts are
 * borrowed. Returns false with a sentence in ERR when that cannot be opened. */
bool app_compare(struct app *a, const char *path, const struct diff_options *options,
	struct str *err);

/* Opens the list of what the last reload changed, or of what is compared. */
void app_show_changes(struct app *a);

/* --- commands.c --- */

/* The commands of this program. */
extern const struct command_table app_commands;

/* Carries out what KEY means in the pane that has the keys. */
void app_key(struct app *a, uint32_t key);

/* Carries out COMMAND: the view's, or the program's own. NUMBER: the argument that the
 * user gave, or -1. */
void app_command(struct app *a, enum command_id command, int number);

/* --- loop.c --- */

/* The keys are looked at now: counts the work since the last time into A->longest. */
void app_look(struct app *a);

/* Carries out what MOUSE did on the picture drawn last. */
void app_mouse(struct app *a, struct mouse mouse);

/* Goes where the program starts: tab NAME (a table or a title), search QUERY, record
 * SELECT; each may be NULL. Returns false with a sentence in ERR when one is missing. */
bool app_start(struct app *a, const char *tab, const char *query, const char *select,
	struct str *err);

/* Works on loading, searching, sorting, writing until the clock reaches UNTIL; returns
 * true when nothing is left to do. */
bool app_work(struct app *a, int64_t until);

/* Works until nothing is left to do. */
void app_finish(struct app *a);

/* Returns the descriptor of a pipe when there is nothing to work on before it brings
 * something, else -1. */
int app_wait_fd(const struct app *a);

/* Runs A on the open terminal until the user leaves or a signal ends it. */
void app_run(struct app *a);

#endif
