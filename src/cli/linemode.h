#ifndef CLI_LINEMODE_H
#define CLI_LINEMODE_H

/*
 * Browsing without a screen: a line is read, a few plain lines answer it. For speech,
 * braille and terminals that can do no more. Commands are the words of ui/command.h and
 * some more (app/linemode_words.c); rows, links and tabs have numbers. Tabs, search, loading
 * and reading again are the browser's own (browser/app.h). Of its panes no more is asked than
 * which table or view a tab has: they know places on a screen, and no order in which to
 * read them.
 *
 *	Members 45> search kampuchea
 *	Found: 1 in Members, 1 in Countries.
 *	1. Cambodia. Listed as: Kampuchea. Since: 2002-02.
 *	Members 1 of 45>
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "browser/app.h"
#include "timeline/events.h"
#include "output/style.h"
#include "query/rowset.h"
#include "ui/command.h"
#include "ui/pager.h"
#include "view/record_page.h"

/*
 * Answers the lines of standard input, or of the terminal when that brings the data,
 * until it ends or someone quits. ASCII: what is printed has to be. Returns the exit
 * status; a sentence in ERR goes with a failure.
 */
int linemode_run(struct app *a, bool ascii, struct str *err);

/* --- for the other files of this folder --- */

struct linemode;

/* What was listed: a number that is typed means one of its items. */
struct linemode_source {
	const char *noun; /* "row" */

	/* Returns how many items there are. */
	size_t (*count)(struct linemode *l);

	/* Tells item I: appends to l->line, after its number. NULL: an item is told with
	 * the others as one text. */
	void (*tell)(struct linemode *l, size_t i);

	/* Returns the row that item I is, whose record is to be opened. NULL: open is
	 * called. */
	struct row_ref (*ref)(struct linemode *l, size_t i);

	/* Goes where item I leads. NULL: to the record of its row. */
	void (*open)(struct linemode *l, size_t i);
};

enum { LINEMODE_PORTION = 20 }; /* items told at a time */

extern const struct linemode_source linemode_rows, linemode_found, linemode_meant,
	linemode_events, linemode_tabs, linemode_faults, linemode_links;

/* Where one is, and what brings one back there. */
struct linemode_place {
	int tab;               /* number of the tab */
	bool found;            /* at what the search found in all tables */
	struct row_ref record; /* .table -1: at none */
	struct str query;      /* the search, as it was when one left */
	int sort;              /* column sorted by, or -1 */
	bool reverse;
	size_t next; /* the item that Enter tells next, as it was when one left */
};

struct linemode {
	struct app *app;
	struct linemode_place *places; /* for back and forward; there is always one */
	size_t place_count, place_alloc, at;

	const struct linemode_source *source; /* what was listed last */
	size_t first;                         /* the item of it that was told first ... */
	size_t next;                          /* ... and the one that Enter tells next */
	bool stale;         /* what follows is not what place and search ask for */
	struct rowset rows; /* of the table, found and sorted */
	struct row_ref *found;
	size_t found_count;
	struct row_ref *meant; /* the records that a name may mean */
	size_t meant_count;
	struct events events;
	bool events_read;     /* chronicle is read */
	size_t *found_events; /* of the chronicle, those that the search found */
	size_t event_count;

	struct pager pager;        /* the record that was told last, and ... */
	struct record_page record; /* ... where its links lead */
	bool all;                  /* empty fields too, and every name */

	FILE *in;
	bool echo; /* what is read is repeated: nobody else shows it */
	struct style_codes styles;
	struct str line; /* being put together; no newline, not through the gate yet */
	struct str out;  /* lines that are to be written */
	bool done;
	bool failed; /* standard output takes no more */
};

/* A word that can be typed. */
struct verb {
	enum command_id command; /* the same on the screen, or COMMAND_NONE */
	const char *name;        /* NULL: that of the command */
	const char *argument;    /* "" for none */
	const char *help;        /* NULL: that of the command */

	/* Does it; ARGUMENT is what was typed behind the word, "" for nothing. */
	void (*act)(struct linemode *l, const char *argument);
};

/* Returns all words in the order of the help; *COUNT gets how many. */
const struct verb *verb_table(size_t *count);

/* Returns the name of WORD, constant. */
const char *verb_name(const struct verb *word);

/* Returns what WORD does, a sentence without full stop, constant. */
const char *verb_help(const struct verb *word);

/* Carries out what was typed, TEXT, which is changed. */
void linemode_take(struct linemode *l, char *text);

/* Tells in *NUMBER which of the COUNT names that NAME returns for DATA is meant by WORD:
 * one that is equal in any case, or the only one that begins so. Returns how many may be
 * meant: 0, 1 or more; only for 1 *NUMBER is set. */
size_t linemode_pick(const char *word, size_t count,
	const char *(*name)(const void *data, size_t i), const void *data,
	size_t *number);

/* Ends the line: it goes through the gate to what is written; nothing when it is empty.
 */
void linemode_end(struct linemode *l);

/* Puts a full stop behind the line, unless it ends in one, in another sign, or in an
 * address. */
void linemode_stop(struct linemode *l);

/* Adds a whole line. */
void linemode_say(struct linemode *l, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes out what there is. */
void linemode_write(struct linemode *l);

/* Works until all that was asked for is known, and tells that when it takes long. */
void linemode_work(struct linemode *l);

/* Returns where one is; dead after the next linemode_go. */
struct linemode_place *linemode_here(struct linemode *l);

/* Goes to the place TAB, FOUND, RECORD behind the present one. */
void linemode_go(struct linemode *l, int tab, bool found, struct row_ref record);

/* Goes one place back (STEP -1) or forward (1) and tells where that is. */
void linemode_step(struct linemode *l, int step);

/* Tells where one is: a record as a whole, of a list how long it is. */
void linemode_tell_place(struct linemode *l);

/* Appends to l->line what the prompt and the answers call the place: "Members 45". */
void linemode_add_place(struct linemode *l);

/* Returns the table of the tab one is in, or NULL. */
const struct table *linemode_table(struct linemode *l);

/* Returns what is listed where one is: at a record, its links. */
const struct linemode_source *linemode_place_source(struct linemode *l);

/* The same as if no record were open: what it was opened from. */
const struct linemode_source *linemode_list_source(struct linemode *l);

/* Makes SOURCE what was listed last, to be told from item NEXT on. */
void linemode_list(struct linemode *l, const struct linemode_source *source, size_t next);

/* Tells the next items of what was listed last. */
void linemode_more(struct linemode *l);

/* Opens the record of REF and tells it. */
void linemode_go_record(struct linemode *l, struct row_ref ref);

/* Goes where item I of what was listed last leads, and tells it. */
void linemode_open_item(struct linemode *l, size_t i);

/* Returns the number by which item I of what was listed last is called. */
size_t linemode_number(const struct linemode *l, size_t i);

/* Brings rows, found and events in line with the place and the search. */
void linemode_refresh(struct linemode *l);

/* Appends to l->line one row: its name, its columns if COLUMNS, why it was found. */
void linemode_tell_row(struct linemode *l, struct row_ref ref, bool columns);

/* Sets the search of all tables; tells what is wrong with TEXT, if anything is. Returns
 * whether it is in force. */
bool linemode_search(struct linemode *l, const char *text);

/* Opens the record that NAME means: a key, a code, a name; tells which there are when it
 * means several. */
void linemode_open_name(struct linemode *l, const char *name);

/* Tells in how many rows of which tab the search found something; false, and nothing
 * told, when in none. */
bool linemode_tell_hits(struct linemode *l);

/* Tells how many rows of which table stand among what was found in all. */
void linemode_tell_found(struct linemode *l);

/* Tells that nothing was found where one is, and what is near. */
void linemode_tell_nothing(struct linemode *l);

/* Brings the events in line with the search. */
void linemode_refresh_events(struct linemode *l);

/* Tells the events from the first that begins on DAY or later. */
void linemode_tell_timeline(struct linemode *l, int64_t day);

/* Tells the record of REF. */
void linemode_tell_record(struct linemode *l, struct row_ref ref);

/* Tells in one sentence how many faults the data have; nothing when they have none. */
void linemode_tell_faults(struct linemode *l);

/* Tells the overview: what the data are. */
void linemode_tell_overview(struct linemode *l);

#endif
