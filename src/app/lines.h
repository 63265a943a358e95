#ifndef APP_LINES_H
#define APP_LINES_H

/*
 * Browsing without a screen: a line is read, a few plain lines answer it. For speech,
 * braille and terminals that can do no more. Commands are the words of ui/command.h and
 * some more (app/lines_words.c); rows, links and tabs have numbers. Tabs, search, loading
 * and reading again are the browser's own (app/app.h). Of its panes no more is asked than
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

#include "app/app.h"
#include "layout/chronicle.h"
#include "output/ink.h"
#include "query/rowset.h"
#include "ui/command.h"
#include "ui/pager.h"
#include "view/recordtext.h"

/*
 * Answers the lines of standard input, or of the terminal when that brings the data,
 * until it ends or someone quits. ASCII: what is printed has to be. Returns the exit
 * status; a sentence in ERR goes with a failure.
 */
int lines_run(struct app *a, bool ascii, struct str *err);

/* --- for the other files of this folder --- */

struct lines;

/* What was listed: a number that is typed means one of its items. */
struct lines_source {
	const char *noun; /* "row" */

	/* Returns how many items there are. */
	size_t (*count)(struct lines *l);

	/* Tells item I: appends to l->line, after its number. NULL: an item is told with
	 * the others as one text. */
	void (*tell)(struct lines *l, size_t i);

	/* Returns the row that item I is, whose record is to be opened. NULL: open is
	 * called. */
	struct row_ref (*ref)(struct lines *l, size_t i);

	/* Goes where item I leads. NULL: to the record of its row. */
	void (*open)(struct lines *l, size_t i);
};

enum { LINES_PORTION = 20 }; /* items told at a time */

extern const struct lines_source lines_rows, lines_found, lines_meant, lines_events,
	lines_tabs, lines_faults, lines_links;

/* Where one is, and what brings one back there. */
struct lines_place {
	int tab;               /* number of the tab */
	bool found;            /* at what the search found in all tables */
	struct row_ref record; /* .table -1: at none */
	struct str query;      /* the search, as it was when one left */
	int sort;              /* column sorted by, or -1 */
	bool reverse;
	size_t next; /* the item that Enter tells next, as it was when one left */
};

struct lines {
	struct app *app;
	struct lines_place *places; /* for back and forward; there is always one */
	size_t place_count, place_alloc, at;

	const struct lines_source *source; /* what was listed last */
	size_t first;                      /* the item of it that was told first ... */
	size_t next;                       /* ... and the one that Enter tells next */
	bool stale;         /* what follows is not what place and search ask for */
	struct rowset rows; /* of the table, found and sorted */
	struct row_ref *found;
	size_t found_count;
	struct row_ref *meant; /* the records that a name may mean */
	size_t meant_count;
	struct chronicle chronicle;
	bool chronicled; /* chronicle is read */
	size_t *events;  /* of the chronicle, those that the search found */
	size_t event_count;

	struct pager pager;       /* the record that was told last, and ... */
	struct recordtext record; /* ... where its links lead */
	bool all;                 /* empty fields too, and every name */

	FILE *in;
	bool echo; /* what is read is repeated: nobody else shows it */
	struct ink ink;
	struct str line; /* being put together; no newline, not through the gate yet */
	struct str out;  /* lines that are to be written */
	bool done;
	bool failed; /* standard output takes no more */
};

/* A word that can be typed. */
struct lines_word {
	enum command_id command; /* the same on the screen, or COMMAND_NONE */
	const char *name;        /* NULL: that of the command */
	const char *argument;    /* "" for none */
	const char *help;        /* NULL: that of the command */

	/* Does it; ARGUMENT is what was typed behind the word, "" for nothing. */
	void (*act)(struct lines *l, const char *argument);
};

/* Returns all words in the order of the help; *COUNT gets how many. */
const struct lines_word *lines_word_table(size_t *count);

/* Returns the name of WORD, constant. */
const char *lines_word_name(const struct lines_word *word);

/* Returns what WORD does, a sentence without full stop, constant. */
const char *lines_word_help(const struct lines_word *word);

/* Carries out what was typed, TEXT, which is changed. */
void lines_take(struct lines *l, char *text);

/* Tells in *NUMBER which of the COUNT names that NAME returns for DATA is meant by WORD:
 * one that is equal in any case, or the only one that begins so. Returns how many may be
 * meant: 0, 1 or more; only for 1 *NUMBER is set. */
size_t lines_pick(const char *word, size_t count,
	const char *(*name)(const void *data, size_t i), const void *data,
	size_t *number);

/* Ends the line: it goes through the gate to what is written; nothing when it is empty.
 */
void lines_end(struct lines *l);

/* Puts a full stop behind the line, unless it ends in one, in another sign, or in an
 * address. */
void lines_stop(struct lines *l);

/* Adds a whole line. */
void lines_say(struct lines *l, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes out what there is. */
void lines_write(struct lines *l);

/* Works until all that was asked for is known, and tells that when it takes long. */
void lines_work(struct lines *l);

/* Returns where one is; dead after the next lines_go. */
struct lines_place *lines_here(struct lines *l);

/* Goes to the place TAB, FOUND, RECORD behind the present one. */
void lines_go(struct lines *l, int tab, bool found, struct row_ref record);

/* Goes one place back (STEP -1) or forward (1) and tells where that is. */
void lines_step(struct lines *l, int step);

/* Tells where one is: a record as a whole, of a list how long it is. */
void lines_tell_place(struct lines *l);

/* Appends to l->line what the prompt and the answers call the place: "Members 45". */
void lines_add_place(struct lines *l);

/* Returns the table of the tab one is in, or NULL. */
const struct table *lines_table(struct lines *l);

/* Returns what is listed where one is: at a record, its links. */
const struct lines_source *lines_place_source(struct lines *l);

/* The same as if no record were open: what it was opened from. */
const struct lines_source *lines_list_source(struct lines *l);

/* Makes SOURCE what was listed last, to be told from item NEXT on. */
void lines_list(struct lines *l, const struct lines_source *source, size_t next);

/* Tells the next items of what was listed last. */
void lines_more(struct lines *l);

/* Opens the record of REF and tells it. */
void lines_go_record(struct lines *l, struct row_ref ref);

/* Goes where item I of what was listed last leads, and tells it. */
void lines_open_item(struct lines *l, size_t i);

/* Returns the number by which item I of what was listed last is called. */
size_t lines_number(const struct lines *l, size_t i);

/* Brings rows, found and events in line with the place and the search. */
void lines_refresh(struct lines *l);

/* Appends to l->line one row: its name, its columns if COLUMNS, why it was found. */
void lines_tell_row(struct lines *l, struct row_ref ref, bool columns);

/* Sets the search of all tables; tells what is wrong with TEXT, if anything is. Returns
 * whether it is in force. */
bool lines_search(struct lines *l, const char *text);

/* Opens the record that NAME means: a key, a code, a name; tells which there are when it
 * means several. */
void lines_open_name(struct lines *l, const char *name);

/* Tells in how many rows of which tab the search found something; false, and nothing
 * told, when in none. */
bool lines_tell_hits(struct lines *l);

/* Tells how many rows of which table stand among what was found in all. */
void lines_tell_found(struct lines *l);

/* Tells that nothing was found where one is, and what is near. */
void lines_tell_nothing(struct lines *l);

/* Brings the events in line with the search. */
void lines_refresh_events(struct lines *l);

/* Tells the events from the first that begins on DAY or later. */
void lines_tell_timeline(struct lines *l, int64_t day);

/* Tells the record of REF. */
void lines_tell_record(struct lines *l, struct row_ref ref);

/* Tells in one sentence how many faults the data have; nothing when they have none. */
void lines_tell_faults(struct lines *l);

/* Tells the overview: what the data are. */
void lines_tell_overview(struct lines *l);

#endif
