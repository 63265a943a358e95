#include "config.h"

/*
 * regcomp(3) is trusted with the expression but not with its size, nor with what it takes
 * for finished. What folding takes away decides what an expression is matched against, so
 * patterns are read here just far enough to tell letters from the signs of the language.
 */

#include "query/expression.h"

#include <string.h>

#include "base/fold.h"

enum {
	REPEATS =
		1000, /* all {n} of an expression multiplied: states that regcomp makes */
	SHORTEN = 100, /* bytes cut at most from an expression that is being typed */
};

/* What folding takes away, outside of its meaning in an expression. */
static const char signs[] = "-',/:;@_&#%~\"!=<>";

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Returns the bytes of the bracket expression at the start of S: "[]abc]", "[[:alpha:]]".
 */
static size_t bracket_len(struct slice s)
{
	size_t at = 1;

	if (at < s.len && s.text[at] == '^')
		at++;
	if (at < s.len && s.text[at] == ']')
		at++;
	while (at < s.len && s.text[at] != ']') {
		if (at + 1 < s.len && s.text[at] == '[' &&
			strchr(":.=", s.text[at + 1])) {
			char kind = s.text[at + 1];

			at += 2;
			while (at + 1 < s.len &&
				!(s.text[at] == kind && s.text[at + 1] == ']'))
				at++;
			at++;
		}
		at++;
	}
	return at < s.len ? at + 1 : s.len;
}

/* What has to be known of a pattern before it is compiled. */
struct traits {
	bool capitals; /* "\W" is none */
	bool signs;    /* literal ones, not those of the language */
	long repeats;
};

static long number_at(struct slice s)
{
	long value = 0;

	for (size_t i = 0; i < s.len && s.text[i] != '}'; i++) {
		if (s.text[i] == ',')
			value = 0;
		else if (s.text[i] >= '0' && s.text[i] <= '9' && value <= REPEATS)
			value = value * 10 + (s.text[i] - '0');
	}
	return value;
}

static struct traits look_at(struct slice s)
{
	struct traits traits = { .repeats = 1 };

	for (size_t i = 0; i < s.len; i++) {
		char c = s.text[i];

		if (c == '\\' && i + 1 < s.len) {
			c = s.text[++i];
			traits.signs |= c != '\\' && strchr(".*+?()[]{}|^$/", c) != NULL;
		} else if (c == '[') {
			size_t len = bracket_len((struct slice){ s.text + i, s.len - i });

			for (size_t k = 0; k < len; k++)
				traits.capitals |= is_upper(s.text[i + k]);
			i += len - 1;
		} else if (c == '{') {
			long times = number_at((struct slice){ s.text + i, s.len - i });

			if (times > 1 && traits.repeats <= REPEATS)
				traits.repeats *= times;
			while (i < s.len && s.text[i] != '}')
				i++;
		} else {
			traits.capitals |= is_upper(c);
			traits.signs |= c && strchr(signs, c) != NULL;
		}
	}
	return traits;
}

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
			fold_add(out, (struct slice){ s.text + start, at - start });
		else
			str_add_char(out, s.text[at++]);
	}
}

/* Returns the error of regcomp, 0 for none. */
static int compile(struct term_regex *r, struct slice pattern)
{
	struct traits traits = look_at(pattern);
	struct str text;
	int error;

	str_init(&text);
	r->folded = !traits.capitals && !traits.signs;
	if (r->folded)
		add_folded(&text, pattern);
	else
		str_add_bytes(&text, pattern.text, pattern.len);
	error = regcomp(&r->compiled, text.buf,
		REG_EXTENDED | REG_NEWLINE |
			(r->folded || traits.capitals ? 0 : REG_ICASE));
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

static void tell(struct grammar *g, const struct term *term, const struct term_regex *r,
	int error, bool closed)
{
	char reason[120];

	regerror(error, &r->compiled, reason, sizeof reason);
	grammar_fault(g, term->column,
		closed ? "The expression cannot be understood: %s."
		       : "The expression is not finished: %s.",
		reason);
}

size_t expression_parse(struct grammar *g, struct term *term, struct slice text)
{
	struct term_regex *r = arena_alloc(&g->arena, sizeof *r);
	size_t shortest;
	bool closed;
	size_t used;
	int error;

	term->value = take_pattern(text, &closed, &used);
	if (!term->value.len)
		return used;
	if (term->value.len > GRAMMAR_REGEX || look_at(term->value).repeats > REPEATS) {
		grammar_fault(g, term->column, "The expression is too large.");
		return used;
	}
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
