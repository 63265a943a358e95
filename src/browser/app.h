#ifndef BROWSER_APP_H
#define BROWSER_APP_H

/*
 * The browser: tabs over a package, the history of places, the search, the prompt. Keys
 * come in through app_key, the picture goes out through app_draw, work that takes long is
 * done by app_work. Nothing here knows a terminal: the loop (browser/loop.h) does, and a dump
 * is app_draw without one.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "browser/history.h"
#include "base/str.h"
#include "data/load.h"
#include "data/package.h"
#include "ui/panes.h"
#include "query/complete.h"
#include "query/query.h"
#include "query/search.h"
#include "ui/canvas.h"
#include "ui/command.h"
#include "ui/mouse.h"
#include "ui/prompt.h"
#include "output/style.h"
#include "view/view.h"

/* A tab: a table's, the timeline's or the overview's. */
struct tab {
	const char *title; /* of the package, or constant */
	struct pane *pane; /* held */
};

/* What is typed into the last line. */
enum app_prompt {
	APP_PROMPT_NONE,
	APP_PROMPT_SEARCH,  /* the filter of all tables */
	APP_PROMPT_FIND,    /* words to find inside a record or the help */
	APP_PROMPT_COMMAND, /* the palette: a command's name, a row's number, a date */
	APP_PROMPT_EXPORT,  /* the name of a file to write */
	APP_PROMPT_REPLACE, /* one key: whether a file that is there is replaced */
};

/* What is to leave the program. */
enum app_outgoing {
	APP_OUTGOING_NONE,
	APP_OUTGOING_COPY, /* to the clipboard */
	APP_OUTGOING_OPEN, /* to a browser: an address that citation_check_address lets through */
};

/* The commands of this program (browser/commands.c). */
extern const struct command_table app_commands;

struct app {
	struct package *package; /* owned */
	struct load load;
	bool loaded;       /* load is done */
	bool load_stopped; /* a person stopped it */
	bool load_turn;    /* nothing was left to do before it at the last app_work */
	bool search_done;  /* nothing is left to search in the rows known */
	struct search search;
	int64_t search_began; /* clock at which it was set */
	struct search find;
	struct view_context ctx;
	struct tab *tabs;
	size_t tab_count;
	size_t first_tab; /* 0 with an overview, which has the number 0; else 1 */
	struct history history;
	struct pane *preview; /* the record beside the list, or NULL */
	int64_t preview_due;  /* clock at which it follows the cursor; 0: at once */
	bool want_split;
	struct canvas canvas;
	struct panes panes;

	struct prompt prompt;
	enum app_prompt prompting;
	bool prompt_in_list;      /* Down has gone into the list below the prompt */
	struct str query_before;  /* what Esc brings back */
	struct query query_kept;  /* the search that what is typed is added to */
	struct complete complete; /* what Tab offers */
	size_t complete_at;       /* the one of it that stands in the prompt ... */
	size_t complete_end;      /* ... up to this byte */
	bool completing;          /* Tab goes to the next */
	struct saved_pos position_before;
	bool position_noted; /* position_before is set */
	bool open_waits;     /* Enter came before the search had found anything */

	struct str message; /* for the status line, until the next key */
	enum style message_style;
	bool copying;               /* the next key tells what to copy */
	enum app_outgoing outgoing; /* for the loop to carry out (browser/helper.h) */
	struct str outgoing_text;   /* has been through the gate, or may be opened */
	struct str outgoing_note;   /* what it is of, to be told, or "" */
	struct str path;            /* what was opened, for reloading */
	struct reload
		*reload; /* browser/reload.h; NULL while nothing is being read again */
	struct export *export; /* browser/export.h; NULL while nothing is being written */
	bool mouse;            /* is to be on: the loop turns it on and off */
	bool safe;             /* in what is exported no cell is a formula */
	bool dirty;            /* the picture is not what it should be */
	bool touch;            /* the terminal's picture is not to be trusted */
	bool suspend;          /* the loop is to stop the process */
	bool done;             /* the loop is to end */
};

/*
 * Opens the package at PATH and makes the tabs. TODAY as in cli/paths.h. Returns false
 * with a sentence in ERR when there is nothing to show; A is then not to be released.
 */
bool app_init(struct app *a, const char *path, int64_t today, struct str *err);

/* Frees all. */
void app_release(struct app *a);

/* Where the program starts: tab NAME (a table or a title), search QUERY, record SELECT;
 * each may be NULL. Returns false with a sentence in ERR when one of them is not there.
 */
bool app_start(struct app *a, const char *tab, const char *query, const char *select,
	struct str *err);

/* Carries out what KEY means where one is. */
void app_key(struct app *a, uint32_t key);

/* Carries out what MOUSE did on the picture drawn last. */
void app_mouse(struct app *a, struct mouse mouse);

/* Returns the columns in force of the list that one is in, *COUNT of them, which live
 * until the next key; NULL, and none, where there is no list of a table. */
const struct path *app_columns(struct app *a, size_t *count);

/* Tells whether what is shown comes through standard input, which is read only once. */
bool app_piped(const struct app *a);

/* Works on loading, searching, sorting until the clock reaches UNTIL; returns true when
 * nothing is left to do. */
bool app_work(struct app *a, int64_t until);

/* Returns the descriptor of a pipe when there is nothing to work on before it brings
 * something, else -1. */
int app_wait_fd(const struct app *a);

/* Brings the panes that are seen in line with the model on a screen of COLS by ROWS. */
void app_layout(struct app *a, int cols, int rows);

/* Returns how long the picture may stay as it is when no key comes: nanoseconds, -1 for
 * ever, 0 when it is to be drawn now. */
int64_t app_patience(const struct app *a);

/* Draws the whole screen of COLS by ROWS into a->canvas. */
void app_draw(struct app *a, int cols, int rows);

/* --- for the other files of this folder --- */

/* Returns the pane that fills the body, or the list beside the record. */
struct pane *app_main_pane(struct app *a);

/* Returns the pane that keys go to. */
struct pane *app_focus_pane(struct app *a);

/* Brings the panes in line when keys come faster than pictures: a key means what it would
 * mean on the picture that would stand there. */
void app_settle(struct app *a);

/* app_work in the midst of a key: all but what was read again, which would take the panes
 * away from under the caller. */
bool app_work_here(struct app *a, int64_t until);

/* Sets the message of the status line. */
void app_say(struct app *a, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Carries out COMMAND: the view's, or the program's own. NUMBER: the argument that the
 * user gave, or -1. */
void app_command(struct app *a, enum command_id command, int number);

/* Returns the tab that is drawn at column X, or the number of tabs. */
size_t app_tab_at(struct app *a, int x);

/* Goes from the record beside the list into the list. */
void app_go_main(struct app *a);

/* Goes to tab NUMBER (an index). */
void app_go_tab(struct app *a, size_t number);

/* Opens VIEW over the tab. */
void app_go_over(struct app *a, const struct view *view);

/* Opens the record of REF. */
void app_go_record(struct app *a, struct row_ref ref);

/* Sets the search of all tables to TEXT. */
void app_search(struct app *a, const char *text);

/* Goes to the tab of REF's table with the cursor on it. */
void app_go_row(struct app *a, struct row_ref ref);

/* Goes to the timeline: to the event REF when it is one, else to the events that name the
 * row REF; .table -1: as it was left. */
void app_show_timeline(struct app *a, struct row_ref ref);

/* Goes one place back; tells when there is none. */
void app_back(struct app *a);

/* Goes one place forward again; tells when there is none. */
void app_forward(struct app *a);

/* One place back, out of what one does not return to: the palette. */
void app_leave(struct app *a);

/* Marks all panes as changed: another package, another search, another size. */
void app_changed(struct app *a);

/* Opens the prompt KIND, with TEXT in it; that of the search adds to what is searched. */
void app_prompt_open(struct app *a, enum app_prompt kind, const char *text);

/* Puts in what may complete the word at the cursor of the open prompt, each time another;
 * tells whether there is any. */
bool app_complete(struct app *a);

/* Tells in the status line what was put in and what comes next. */
void app_tell_completions(struct app *a);

/* Carries out KEY in the open prompt. */
void app_prompt_key(struct app *a, uint32_t key);

/* Asks what is to be copied. */
void app_copy(struct app *a);

/* Carries out KEY as the answer: leaves a text in A as outgoing, or tells why not. */
void app_copy_key(struct app *a, uint32_t key);

/* Leaves the address to be opened from where one is as outgoing, or tells why not. */
void app_open_source(struct app *a);

/* Works until nothing is left to do. */
void app_finish(struct app *a);

/* Returns the number of the tab called NAME (a table's name or a title, in any case), or
 * the number of tabs. */
size_t app_find_tab(const struct app *a, const char *name);

/* Returns the row that SELECT names: TABLE/KEY, or a key of the present tab's table;
 * .table is -1, or .row ROW_NONE, when there is none. */
struct row_ref app_find_row(struct app *a, const char *select);

/* Makes PACKAGE, which A owns from now on, the one that is shown. */
void app_set_package(struct app *a, struct package *package);

/* Makes the tabs for a->package. */
void app_make_tabs(struct app *a);

/* Lets go of the COUNT panes of TABS, and frees TABS. */
void app_drop_tabs(struct tab *tabs, size_t count);

/* Lets go of all other panes: those of the history, the preview. */
void app_drop_panes(struct app *a);

#endif
