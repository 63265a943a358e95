#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

/* The command line, by the GNU conventions: one table of options. */

#include <stdbool.h>

#include "base/str.h"

enum options_act {
	OPTIONS_BROWSE,
	OPTIONS_DUMP,   /* print the screen as text */
	OPTIONS_KEYS,   /* print the key table */
	OPTIONS_MANUAL, /* print the key table as source of the manual */
	OPTIONS_HELP,
	OPTIONS_VERSION,
};

enum options_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
	enum options_act act;
	const char *data; /* as given, or NULL; all texts belong to argv */
	const char *tab;
	const char *query;
	const char *select;
	int dump_cols, dump_rows;
	bool ascii;
	enum options_color color;
};

/* Reads the command line into OUT; false with a sentence in ERR when it is wrong. */
bool options_read(struct options *out, int argc, char **argv, struct str *err);

/* Appends what --help prints: one screen. */
void options_add_help(struct str *out);

#endif
