/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

/*
 * The command line, by the GNU conventions, and what the configuration (cli/configfile.h) and
 * the environment say where it does not: one table of commands, one of options.
 *
 *	char program[] = "bali", *argv[] = { program, NULL };
 *	struct options options;
 *	struct str err = STR_INIT;
 *
 *	options_init(&options);
 *	if (options_set(&options, slice_of("theme"), "mono", 3, &err) &&
 *		options_read(&options, 1, argv, &err))
 *		puts(theme_name(options_theme(&options)));
 *	str_release(&err);
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/dialect.h"
#include "diff/diff.h"
#include "output/listing.h"
#include "output/style.h"

enum options_act {
	OPTIONS_BROWSE,
	OPTIONS_RUN,    /* a command, without a screen */
	OPTIONS_DUMP,   /* print the screen as text */
	OPTIONS_LINES,  /* browse without a screen */
	OPTIONS_KEYS,   /* print the key table */
	OPTIONS_CONFIG, /* print what is in force */
	OPTIONS_MANUAL, /* print the key table as source of the manual */
	OPTIONS_HELP,
	OPTIONS_VERSION,
};

/* What is done without a screen. */
enum options_command {
	OPTIONS_FIND,
	OPTIONS_LIST,
	OPTIONS_SHOW,
	OPTIONS_TIMELINE,
	OPTIONS_MAP,
	OPTIONS_CHECK,
	OPTIONS_TABLES,
	OPTIONS_DIFF,
	OPTIONS_COMMANDS /* how many there are */
};

enum {
	OPTIONS_MOST = 64, /* more options than there are */
	OPTIONS_TAG = 32,  /* bytes for the language of a locale */
};

/* The origin of an option of the command line. */
#define OPTIONS_GIVEN SIZE_MAX

enum options_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Whether changed files are read again: without the option while browsing, not by check. */
enum options_watch { OPTIONS_WATCH_DEFAULT, OPTIONS_WATCH_YES, OPTIONS_WATCH_NO };

struct options {
	enum options_act act;
	const char *
		data; /* as given, or NULL; all texts are argv's or the configuration's */
	const char *land; /* file of outlines for maps of other packages, or NULL */
	const char *tab;
	const char *query;
	const char *select;
	int dump_cols, dump_rows;
	bool ascii;
	const char *names; /* language of names: a tag, "auto", "none", or NULL */
	bool mouse;        /* on from the start */
	bool resume;       /* where the last run ended */
	enum options_color color;
	enum theme theme;
	enum options_command command; /* of OPTIONS_RUN */
	char *const *words;           /* what follows the command */
	int word_count;
	bool format_given;
	enum format format; /* valid when given */
	const char *output; /* the file to write, or NULL */
	const char *from;   /* the record from which distances are measured, or NULL */
	bool force;         /* one that exists is replaced without asking */
	bool partial;       /* what could be read is an answer */
	struct csv_options csv;
	struct diff_options diff; /* of OPTIONS_DIFF */
	bool browse;              /* diff is to be browsed ... */
	const char *former;       /* ... as the changes from this package, or NULL */
	enum options_watch watch;
	uint64_t limit;           /* bytes of a table that are read; 0: not given */
	struct override override; /* how files are written that no descriptor declares */
	/* Where each option, by its number, comes from: 0 is the default, others are the line
	 * of the configuration, or OPTIONS_GIVEN. */
	size_t origin[OPTIONS_MOST];
};

/* Sets OUT to the defaults. */
void options_init(struct options *out);

/*
 * Sets the option called NAME to VALUE, which outlives OUT, as line LINE of the configuration
 * says. Returns false with a sentence in ERR, and changes nothing, when there is no such
 * option, it cannot be in the file, was set before, or VALUE is none of it.
 */
bool options_set(struct options *out, struct slice name, const char *value, size_t line,
	struct str *err);

/* Returns how many options there are: their numbers are below that. */
size_t options_count(void);

/*
 * Appends option NUMBER as it is in force, as the configuration has it: "theme = mono".
 * Returns false, with nothing appended, when it cannot be in the file. Where its default
 * depends on a variable of the environment that is set, *ENVIRONMENT is that.
 */
bool options_add_setting(const struct options *options, size_t number, struct str *out,
	const char **environment);

/* Reads the command line into OUT, over what is set there; false with a sentence in ERR when
 * it is wrong. */
bool options_read(struct options *out, int argc, char **argv, struct str *err);

/* Returns whether the option called NAME is on the command line. */
bool options_given(const struct options *options, const char *name);

/* Returns the language in which rows are called, or NULL: that of the option or, for auto,
 * that of $LC_ALL, $LC_MESSAGES or $LANG, as a tag in BUFFER, of SIZE bytes. */
const char *options_language(const struct options *options, char *buffer, size_t size);

/* Returns whether printed text gets looks: always or never as asked for, else on a TERMINAL
 * that is not dumb, unless NO_COLOR is set (https://no-color.org). */
bool options_colors(const struct options *options, bool terminal);

/* Returns the theme asked for, without colour where the user does not want any: the looks
 * are bold, dim, underline and reverse then. */
enum theme options_theme(const struct options *options);

/*
 * Appends the path of the package to open: that of the options; else $BALI_DATA; else, for
 * a program in its build tree, the tree's data folder; else the data installed next to the
 * program (../share/bali), so that an installed tree can be moved; else where it was
 * installed to. ARGV0 is how the program was called.
 */
void options_add_data_path(
	const struct options *options, const char *argv0, struct str *out);

/* Appends the path of the package that comes with the program: the last three of these. */
void options_add_bundled_path(const char *argv0, struct str *out);

/* Appends the path of the folder of translations (base/intl.h), found likewise. */
void options_add_locale_path(const char *argv0, struct str *out);

/* Returns today as a day number of the local calendar (base/calendar.h), or the day that
 * $BALI_TODAY, a date, sets in its place. */
int64_t options_today(void);

/* Appends what --help prints: a line for each command and option, and examples. */
void options_add_help(struct str *out);

#endif
