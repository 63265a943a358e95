/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef CLI_LINEMODE_H
#define CLI_LINEMODE_H

/*
 * Browsing without a screen: a line is read, a few plain lines answer it. For speech,
 * braille and terminals that can do no more. Commands are those of ui/command.h and some
 * more (cli/verbs.c); rows, links and tabs have numbers. Tabs, search, loading and reading
 * again are the browser's own (browser/app.h). Of its panes no more is used than which
 * table or view a tab has.
 *
 * linemode.c owns the position, the input and the output, and finds the command that a line
 * means; linemode_report.c has what answers consist of, verbs.c the commands.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "browser/app.h"
#include "output/listing.h"
#include "output/style.h"
#include "timeline/events.h"
#include "ui/command.h"

/*
 * Answers the lines of standard input, or of the terminal when that brings the data,
 * until it ends or the user quits. With ASCII nothing else is printed. Returns the exit
 * status; on failure appends a sentence to ERR.
 */
int linemode_run(struct app *a, bool ascii, struct str *err);

/* --- for the other files of lines mode --- */

enum { LINEMODE_PORTION = 20 }; /* items reported at a time */

/* What can be listed: a number that is typed means an item of the list reported last. */
enum linemode_list {
	LINEMODE_BASE,    /* the rows, results or events of the position */
	LINEMODE_TABS,    /* also where the position has no other list */
	LINEMODE_LINKS,   /* of the record reported last */
	LINEMODE_MATCHES, /* records that a name may mean; places */
	LINEMODE_FAULTS,  /* of the data */
	LINEMODE_LISTS
};

/* A position: what the user looks at, and what brings it back. */
struct linemode_pos {
	int tab;               /* number of the tab */
	bool results;          /* at what the search found in all tables */
	struct row_ref record; /* ROW_NOWHERE: at a list */
	struct str query;      /* the search when the position was left */
	int sort;              /* column sorted by, or -1 */
	bool reverse;
	size_t next; /* the item to report next when the position was left */
};

struct linemode {
	struct app *app;
	struct linemode_pos *positions; /* for back and forward; at least one */
	size_t pos_count, pos_alloc, at;

	struct listing *lists[LINEMODE_LISTS]; /* owned; NULL: not listed yet */
	bool stale; /* LINEMODE_BASE is not that of the position and the search */
	struct events events;
	bool events_read;

	enum linemode_list list; /* what was listed last */
	size_t first;            /* the first item of its last portion ... */
	size_t next;             /* ... and the first of the next one */
	bool all;                /* records with empty fields, all names and all rows */

	struct str filter; /* the search that holds again when results are left */

	const struct verb *verb; /* the command carried out, and ... */
	const char *argument;    /* ... what was typed behind it; "" for nothing */

	FILE *in;
	bool echo; /* what is read is repeated, for nothing else shows it */
	struct style_codes styles;
	struct str line; /* the line being put together, without newline, still raw */
	struct str out;  /* lines that are to be written */
	bool done;
	bool failed; /* standard output takes no more */
};

/* --- linemode.c: position, input and output --- */

/* Ends the line if there is anything on it; newlines in it become blanks. */
void linemode_end_line(struct linemode *l);

/* Appends a full stop to the line, unless it ends in one, in another mark, or in an
 * address, which a full stop would change. */
void linemode_stop(struct linemode *l);

/* Appends to the line as printf(3) would, and ends it. */
void linemode_print(struct linemode *l, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Works until loading and, if SEARCHES, searching is done, for not every user searches;
 * reports progress when it takes long. */
void linemode_work(struct linemode *l, bool searches);

/* Returns the present position, which moves with the next linemode_go. */
struct linemode_pos *linemode_here(struct linemode *l);

/* Adds the position TAB, RESULTS, RECORD behind the present one and goes there. Leaving
 * results brings back the search before them. */
void linemode_go(struct linemode *l, int tab, bool results, struct row_ref record);

/* Goes one position back (STEP -1) or forward (1) and reports where that is; a record is
 * not read out again. */
void linemode_step(struct linemode *l, int step);

/* Forgets all positions; linemode_go must follow. */
void linemode_forget(struct linemode *l);

/* Returns the table of the present tab, or NULL. */
const struct table *linemode_table(struct linemode *l);

/* Returns whether the list of the present position is the timeline's. */
bool linemode_at_events(struct linemode *l);

/* Returns which list the present position has; at a record, its links. */
enum linemode_list linemode_pos_list(struct linemode *l);

/* Makes LIST what was listed last, to be reported from item NEXT on. */
void linemode_set_list(struct linemode *l, enum linemode_list list, size_t next);

/* Sets the search of all tables. Returns false, with a report of what is wrong, when TEXT
 * is no query; the search is as before then. */
bool linemode_search(struct linemode *l, const char *text);

/* Returns the command that TEXT means; NULL, with a report, when it means none or several. */
const struct verb *linemode_find_verb(struct linemode *l, const char *text);

/* --- linemode_report.c: what answers consist of --- */

/* Returns a new listing for the position and the search: rows of the table, results or
 * events; NULL when there is none. REASONS: rows have a remark why they were found. The
 * caller frees it. */
struct listing *linemode_new_list(struct linemode *l, bool reasons);

/* Returns LIST, which lives until the position, the search or that list changes. */
struct listing *linemode_listing(struct linemode *l, enum linemode_list list);

/* Makes the COUNT rows ROWS, copied, LIST: LINEMODE_LINKS or LINEMODE_MATCHES. */
void linemode_list_rows(struct linemode *l, enum linemode_list list,
	const struct row_ref *rows, size_t count);

/* Makes LIST, gathered, what was listed last, to be reported from its first item on; it is
 * owned by L then, as LINEMODE_MATCHES. */
void linemode_show_list(struct linemode *l, struct listing *list);

/* Returns the number by which item I of what was listed last is called. */
size_t linemode_number(const struct linemode *l, size_t i);

/* Reports the next items of what was listed last. */
void linemode_more(struct linemode *l);

/* Appends the name of the present position to the line: "Members 45". */
void linemode_add_pos(struct linemode *l);

/* Reports the present position: a record in full, of a list how long it is. */
void linemode_report_pos(struct linemode *l);

/* Reports how many faults the data have; nothing when they have none. */
void linemode_report_faults(struct linemode *l);

/* Reports in how many rows of which tables the search found something: at results those
 * listed, else the rows of tabs, each with the number of its tab. */
void linemode_report_hits(struct linemode *l);

/* --- verbs.c: commands --- */

/* A command that can be typed. */
struct verb {
	enum command_id command; /* the same on the screen, or COMMAND_NONE */
	const char *name;        /* NULL: that of the command */
	const char *argument;    /* "" for none */
	const char *help;        /* NULL: that of the command */

	/* Carries it out, with l->argument; may look at l->verb. */
	void (*run)(struct linemode *l);
};

/* Returns all verbs in the order of the help; *COUNT gets how many. */
const struct verb *verb_table(size_t *count);

/* Returns the name of VERB, constant. */
const char *verb_name(const struct verb *verb);

/* Returns what VERB does, a sentence without full stop, constant. */
const char *verb_help(const struct verb *verb);

/* Returns whether TEXT, not empty, is a number as the program writes it ("1,234") or
 * without a comma. */
bool verb_is_number(const char *text);

/*
 * Finds which of the COUNT names that NAME returns for DATA begin with WORD, in any case;
 * a name that is WORD counts alone. Returns how many do; when one does, sets *NUMBER to
 * its index.
 */
size_t verb_pick(const char *word, size_t count,
	const char *(*name)(const void *data, size_t i), const void *data,
	size_t *number);

#endif
