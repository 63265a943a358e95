/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef CLI_CONFIGFILE_H
#define CLI_CONFIGFILE_H

/*
 * The configuration file: options and keys that hold in every run, until the command line
 * says otherwise. Nothing in it stops the program: what cannot be used is a fault with file
 * and line, and the rest holds. A line is a comment ("# mine"), an option as the long
 * options are called ("theme = contrast"), or context, key and command of ui/keymap.h
 * ("key list x sort"). A comment may end a line, after a blank.
 *
 *	struct options options;
 *	struct configfile config;
 *
 *	options_init(&options);
 *	configfile_read(&config, "config", "config", &app_commands, &options);
 *	configfile_release(&config);
 */

#include <stdbool.h>

#include "base/str.h"
#include "cli/options.h"
#include "data/diag.h"
#include "ui/keymap.h"

enum { CONFIGFILE_MOST = 65536 }; /* bytes of the file */

struct configfile {
	struct keymap keys; /* the commands, with the keys of the file */
	struct diag faults; /* what cannot be used */
	const char *name;   /* of the file, as faults call it */
};

/*
 * Appends the path of the file: below CONFIG (XDG_CONFIG_HOME of the XDG Base Directory
 * Specification, which ignores a relative one), else below HOME. Either may be NULL; false
 * when neither will do.
 */
bool configfile_add_path(const char *config, const char *home, struct str *out);

/*
 * Reads the file at PATH ("": none), called NAME in faults, into C and OPTIONS, with its
 * keys laid over COMMANDS. C must outlive OPTIONS and be released, NAME must outlive C.
 */
void configfile_read(struct configfile *c, const char *path, const char *name,
	const struct command_table *commands, struct options *options);

/* Frees what C owns. */
void configfile_release(struct configfile *c);

/* Appends the faults of C as messages for the standard error, a line each. */
void configfile_add_faults(const struct configfile *c, struct str *out);

/* Appends what is in force in the form of the file, each line with a comment on where it
 * comes from. */
void configfile_add_all(
	const struct configfile *c, const struct options *options, struct str *out);

#endif
