#ifndef BROWSER_STATEFILE_H
#define BROWSER_STATEFILE_H

/*
 * What was searched for, kept from one run to the next: a line each, oldest first. It is
 * a comfort and no more: what cannot be read or written is silently done without.
 */

#include <stdbool.h>

#include "base/str.h"
#include "ui/prompt.h"

enum {
	STATEFILE_LINES = 200, /* kept */
	STATEFILE_LINE = 1000, /* bytes of one; longer ones are not kept */
};

/*
 * Appends the path of the file: below STATE (XDG_STATE_HOME of the Base Directory
 * Specification, which ignores a relative one), else below HOME. Either may be NULL;
 * false when neither will do.
 */
bool statefile_path(const char *state, const char *home, struct str *out);

/* Puts the lines of the file at PATH into the history of the empty P. */
void statefile_read(const char *path, struct prompt *p);

/* Writes the newest lines of P's history in place of the file at PATH, whole or not at
 * all; the last folders on the way are made when they lack. */
void statefile_write(const char *path, const struct prompt *p);

#endif
