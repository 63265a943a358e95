#ifndef DATA_PATTERN_H
#define DATA_PATTERN_H

/*
 * Regular expressions as Table Schema's "pattern" has them, those of XML Schema, run by
 * regcomp(3): classes such as \d and \p{Lu} are translated, a pattern matches the whole
 * text. What POSIX cannot express (subtraction of classes, groups that look ahead) is
 * refused.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"

struct pattern;

/* Returns the compiled TEXT, to be freed with pattern_free; NULL with a sentence appended
 * to ERR when it is no pattern or none that can be run. */
struct pattern *pattern_new(const char *text, struct str *err);

/* Frees P; NULL is allowed. */
void pattern_free(struct pattern *p);

/* Tells whether the whole of TEXT matches P. A text with a NUL byte never does. */
bool pattern_match(struct pattern *p, struct slice text);

#endif
