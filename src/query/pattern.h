#ifndef QUERY_PATTERN_H
#define QUERY_PATTERN_H

/*
 * What has to be known of a regular expression (POSIX, extended) before it is compiled:
 * its letters and signs, told from those of the language, and how much it asks for.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { PATTERN_LARGE = 500 }; /* atoms; what has more takes longer than a key may */

struct pattern {
	bool capitals;    /* ASCII; "\W" is none */
	bool signs;       /* such as folding takes away: - ' , . when they are meant */
	bool refers_back; /* "\1", with which matching may take for ever */
	size_t atoms; /* once all that is repeated is written out; PATTERN_LARGE + 1 for
			 more */
};

/* Looks at PATTERN, which need not be a whole one. */
struct pattern pattern_look(struct slice pattern);

#endif
