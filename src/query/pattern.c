#include "config.h"

#include "query/pattern.h"

#include <string.h>

enum {
	DEPTH = 60, /* groups in groups; regcomp(3) goes as deep by calling itself */
	NESTED = 8, /* repetitions of repetitions; it takes the fifth power of them */
};

/* What is counted of a group, or of the whole. */
struct group {
	size_t atoms;
	size_t nested; /* repetitions round the most repeated atom */
};

/* What folding takes away, but for its meaning in a pattern. */
static const char signs[] = "-',/:;@_&#%~\"!=<>";

/* A pattern while it is read. */
struct reader {
	struct slice rest;
	struct pattern *pattern;
	struct group groups[DEPTH]; /* the open ones, the whole first */
	size_t depth;
	struct group last; /* what a repetition would repeat */
};

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static void skip(struct reader *r, size_t bytes)
{
	r->rest.text += bytes;
	r->rest.len -= bytes;
}

static size_t at_most_large(size_t atoms)
{
	return atoms > PATTERN_LARGE ? PATTERN_LARGE + 1 : atoms;
}

/* Counts PART, which may be repeated by what follows. */
static void count(struct reader *r, struct group part)
{
	struct group *group = &r->groups[r->depth];

	r->last = part;
	group->atoms = at_most_large(group->atoms + part.atoms);
	if (part.nested > group->nested)
		group->nested = part.nested;
}

static void count_atom(struct reader *r)
{
	count(r, (struct group){ .atoms = 1 });
}

/* Counts that what was counted last is written out TIMES times, as regcomp(3) does. */
static void repeat(struct reader *r, size_t times)
{
	struct group repeated = { .atoms = at_most_large(
					  r->last.atoms * at_most_large(times)),
		.nested = r->last.nested + 1 };
	struct group *group = &r->groups[r->depth];

	if (group->atoms <= PATTERN_LARGE)
		group->atoms -= r->last.atoms;
	if (repeated.nested > NESTED)
		repeated.atoms = PATTERN_LARGE + 1;
	count(r, repeated);
}

/* Returns the bytes of the bracket expression at the start of S: "[]abc]",
 * "[[:alpha:]]". */
static size_t bracket_len(struct slice s)
{
	size_t at = 1;

	if (at < s.len && s.text[at] == '^')
		at++;
	if (at < s.len && s.text[at] == ']')
		at++;
	while (at < s.len && s.text[at] != ']') {
		char kind = at + 1 < s.len ? s.text[at + 1] : '\0';

		if (s.text[at] == '[' && kind && strchr(":.=", kind)) {
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

static void read_bracket(struct reader *r)
{
	size_t len = bracket_len(r->rest);

	for (size_t i = 0; i < len; i++)
		r->pattern->capitals |= is_upper(r->rest.text[i]);
	skip(r, len);
	count_atom(r);
}

/* "{3}", "{2,5}", "{2,}": as many times as its largest number, and once more for what has
 * no end. */
static void read_interval(struct reader *r)
{
	size_t largest = 0;
	size_t number = 0;

	while (r->rest.len && r->rest.text[0] != '}') {
		char c = r->rest.text[0];

		number = c >= '0' && c <= '9' && number <= PATTERN_LARGE
			? number * 10 + (size_t)(c - '0')
			: 0;
		largest = number > largest ? number : largest;
		skip(r, 1);
	}
	skip(r, r->rest.len > 0);
	repeat(r, largest + 1);
}

static void read_escape(struct reader *r)
{
	char c = r->rest.len > 1 ? r->rest.text[1] : '\\';

	r->pattern->signs |= c != '\\' && c && strchr(".*+?()[]{}|^$/", c);
	r->pattern->refers_back |= c >= '1' && c <= '9';
	skip(r, r->rest.len > 1 ? 2 : 1);
	count_atom(r);
}

static void open_group(struct reader *r)
{
	skip(r, 1);
	if (r->depth + 1 == DEPTH)
		count(r, (struct group){ .atoms = PATTERN_LARGE + 1 });
	else
		r->groups[++r->depth] = (struct group){ .atoms = 1 };
	r->last = (struct group){ .atoms = 0 };
}

static void close_group(struct reader *r)
{
	skip(r, 1);
	if (!r->depth)
		return;
	r->depth--;
	count(r, r->groups[r->depth + 1]);
}

static void read_letter(struct reader *r)
{
	char c = r->rest.text[0];

	r->pattern->capitals |= is_upper(c);
	r->pattern->signs |= c && strchr(signs, c);
	skip(r, 1);
	count_atom(r);
}

static void read_one(struct reader *r)
{
	switch (r->rest.text[0]) {
	case '\\':
		read_escape(r);
		break;
	case '[':
		read_bracket(r);
		break;
	case '{':
		read_interval(r);
		break;
	case '(':
		open_group(r);
		break;
	case ')':
		close_group(r);
		break;
	case '+': /* once, and then any number of times */
		skip(r, 1);
		repeat(r, 2);
		break;
	case '*':
	case '?':
		skip(r, 1);
		repeat(r, 1);
		break;
	default:
		read_letter(r);
	}
}

struct pattern pattern_look(struct slice pattern)
{
	struct pattern found = { .atoms = 0 };
	struct reader r = { .rest = pattern, .pattern = &found };

	while (r.rest.len)
		read_one(&r);
	for (size_t i = 0; i <= r.depth; i++)
		found.atoms += r.groups[i].atoms;
	found.atoms = at_most_large(found.atoms);
	return found;
}
