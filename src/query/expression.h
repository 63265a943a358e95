#ifndef QUERY_EXPRESSION_H
#define QUERY_EXPRESSION_H

/*
 * Regular expressions of a query (POSIX, extended). They are searched for in folded text
 * when they can be: an expression in small letters without signs. One that asks for much
 * repetition is refused, for regcomp(3) would take all memory for it.
 */

#include <stddef.h>

#include "base/slice.h"
#include "query/query.h"

/*
 * Compiles the expression at the start of TEXT, which ends at the first slash that stands
 * before a blank, a | or the end, or with TEXT when there is none. Returns the bytes
 * used, the slash too. TERM->regex is NULL, and a fault of G tells why, when it cannot be
 * understood; what is not closed yet is shortened until it can.
 */
size_t expression_parse(struct query *g, struct term *term, struct slice text);

/* A piece of a text. */
struct span {
	size_t start, len; /* bytes */
};

/*
 * Finds the first match of R in the terminated TEXT, which may have several lines: ^ and
 * $ match at their ends, and nothing reaches over them. STARTED tells that TEXT starts a
 * line. Returns false for none, *SPAN (may be NULL) untouched.
 */
bool expression_find(
	const struct term_regex *r, const char *text, bool started, struct span *span);

#endif
