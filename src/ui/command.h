#ifndef UI_COMMAND_H
#define UI_COMMAND_H

/*
 * Everything a person can do, once: a row a command. Dispatch, the key bar, the help
 * pane, the palette, --keys and the manual are made from this table.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Where keys are typed; a command lists those in which it has its keys. */
enum command_context {
	IN_LIST = 1, /* tables, results, problems */
	IN_RECORD = 2,
	IN_TIMELINE = 4,
	IN_MAP = 8,
	IN_OVERVIEW = 16,
	IN_HELP = 32,    /* help and palette rows are walked like a list */
	IN_COLUMNS = 64, /* where the columns of a list are chosen */
	IN_PROMPT = 128,
	IN_PANES = 127, /* everywhere but in the prompt */
};

enum command_id {
	COMMAND_NONE,
	/* moving */
	COMMAND_UP,
	COMMAND_DOWN,
	COMMAND_LEFT,
	COMMAND_RIGHT,
	COMMAND_PAGE_UP,
	COMMAND_PAGE_DOWN,
	COMMAND_HALF_UP,
	COMMAND_HALF_DOWN,
	COMMAND_FIRST,
	COMMAND_LAST,
	COMMAND_PAN_LEFT,
	COMMAND_PAN_RIGHT,
	/* panes */
	COMMAND_NEXT_TAB,
	COMMAND_PREVIOUS_TAB,
	COMMAND_TAB_0,
	COMMAND_TAB_1,
	COMMAND_TAB_2,
	COMMAND_TAB_3,
	COMMAND_TAB_4,
	COMMAND_TAB_5,
	COMMAND_TAB_6,
	COMMAND_TAB_7,
	COMMAND_TAB_8,
	COMMAND_TAB_9,
	COMMAND_OPEN,
	COMMAND_BACK,
	COMMAND_FORWARD,
	COMMAND_CANCEL,
	COMMAND_LEAVE,
	COMMAND_QUIT,
	COMMAND_INTERRUPT,
	COMMAND_SUSPEND,
	COMMAND_NEXT_LINK,
	COMMAND_PREVIOUS_LINK,
	COMMAND_NEXT_RECORD,
	COMMAND_PREVIOUS_RECORD,
	COMMAND_ALL_FIELDS,
	COMMAND_TOGGLE_VIEW,
	/* search */
	COMMAND_SEARCH,
	COMMAND_SEARCH_ALL,
	COMMAND_NEXT_HIT,
	COMMAND_PREVIOUS_HIT,
	COMMAND_FILTER_CELL,
	COMMAND_CLEAR_FILTERS,
	/* lists */
	COMMAND_SORT,
	COMMAND_SORT_REVERSE,
	COMMAND_COLUMNS,
	COMMAND_WIDEN,
	COMMAND_NARROW,
	COMMAND_TOGGLE_COLUMN,
	COMMAND_COLUMN_UP,
	COMMAND_COLUMN_DOWN,
	COMMAND_ALL_COLUMNS,
	/* sharing */
	COMMAND_COPY,
	COMMAND_OPEN_SOURCE,
	COMMAND_EXPORT,
	/* timeline */
	COMMAND_SHOW_TIMELINE,
	COMMAND_ZOOM_IN,
	COMMAND_ZOOM_OUT,
	COMMAND_FIT,
	COMMAND_FOLD,
	COMMAND_FOLD_LANE,
	COMMAND_MARK,
	/* program */
	COMMAND_PROBLEMS,
	COMMAND_RELOAD,
	COMMAND_REDRAW,
	COMMAND_MOUSE,
	COMMAND_PALETTE,
	COMMAND_HELP,
	/* prompt */
	COMMAND_ACCEPT,
	COMMAND_DELETE_BACK,
	COMMAND_DELETE,
	COMMAND_DELETE_WORD,
	COMMAND_DELETE_LINE,
	COMMAND_DELETE_END,
	COMMAND_LINE_START,
	COMMAND_LINE_END,
	COMMAND_CHAR_LEFT,
	COMMAND_CHAR_RIGHT,
	COMMAND_HISTORY_UP,
	COMMAND_HISTORY_DOWN,
	COMMAND_COMPLETE,
	COMMAND_MAX
};

struct command {
	enum command_id id;
	const char *name;  /* for the palette: "next-tab" */
	const char *group; /* heading in the help: "Moving" */
	unsigned where;    /* bits of enum command_context */
	const char *keys;  /* names as in key.h, parted by blanks, the first one shown */
	const char *label; /* word in the key bar, or NULL: not shown there */
	unsigned char
		rank; /* place in the key bar, 1 the most important; 0 without label */
	const char *help; /* what it does, a sentence without full stop */
};

/* All commands in the order of the help; *COUNT gets how many. */
const struct command *command_table(size_t *count);

/* Returns the row of ID, NULL for COMMAND_NONE. When a command has other keys in another
 * context it has a second row; this is the one that holds in CONTEXT, else its first. */
const struct command *command_find(enum command_id id, unsigned context);

/* Returns the command that KEY gives in CONTEXT (one bit), or COMMAND_NONE. */
enum command_id command_for_key(uint32_t key, unsigned context);

/* Appends the table as text, as --keys prints it: group headings, keys, help. */
void command_add_keys(struct str *out);

/* Appends the same as mdoc(7) source for the manual: a subsection a group. */
void command_add_manual(struct str *out);

#endif
