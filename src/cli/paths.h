#ifndef CLI_PATHS_H
#define CLI_PATHS_H

/* Where the data are when nobody says so, and what day it is. */

#include <stdint.h>

#include "base/str.h"

/*
 * Appends the path of the package to open: GIVEN unless NULL; else $BALI_DATA; else, for
 * a program in its build tree, the tree's data folder; else the data installed beside the
 * program (../share/bali), which lets an installed tree be moved; else where it was
 * installed to. ARGV0 is how the program was called.
 */
void paths_data(const char *given, const char *argv0, struct str *out);

/* Returns today as a day number of the local calendar (base/edtf.h); $BALI_TODAY, a date,
 * stands in its place where it is set. */
int64_t paths_today(void);

#endif
