#include "config.h"

/*
 * regcomp(3) is trusted with the expression but not with its size, nor with what it takes
 * for finished; query/pattern.h tells both. What folding takes away decides what an
 * expression is matched against.
 */

#include "query/expression.h"

#include <string.h>

#include "base/casefold.h"
#include "query/pattern.h"

enum { SHORTEN = 100 }; /* bytes cut at most from an expression that is being typed */

/* Appends the pattern S with every letter that is not ASCII folded: the folded text has
 * no others. */
static void add_folded(struct str *out, struct slice s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t start = at;

		while (at < s.len && (unsigned char)s.text[at] >= 0x80)
			at++;
		if (at > start)
			casefold_add(out, (struct slice){ s.text + start, at - start });
		else
			str_add_char(out, s.text[at++]);
	}
}

/* Returns the error of regcomp, 0 for none. */
static int compile(struct term_regex *r, struct slice pattern)
{
	struct pattern found = pattern_look(pattern);
	int flags = REG_EXTENDED | REG_NEWLINE;
	struct str text;
	int error;

	str_init(&text);
	r->folded = !found.capitals && !found.signs;
	if (r->folded)
		add_folded(&text, pattern);
	else
		str_add_bytes(&text, pattern.text, pattern.len);
	if (!r->folded && !found.capitals)
		flags |= REG_ICASE;
	error = regcomp(&r->compiled, text.buf, flags);
	str_release(&text);
	return error;
}

static bool ends_expression(struct slice text, size_t at)
{
	return at >= text.len || strchr(" \t\r\n|", text.text[at]);
}

/* The pattern at the start of TEXT without the slash that closes it. */
static struct slice take_pattern(struct slice text, bool *closed, size_t *used)
{
	size_t at = 0;

	while (at < text.len && !(text.text[at] == '/' && ends_expression(text, at + 1)))
		at += text.text[at] == '\\' && at + 1 < text.len ? 2 : 1;
	*closed = at < text.len;
	*used = at + *closed;
	return (struct slice){ text.text, at };
}

static void tell(struct query *g, const struct term *term, const struct term_regex *r,
	int error, bool closed)
{
	char reason[120];

	regerror(error, &r->compiled, reason, sizeof reason);
	query_fault(g, term->column,
		closed ? "The expression cannot be understood: %s."
		       : "The expression is not finished: %s.",
		reason);
}

/* Tells whether what TERM asks for can be done in the time of a key. */
static bool is_harmless(struct query *g, const struct term *term)
{
	struct pattern found = pattern_look(term->value);

	if (term->value.len > QUERY_REGEX || found.atoms > PATTERN_LARGE)
		query_fault(g, term->column, "The expression is too large.");
	else if (found.refers_back)
		query_fault(g, term->column,
			"An expression cannot refer back to a part of itself.");
	else
		return true;
	return false;
}

size_t expression_parse(struct query *g, struct term *term, struct slice text)
{
	struct term_regex *r = arena_alloc(&g->arena, sizeof *r);
	size_t shortest;
	bool closed;
	size_t used;
	int error;

	term->value = take_pattern(text, &closed, &used);
	if (!term->value.len)
		return used;
	if (!is_harmless(g, term))
		return used;
	error = compile(r, term->value);
	if (error)
		tell(g, term, r, error, closed);
	if (error && closed)
		return used;
	shortest = term->value.len > SHORTEN ? term->value.len - SHORTEN : 0;
	while (error && term->value.len > shortest) {
		term->value.len--;
		error = compile(r, term->value);
	}
	if (!error && term->value.len)
		term->regex = r;
	else if (!error)
		regfree(&r->compiled);
	return used;
}

bool expression_find(
	const struct term_regex *r, const char *text, bool started, struct span *span)
{
	regmatch_t match;

	if (regexec(&r->compiled, text, 1, &match, started ? 0 : REG_NOTBOL) != 0)
		return false;
	if (span)
		*span = (struct span){ (size_t)match.rm_so,
			(size_t)(match.rm_eo - match.rm_so) };
	return true;
}
