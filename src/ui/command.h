/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_COMMAND_H
#define UI_COMMAND_H

/*
 * A command is what the user can do, with its keys: a row of a table. The table belongs to
 * the program (browser/commands.c), which hands it down at the start; the lookup of keys,
 * the key bar, the help, the palette, --keys and the manual read it through a struct
 * command_table and hold for any other table.
 *
 *	static const struct command rows[] = { { COMMAND_QUIT, "quit", "Program", IN_PANES,
 *		"Q", "Quit from anywhere", NULL, 0, "quit", 1 } };
 *	struct command_table table = { rows, 1 };
 *
 *	if (command_for_key(&table, 'Q', IN_LIST, NULL) == COMMAND_QUIT)
 *		puts(command_find(&table, COMMAND_QUIT, IN_LIST)->help);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"

/* Where keys are typed; a row names those contexts in which its keys hold. */
enum command_context {
	IN_LIST = 1, /* the rows of a table in its columns */
	IN_RECORD = 2,
	IN_TIMELINE = 4, /* drawn to scale */
	IN_MAP = 8,
	IN_PLACE_LIST = 4096, /* the map as a list */
	IN_OVERVIEW = 16,
	IN_HELP = 32,    /* help and palette rows are walked like a list */
	IN_COLUMNS = 64, /* where the columns of a list are chosen */
	IN_RESULTS = 128,
	IN_PROBLEMS = 256,
	IN_EVENT_LIST = 512, /* the timeline as a list */
	IN_VALUES = 1024,    /* where a list is filtered by the values of a column */
	IN_CHANGES = 2048,
	IN_PROMPT = 1 << 15,
	IN_FORM = 1 << 16,        /* where values are typed into a pane */
	IN_UNDECLARED = 1 << 17,  /* with IN_LIST: no descriptor declares the file */
	IN_PANES = IN_PROMPT - 1, /* where nothing is typed */
	IN_EVENTS = IN_TIMELINE | IN_EVENT_LIST,
	IN_PLACES = IN_MAP | IN_PLACE_LIST,
	/* panes whose cursor is on a row of a table */
	IN_ROWS = IN_LIST | IN_RESULTS | IN_RECORD | IN_EVENTS | IN_PLACES,
};

enum command_id {
	/* clang-format off */
	COMMAND_NONE,
	/* moving */
	COMMAND_UP, COMMAND_DOWN, COMMAND_LEFT, COMMAND_RIGHT, COMMAND_PAGE_UP,
	COMMAND_PAGE_DOWN, COMMAND_HALF_UP, COMMAND_HALF_DOWN, COMMAND_FIRST,
	COMMAND_LAST, COMMAND_PAN_LEFT, COMMAND_PAN_RIGHT, COMMAND_PAN_UP, COMMAND_PAN_DOWN,
	/* panes */
	COMMAND_NEXT_TAB, COMMAND_PREVIOUS_TAB, COMMAND_TAB, COMMAND_OPEN,
	COMMAND_BACK, COMMAND_FORWARD, COMMAND_CANCEL, COMMAND_LEAVE, COMMAND_QUIT,
	COMMAND_INTERRUPT, COMMAND_SUSPEND, COMMAND_NEXT_LINK, COMMAND_PREVIOUS_LINK,
	COMMAND_NEXT_RECORD, COMMAND_PREVIOUS_RECORD, COMMAND_ALL_FIELDS,
	COMMAND_TOGGLE_VIEW,
	/* search */
	COMMAND_SEARCH, COMMAND_SEARCH_ALL, COMMAND_NEXT_HIT, COMMAND_PREVIOUS_HIT,
	COMMAND_FILTER_CELL, COMMAND_VALUES, COMMAND_TOGGLE_VALUE,
	COMMAND_CLEAR_FILTERS,
	/* lists */
	COMMAND_SORT, COMMAND_SORT_REVERSE, COMMAND_COLUMNS, COMMAND_WIDEN,
	COMMAND_NARROW, COMMAND_TOGGLE_COLUMN, COMMAND_COLUMN_UP, COMMAND_COLUMN_DOWN,
	COMMAND_ALL_COLUMNS, COMMAND_DIALECT, COMMAND_GUESS,
	/* sharing */
	COMMAND_COPY, COMMAND_OPEN_SOURCE, COMMAND_EXPORT,
	/* map */
	COMMAND_SHOW_MAP, COMMAND_NEXT_PLACE, COMMAND_PREVIOUS_PLACE, COMMAND_EARLIER,
	COMMAND_LATER,
	/* timeline */
	COMMAND_SHOW_TIMELINE, COMMAND_ZOOM_IN, COMMAND_ZOOM_OUT, COMMAND_FIT,
	COMMAND_FOLD, COMMAND_FOLD_LANE, COMMAND_MARK, COMMAND_HITS_ONLY,
	COMMAND_MEMBERS,
	/* program */
	COMMAND_PROBLEMS, COMMAND_RELOAD, COMMAND_CHANGES, COMMAND_REDRAW, COMMAND_MOUSE, COMMAND_THEME,
	COMMAND_PALETTE, COMMAND_HELP,
	/* prompt */
	COMMAND_ACCEPT, COMMAND_DELETE_BACK, COMMAND_DELETE, COMMAND_DELETE_WORD,
	COMMAND_DELETE_LINE, COMMAND_DELETE_END, COMMAND_LINE_START, COMMAND_LINE_END,
	COMMAND_CHAR_LEFT, COMMAND_CHAR_RIGHT, COMMAND_HISTORY_UP,
	COMMAND_HISTORY_DOWN, COMMAND_COMPLETE,
	COMMAND_MAX
	/* clang-format on */
};

struct app;

struct command {
	enum command_id id;
	const char *name;  /* for the palette: "next-tab" */
	const char *group; /* heading in the help: "Moving" */
	unsigned where;    /* bits of enum command_context */
	const char *keys;  /* names as in key.h with a blank between two, the first one
			    * shown; a range of characters, "0-9", is a name too; "":
			    * only its name, in the palette, runs the command */
	const char *help;  /* what it does, a sentence without full stop */

	/* Carries the command out in the program, APP, which has noted the argument. NULL:
	 * only the focused view can. */
	void (*run)(struct app *app);
	int argument; /* of run; the user gives it where keys are a range */

	const char *label;  /* word in the key bar, or NULL: not shown there */
	unsigned char rank; /* order in the key bar, from 1 on; 0 without label */
};

/* All commands in the order of the help. */
struct command_table {
	const struct command *rows;
	size_t count;
};

/* Returns the row of ID, NULL for COMMAND_NONE. A command that has other keys in another
 * context has a second row; this is the one that holds in CONTEXT, else its first. */
const struct command *command_find(
	const struct command_table *t, enum command_id id, unsigned context);

/* Returns whether the user gives ROW a number: its keys are a range. */
bool command_takes_number(const struct command *row);

/*
 * Returns the command of KEY in CONTEXT (one bit), or COMMAND_NONE. *NUMBER (may be NULL)
 * is set to the position of KEY in a range, "0-9", from 0, else to -1.
 */
enum command_id command_for_key(
	const struct command_table *t, uint32_t key, unsigned context, int *number);

/* Returns whether the key bar in CONTEXT shows ROW, which has a key. A row with
 * IN_UNDECLARED is shown only where CONTEXT has it too. */
bool command_in_bar(const struct command *row, unsigned context);

/* Appends the table as text, as --keys prints it: group headings, keys, help. */
void command_add_keys(const struct command_table *t, struct str *out);

/* Appends the same as mdoc(7) source for the manual: a subsection for each group. */
void command_add_manual(const struct command_table *t, struct str *out);

/* --- keys --- */

/*
 * A key is a character (a Unicode code point; C0 for Ctrl and a letter), or one of the named
 * ones above Unicode.
 *
 *	struct str name = STR_INIT;
 *
 *	key_add_name(&name, key_parse(slice_of("Shift-Tab")));
 *	str_release(&name);
 */
enum key {
	KEY_TAB_CHAR = 0x09,
	KEY_ENTER_CHAR = 0x0d, /* LF too */
	KEY_CTRL_C = 0x03,
	KEY_ESC_CHAR = 0x1b,
	KEY_NAMED = 0x110000, /* not a key: the named ones follow */
	/* clang-format off */
	KEY_UP_ARROW, KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
	KEY_SHIFT_UP, KEY_SHIFT_DOWN, KEY_SHIFT_LEFT, KEY_SHIFT_RIGHT,
	KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME_KEY, KEY_END_KEY, KEY_INSERT, KEY_DELETE,
	/* clang-format on */
	KEY_BACK, /* Backspace: DEL and Ctrl-H both */
	KEY_BACK_TAB,
	KEY_F_FIRST, /* F1; F2 is the next */
	KEY_F_LAST = KEY_F_FIRST + 11,
	KEY_NONE, /* nothing, or a sequence without meaning */
	KEY_LAST
};

/* One button and the wheel; dragging and other buttons are left to the terminal. */
enum mouse_act {
	MOUSE_CLICK, /* when the button is pressed; its release is ignored */
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	int x, y; /* column and row of the screen, from 0 */
};

/* Appends the name of KEY: "j", "G", "Ctrl-F", "Down", "Shift-Tab", "PgDn", "Space", "F1". */
void key_add_name(struct str *out, uint32_t key);

/* Returns the key called NAME (as key_add_name writes it), or KEY_NONE. */
uint32_t key_parse(struct slice name);

#endif
