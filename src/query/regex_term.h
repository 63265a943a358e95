#ifndef QUERY_REGEX_TERM_H
#define QUERY_REGEX_TERM_H

/*
 * Reads a regular expression of a query: where it ends, whether it is searched for in
 * folded or in raw text, and what is left of it while it is being typed. How it is
 * matched is the business of base/regex.h.
 */

#include <stddef.h>

#include "base/slice.h"
#include "query/query.h"

/*
 * Compiles the expression at the start of TEXT, which ends at the first slash followed by
 * a blank, a | or the end, or with TEXT when there is none. Returns the bytes used, the
 * slash included. On an error TERM->regex is NULL and G has a fault that says why; but an
 * expression that is not closed yet is shortened until it is valid, and G's closer is
 * set.
 */
size_t regex_term_parse(struct query *g, struct term *term, struct slice text);

#endif
