#ifndef CLI_RUN_H
#define CLI_RUN_H

/*
 * The commands that need no screen: find, list, show, timeline, check, tables. All work on
 * the same model and search as the browser and write the same listings as its export.
 */

#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"
#include "data/load.h"
#include "data/package.h"
#include "output/listing.h"
#include "query/search.h"

/* The exit status, as grep(1) has it. */
enum run_status {
	RUN_FOUND = 0,
	RUN_NOTHING = 1, /* nothing matched; for check: there are faults */
	RUN_FAILED = 2,
};

/* What a command has to work with. */
struct run {
	const struct options *options;
	struct package package;
	struct load load;
	struct search search; /* empty until run_search */
	enum format format;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile; /* where the answer goes */
	int64_t today;
	struct str err; /* a sentence for stderr, without the program's name */
	bool no_answer; /* there is nothing to write: a file is left as it was */
};

/* Carries out the command of OPTIONS on the package at PATH and prints what goes to
 * stderr. Returns the exit status. TODAY is a day number (base/calendar.h). */
int run_command(const struct options *options, const char *path, int64_t today);

/* --- for the commands --- */

/* Loads all rows and links; with CHECKS also checks every cell. */
void run_load(struct run *r, bool checks);

/*
 * Searches all tables for the words of the command from number FIRST on until all is
 * found; table TABLE comes before the others (-1: in order). Returns false with a sentence
 * in r->err when the query is wrong.
 */
bool run_search(struct run *r, int first, int table);

/* Writes L and frees it; with SEARCHED nothing is written in a format for the user to read
 * when there are no rows. Returns whether there are. */
bool run_write(struct run *r, struct listing *l, bool searched);

/* Appends to r->err that nothing matched, and the nearest name; TABLE is the one that was
 * searched, or -1. */
void run_report_nothing(struct run *r, int table);

/* Returns the columns of the terminal FD, or 80 when it is none; $COLUMNS goes before
 * both, as in ls(1). */
int run_width(int fd);

/* The commands that are in files of their own. Each returns an enum run_status, with a
 * sentence in r->err if there is anything to report; the caller closes the outfile. */

/* The rows of all tables that match. */
int run_find(struct run *r);

/* One record and what is known of it. */
int run_show(struct run *r);

#endif
