/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_REGEX_H
#define BASE_REGEX_H

/*
 * Regular expressions, run by PCRE2 (the syntax is in pcre2pattern(3)). Texts are UTF-8
 * and may hold any byte: a byte that is not UTF-8 matches nothing. Classes such as \d and
 * \w follow Unicode, so the answer is the same in every locale. ^ and $ match at the ends
 * of the text only; a dot matches all but a line feed.
 *
 * An expression may take exponential time, so its work is counted and the caller says how
 * much is allowed. The count depends on the expression and the text, not on the machine.
 *
 *	struct str why = STR_INIT;
 *	struct regex *r = regex_new(slice_of("i.*ia"), true, &why);
 *	struct regex_budget budget = regex_budget_for(9);
 *	struct regex_span span;
 *
 *	if (r && regex_find(r, slice_of("Indonesia"), 0, &budget, &span) == REGEX_MATCH)
 *		printf("%zu bytes from %zu on\n", span.len, span.start);
 *	regex_free(r);
 *	str_release(&why);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

struct regex;

/* A piece of a text. */
struct regex_span {
	size_t start, len; /* bytes */
};

enum regex_result {
	REGEX_NO_MATCH,
	REGEX_MATCH,
	REGEX_TOO_SLOW, /* the budget was used up, or too much memory was needed */
};

enum {
	REGEX_WORK = 1 << 19,     /* units of work for any text: some 10 ms at most */
	REGEX_WORK_PER_BYTE = 16, /* more for each byte: linear time is always enough */
};

/* The work that matches may do, in units: one for an item of the expression that is tried
 * and one for a character that is passed, more in expressions with large parts. */
struct regex_budget {
	size_t left;
	size_t spent; /* the owner may set it to 0 */
};

/* Returns a budget for one text of LEN bytes. */
static inline struct regex_budget regex_budget_for(size_t len)
{
	return (struct regex_budget){ .left = REGEX_WORK + REGEX_WORK_PER_BYTE * len };
}

/*
 * Returns the compiled PATTERN, which the caller frees with regex_free. CASELESS: letters
 * match in either case. NULL when the pattern is not valid or too large; then the reason
 * is appended to WHY as a phrase, "missing closing parenthesis". Lack of memory ends in
 * fail().
 */
struct regex *regex_new(struct slice pattern, bool caseless, struct str *why);

/* Frees R; NULL is allowed. */
void regex_free(struct regex *r);

/* Returns whether R refers back to what a group of it matched ("\1"). */
bool regex_refers_back(const struct regex *r);

/*
 * Finds the first match of R in TEXT that starts at byte FROM (the start of a character)
 * or after it; what precedes FROM is still seen by \b and lookbehind. The work is
 * paid from BUDGET. SPAN may be NULL; it is set on REGEX_MATCH only.
 */
enum regex_result regex_find(struct regex *r, struct slice text, size_t from,
	struct regex_budget *budget, struct regex_span *span);

/* Returns whether R matches the whole of TEXT; the work is paid from BUDGET. */
enum regex_result regex_match(
	struct regex *r, struct slice text, struct regex_budget *budget);

#endif
