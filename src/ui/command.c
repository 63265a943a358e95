#include "config.h"

#include "ui/command.h"

#include <string.h>

#include "base/slice.h"
#include "base/text.h"
#include "ui/key.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Where one is on a row of a table. */
enum { IN_PLACES = IN_LIST | IN_RECORD | IN_TIMELINE | IN_MAP };

/*
 * A row stands in the group under which a person would look for it. Where a key means
 * something else, the command that it has everywhere else needs a second row: Tab goes
 * from link to link in a record, Space marks where columns are chosen.
 */
static const struct command commands[] = {
	/* clang-format off */
	{ COMMAND_UP, "up", "Moving", IN_PANES & ~IN_TIMELINE, "Up k Ctrl-P", NULL, 0,
		"Go up a row" },
	{ COMMAND_DOWN, "down", "Moving", IN_PANES & ~IN_TIMELINE, "Down j Ctrl-N", NULL,
		0, "Go down a row" },
	{ COMMAND_LEFT, "left", "Moving", IN_LIST, "Left h", NULL, 0,
		"Go to the column at the left" },
	{ COMMAND_RIGHT, "right", "Moving", IN_LIST, "Right l", NULL, 0,
		"Go to the column at the right" },
	{ COMMAND_PAGE_UP, "page-up", "Moving", IN_PANES, "PgUp b Ctrl-B", NULL, 0,
		"Go up a page" },
	{ COMMAND_PAGE_DOWN, "page-down", "Moving", IN_PANES & ~IN_COLUMNS,
		"PgDn Space Ctrl-F", NULL, 0, "Go down a page" },
	{ COMMAND_HALF_UP, "half-up", "Moving", IN_PANES, "Ctrl-U", NULL, 0,
		"Go up half a page" },
	{ COMMAND_HALF_DOWN, "half-down", "Moving", IN_PANES, "Ctrl-D", NULL, 0,
		"Go down half a page" },
	{ COMMAND_FIRST, "first", "Moving", IN_PANES, "g Home", NULL, 0,
		"Go to the first row, link or event" },
	{ COMMAND_LAST, "last", "Moving", IN_PANES, "G End", NULL, 0,
		"Go to the last row, link or event" },

	{ COMMAND_OPEN, "open", "Panes", IN_PANES & ~(IN_RECORD | IN_COLUMNS), "Enter",
		"open", 2, "Open what the cursor is on" },
	{ COMMAND_BACK, "back", "Panes", IN_PANES & ~IN_RECORD, "Backspace <", NULL, 0,
		"Go back to where you were before" },
	{ COMMAND_FORWARD, "forward", "Panes", IN_PANES, ">", NULL, 0,
		"Go forward again after going back" },
	{ COMMAND_CANCEL, "cancel", "Panes", IN_PANES, "Esc", NULL, 0,
		"Cancel, or go up one level; never quits" },
	{ COMMAND_LEAVE, "leave", "Panes", IN_PANES, "q", "back, quit", 16,
		"Go back one level; at the root, quit" },
	{ COMMAND_NEXT_TAB, "next-tab", "Panes", IN_PANES & ~IN_RECORD, "Tab ]",
		"next tab", 10, "Go to the next tab" },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", "Panes", IN_PANES & ~IN_RECORD,
		"Shift-Tab [", NULL, 0, "Go to the tab before" },
	{ COMMAND_TAB_0, "tab-0", "Panes", IN_PANES, "0", NULL, 0, "Go to the overview" },
	{ COMMAND_TAB_1, "tab-1", "Panes", IN_PANES, "1", NULL, 0,
		"Go to the first tab" },
	{ COMMAND_TAB_2, "tab-2", "Panes", IN_PANES, "2", NULL, 0,
		"Go to the second tab" },
	{ COMMAND_TAB_3, "tab-3", "Panes", IN_PANES, "3", NULL, 0,
		"Go to the third tab" },
	{ COMMAND_TAB_4, "tab-4", "Panes", IN_PANES, "4", NULL, 0,
		"Go to the fourth tab" },
	{ COMMAND_TAB_5, "tab-5", "Panes", IN_PANES, "5", NULL, 0,
		"Go to the fifth tab" },
	{ COMMAND_TAB_6, "tab-6", "Panes", IN_PANES, "6", NULL, 0,
		"Go to the sixth tab" },
	{ COMMAND_TAB_7, "tab-7", "Panes", IN_PANES, "7", NULL, 0,
		"Go to the seventh tab" },
	{ COMMAND_TAB_8, "tab-8", "Panes", IN_PANES, "8", NULL, 0,
		"Go to the eighth tab" },
	{ COMMAND_TAB_9, "tab-9", "Panes", IN_PANES, "9", NULL, 0,
		"Go to the ninth tab" },

	{ COMMAND_SEARCH, "search", "Search", IN_PANES, "/", "search", 3,
		"Search: the pane is filtered as you type" },
	{ COMMAND_SEARCH_ALL, "search-all", "Search", IN_PANES, "f", "find in all", 14,
		"Show what the search finds in all tables together" },
	{ COMMAND_NEXT_HIT, "next-hit", "Search", IN_PANES, "n", NULL, 0,
		"Go to the next hit of the search" },
	{ COMMAND_PREVIOUS_HIT, "previous-hit", "Search", IN_PANES, "N", NULL, 0,
		"Go to the hit before" },
	{ COMMAND_FILTER_CELL, "filter-cell", "Search", IN_LIST, "=", "filter", 6,
		"Keep only rows with the value under the cursor" },
	{ COMMAND_CLEAR_FILTERS, "clear-filters", "Search", IN_PANES, "C", NULL, 0,
		"Clear search and filters" },

	{ COMMAND_SORT, "sort", "Lists", IN_LIST, "s", "sort", 4,
		"Sort by the column the cursor is in" },
	{ COMMAND_SORT_REVERSE, "sort-reverse", "Lists", IN_LIST, "S", NULL, 0,
		"Sort by this column the other way round" },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Lists", IN_LIST, "v", "record", 5,
		"Show or hide the record beside the list" },
	{ COMMAND_SHOW_TIMELINE, "show-timeline", "Lists", IN_PANES & ~IN_TIMELINE, "t",
		"timeline", 13, "Show this row on the timeline" },

	{ COMMAND_COLUMNS, "columns", "Lists", IN_LIST, "c", "columns", 11,
		"Choose the columns and their order" },
	{ COMMAND_WIDEN, "widen", "Lists", IN_LIST, "+", NULL, 0,
		"Make the column the cursor is in wider" },
	{ COMMAND_NARROW, "narrow", "Lists", IN_LIST, "-", NULL, 0,
		"Make the column the cursor is in narrower" },
	{ COMMAND_TOGGLE_COLUMN, "toggle-column", "Lists", IN_COLUMNS, "Space Enter",
		"show or hide", 2, "Show this column or hide it" },
	{ COMMAND_COLUMN_DOWN, "column-down", "Lists", IN_COLUMNS, "J Shift-Down",
		"down", 4, "Move this column down: in the list, to the right" },
	{ COMMAND_COLUMN_UP, "column-up", "Lists", IN_COLUMNS, "K Shift-Up", "up", 5,
		"Move this column up: in the list, to the left" },
	{ COMMAND_ALL_COLUMNS, "all-columns", "Lists", IN_COLUMNS, "a", "all, own", 6,
		"Show all columns, or those the table has of its own" },
	{ COMMAND_PAGE_DOWN, "page-down", "Lists", IN_COLUMNS, "PgDn Ctrl-F", NULL, 0,
		"Go down a page of the columns" },

	{ COMMAND_OPEN, "open", "Record", IN_RECORD, "Enter", "follow", 2,
		"Follow the link the cursor is on" },
	{ COMMAND_BACK, "back", "Record", IN_RECORD, "Backspace <", "back", 4,
		"Go back to where you were before" },
	{ COMMAND_NEXT_LINK, "next-link", "Record", IN_RECORD, "Tab", "next link", 5,
		"Go to the next link" },
	{ COMMAND_PREVIOUS_LINK, "previous-link", "Record", IN_RECORD, "Shift-Tab", NULL,
		0, "Go to the link before" },
	{ COMMAND_NEXT_RECORD, "next-record", "Record", IN_RECORD, "J", "next record", 6,
		"Go to the next record of the list" },
	{ COMMAND_PREVIOUS_RECORD, "previous-record", "Record", IN_RECORD, "K", NULL, 0,
		"Go to the record before" },
	{ COMMAND_ALL_FIELDS, "all-fields", "Record", IN_RECORD, "a", "all fields", 7,
		"Show empty fields too, or hide them again" },
	{ COMMAND_NEXT_TAB, "next-tab", "Record", IN_RECORD, "]", "next tab", 10,
		"Go to the next tab" },
	{ COMMAND_PREVIOUS_TAB, "previous-tab", "Record", IN_RECORD, "[", NULL, 0,
		"Go to the tab before" },

	{ COMMAND_LEFT, "left", "Timeline", IN_TIMELINE | IN_MAP, "Left h", NULL, 0,
		"Go to the event before, or the place at the left" },
	{ COMMAND_RIGHT, "right", "Timeline", IN_TIMELINE | IN_MAP, "Right l",
		"next event", 4, "Go to the next event, or the place at the right" },
	{ COMMAND_UP, "up", "Timeline", IN_TIMELINE, "Up k Ctrl-P", NULL, 0,
		"Go to the lane above" },
	{ COMMAND_DOWN, "down", "Timeline", IN_TIMELINE, "Down j Ctrl-N", "next lane", 8,
		"Go to the lane below" },
	{ COMMAND_PAN_LEFT, "pan-left", "Timeline", IN_TIMELINE | IN_MAP, "H Shift-Left",
		NULL, 0, "Move the window to the left" },
	{ COMMAND_PAN_RIGHT, "pan-right", "Timeline", IN_TIMELINE | IN_MAP,
		"L Shift-Right", NULL, 0, "Move the window to the right" },
	{ COMMAND_ZOOM_IN, "zoom-in", "Timeline", IN_TIMELINE | IN_MAP, "+", "zoom in", 5,
		"Zoom in around the cursor" },
	{ COMMAND_ZOOM_OUT, "zoom-out", "Timeline", IN_TIMELINE | IN_MAP, "-", "zoom out",
		6, "Zoom out around the cursor" },
	{ COMMAND_FIT, "fit", "Timeline", IN_TIMELINE | IN_MAP, "z", "fit", 7,
		"Fit the window to all that is shown" },
	{ COMMAND_TOGGLE_VIEW, "toggle-view", "Timeline", IN_TIMELINE, "v", "list form",
		9, "Change between the drawn timeline and its list" },
	{ COMMAND_FOLD, "fold", "Timeline", IN_TIMELINE, "x", NULL, 0,
		"Fold or unfold the long empty spans" },
	{ COMMAND_FOLD_LANE, "fold-lane", "Timeline", IN_TIMELINE, "X", NULL, 0,
		"Fold the lane to its count, or unfold it" },
	{ COMMAND_MARK, "mark", "Timeline", IN_TIMELINE, "M", "mark", 17,
		"Mark this event, to measure the time to others" },

	{ COMMAND_COPY, "copy", "Sharing", IN_PLACES, "y", "copy", 12,
		"Copy: c cell, r row, e record, s citation, l link" },
	{ COMMAND_OPEN_SOURCE, "open-source", "Sharing", IN_PLACES, "o", NULL, 0,
		"Open the source, or the link here, in a browser" },
	{ COMMAND_EXPORT, "export", "Sharing", IN_LIST | IN_RECORD | IN_TIMELINE, "e",
		"export", 18, "Write what is shown into a file: CSV, JSON, Markdown" },

	{ COMMAND_HELP, "help", "Program", IN_PANES, "? F1", "help", 1,
		"Show what every key does" },
	{ COMMAND_PALETTE, "palette", "Program", IN_PANES, ":", "commands", 15,
		"Run a command by its name, or go to a row or year" },
	{ COMMAND_PROBLEMS, "problems", "Program", IN_PANES, "!", NULL, 0,
		"Show the problems found in the data" },
	{ COMMAND_RELOAD, "reload", "Program", IN_PANES, "r", NULL, 0,
		"Read the data again" },
	{ COMMAND_REDRAW, "redraw", "Program", IN_PANES | IN_PROMPT, "Ctrl-L", NULL, 0,
		"Draw the screen anew" },
	{ COMMAND_INTERRUPT, "interrupt", "Program", IN_PANES | IN_PROMPT, "Ctrl-C", NULL,
		0, "Stop what is running; quit when nothing is" },
	{ COMMAND_SUSPEND, "suspend", "Program", IN_PANES | IN_PROMPT, "Ctrl-Z", NULL, 0,
		"Go to the shell; fg comes back" },
	{ COMMAND_MOUSE, "mouse", "Program", IN_PANES, "p F2", NULL, 0,
		"Mouse on or off; Shift-drag still selects text" },
	{ COMMAND_QUIT, "quit", "Program", IN_PANES, "Q", NULL, 0, "Quit from anywhere" },

	{ COMMAND_ACCEPT, "accept", "Prompt", IN_PROMPT, "Enter", "keep", 1,
		"Take what was typed" },
	{ COMMAND_CANCEL, "cancel", "Prompt", IN_PROMPT, "Esc", "cancel", 2,
		"Leave the prompt and put everything back" },
	{ COMMAND_COMPLETE, "complete", "Prompt", IN_PROMPT, "Tab", "complete", 3,
		"Complete the word at the cursor" },
	{ COMMAND_HISTORY_UP, "history-up", "Prompt", IN_PROMPT, "Up Ctrl-P", "history",
		4, "Bring back what was typed before" },
	{ COMMAND_HISTORY_DOWN, "history-down", "Prompt", IN_PROMPT, "Down Ctrl-N",
		"into list", 5, "Go to newer input, then down into the list" },
	{ COMMAND_CHAR_LEFT, "char-left", "Prompt", IN_PROMPT, "Left Ctrl-B", NULL, 0,
		"Go left a letter" },
	{ COMMAND_CHAR_RIGHT, "char-right", "Prompt", IN_PROMPT, "Right Ctrl-F", NULL, 0,
		"Go right a letter" },
	{ COMMAND_LINE_START, "line-start", "Prompt", IN_PROMPT, "Home Ctrl-A", NULL, 0,
		"Go to the start of the line" },
	{ COMMAND_LINE_END, "line-end", "Prompt", IN_PROMPT, "End Ctrl-E", NULL, 0,
		"Go to the end of the line" },
	{ COMMAND_DELETE_BACK, "delete-back", "Prompt", IN_PROMPT, "Backspace", NULL, 0,
		"Delete the letter before the cursor" },
	{ COMMAND_DELETE, "delete", "Prompt", IN_PROMPT, "Del Ctrl-D", NULL, 0,
		"Delete the letter at the cursor" },
	{ COMMAND_DELETE_WORD, "delete-word", "Prompt", IN_PROMPT, "Ctrl-W", NULL, 0,
		"Delete the word before the cursor" },
	{ COMMAND_DELETE_LINE, "delete-line", "Prompt", IN_PROMPT, "Ctrl-U", NULL, 0,
		"Delete all before the cursor" },
	{ COMMAND_DELETE_END, "delete-end", "Prompt", IN_PROMPT, "Ctrl-K", NULL, 0,
		"Delete all from the cursor on" },
	/* clang-format on */
};

const struct command *command_table(size_t *count)
{
	*count = COUNT_OF(commands);
	return commands;
}

const struct command *command_find(enum command_id id, unsigned context)
{
	const struct command *first = NULL;

	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		if (commands[i].id != id)
			continue;
		if (commands[i].where & context)
			return &commands[i];
		if (!first)
			first = &commands[i];
	}
	return first;
}

/* Cuts the first name off *KEYS, names parted by blanks, and returns it. */
static struct slice command_next_key(const char **keys)
{
	struct slice name = { *keys, strcspn(*keys, " ") };

	*keys += name.len;
	*keys += strspn(*keys, " ");
	return name;
}

enum command_id command_for_key(uint32_t key, unsigned context)
{
	if (key == KEY_NONE)
		return COMMAND_NONE;
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		const char *keys = commands[i].keys;

		while (commands[i].where & context && *keys)
			if (key_parse(command_next_key(&keys)) == key)
				return commands[i].id;
	}
	return COMMAND_NONE;
}

/* Tells whether row I begins a group. */
static bool command_starts_group(size_t i)
{
	return i == 0 || strcmp(commands[i - 1].group, commands[i].group) != 0;
}

void command_add_keys(struct str *out)
{
	enum { KEYS_COLUMNS = 22 }; /* the longest row of keys and two blanks */

	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		const char *keys = commands[i].keys;
		size_t start;

		if (command_starts_group(i))
			str_addf(out, "%s%s\n", i ? "\n" : "", commands[i].group);
		str_add(out, "  ");
		start = out->len;
		while (*keys) {
			struct slice name = command_next_key(&keys);

			str_add_bytes(out, name.text, name.len);
			str_add(out, *keys ? ", " : "");
		}
		while (out->len - start < KEYS_COLUMNS)
			str_add_char(out, ' ');
		str_addf(out, "%s\n", commands[i].help);
	}
}

/* Appends NAME so that roff takes no character of it as its own. */
static void command_add_roff(struct str *out, struct slice name)
{
	str_add(out, "\\&");
	for (size_t i = 0; i < name.len; i++) {
		if (name.text[i] == '-')
			str_add(out, "\\-");
		else
			str_add_char(out, name.text[i]);
	}
}

void command_add_manual(struct str *out)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		const char *keys = commands[i].keys;

		if (command_starts_group(i))
			str_addf(out,
				"%s.Ss %s\n.Bl -tag -width \"Down, j, Ctrl-N\" "
				"-compact\n",
				i ? ".El\n" : "", commands[i].group);
		str_add(out, ".It");
		while (*keys) {
			str_add(out, " Ic ");
			command_add_roff(out, command_next_key(&keys));
			str_add(out, *keys ? " ," : "\n");
		}
		str_addf(out, "%s.\n", commands[i].help);
	}
	str_add(out, ".El\n");
}
