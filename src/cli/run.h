#ifndef CLI_RUN_H
#define CLI_RUN_H

/*
 * The commands that need no screen: find, list, show, timeline, check, tables. All work
 * on the same model and search as the browser and write by the same writers as its
 * export. Each is a function in a file of its own (run_list.c ...).
 */

#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"
#include "data/load.h"
#include "data/package.h"
#include "output/style.h"
#include "output/table_list.h"
#include "output/outfile.h"
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
	struct search search; /* for nothing, until run_search */
	enum format format;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile; /* where the answer goes */
	int64_t today;
	struct str err; /* a sentence for stderr, without the program's name */
	bool no_answer; /* there is nothing to write: a file is left as it was */
};

/* Carries out the command of OPTIONS on the package at PATH. Returns the exit status; all
 * there is to say has been said. TODAY as in cli/paths.h. */
int run_command(const struct options *options, const char *path, int64_t today);

/* --- for the commands --- */

/* Loads all rows and links; with CHECKS also checks every cell. */
void run_load(struct run *r, bool checks);

/*
 * Searches all tables for the COUNT words WORDS, table FIRST before the others (-1: in
 * order), until all is found. Returns false with a sentence in r->err when the query has
 * a fault.
 */
bool run_search(struct run *r, char *const *words, int count, int first);

/* Appends to r->err that nothing matched, and the nearest name; TABLE is the one that was
 * searched, or -1. */
void run_tell_nothing(struct run *r, int table);

/* Returns the table called NAME, by its name or its title in any case; NULL with a
 * sentence in r->err, which names those there are. */
const struct table *run_table(struct run *r, const char *name);

/* Returns the columns of the terminal FD, or 80 when it is none; $COLUMNS stands above
 * both, as in ls(1). */
int run_width(int fd);

/* The commands: each returns an enum run_status, with a sentence in r->err if there is
 * anything to say. The sink is closed by the caller. */

/* The rows of all tables that match. */
int run_find(struct run *r);

/* The rows of one table. */
int run_list(struct run *r);

/* One record and what is known of it. */
int run_show(struct run *r);

/* The tables. */
int run_tables(struct run *r);

/* The events in time order. */
int run_timeline(struct run *r);

/* Every fault of the data. */
int run_check(struct run *r);

#endif
