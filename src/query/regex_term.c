#include "config.h"

/*
 * Decides what text an expression is searched for in; does not match (query/match.c).
 * Folded text is chosen where that cannot make a difference: when all letters of the
 * expression are small and it has no sign that folding drops. The letters and signs of
 * the language itself ("\W", "(?<=", "[[:alpha:]]") do not count.
 */

#include "query/regex_term.h"

#include <string.h>

#include "base/casefold.h"
#include "base/regex.h"

enum { SHORTEN = 100 }; /* bytes cut at most from an expression that is being typed */

/* What an expression asks of the text. */
struct letters {
	bool capitals; /* an ASCII one, or a class that knows them from small letters */
	bool signs;
};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Appends the pattern S with every letter that is not ASCII folded: folded text has no
 * others. */
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

/* Returns the bytes of the escape at the start of S: "\d", "\p{Lu}", "\x{e9}". */
static size_t escape_len(struct slice s)
{
	const char *end;

	if (s.len < 3 || s.text[2] != '{' || !strchr("pPxogkN", s.text[1]))
		return s.len < 2 ? s.len : 2;
	end = memchr(s.text, '}', s.len);
	return end ? (size_t)(end - s.text) + 1 : s.len;
}

/* Returns the bytes of the bracket expression at the start of S, "[]abc]" or
 * "[[:alpha:]]", and sets *CAPITALS when it has any. */
static size_t bracket_len(struct slice s, bool *capitals)
{
	size_t at = 1;

	at += at < s.len && s.text[at] == '^';
	for (bool first = true; at < s.len && (first || s.text[at] != ']');
		first = false) {
		bool named = at + 1 < s.len && s.text[at] == '[' && s.text[at + 1] == ':';
		const char *end = named ? memmem(s.text + at, s.len - at, ":]", 2) : NULL;

		*capitals |= is_capital(s.text[at]);
		if (end)
			at = (size_t)(end - s.text) + 2;
		else if (s.text[at] == '\\')
			at += escape_len((struct slice){ s.text + at, s.len - at });
		else
			at++;
	}
	return at < s.len ? at + 1 : s.len;
}

/* Returns the bytes that open the group at the start of S: "(", "(?:", "(?<name>". */
static size_t group_len(struct slice s)
{
	size_t at = 2;

	if (s.len < 2 || s.text[1] != '?')
		return 1;
	if (s.len > 3 && s.text[2] == '<' && (s.text[3] == '=' || s.text[3] == '!'))
		return 4;
	while (at < s.len && !strchr(":=!>|)", s.text[at]))
		at++;
	return at < s.len && s.text[at] != ')' ? at + 1 : at;
}

static struct letters look_at(struct slice s)
{
	static const char literals[] = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~";
	static const char signs[] = "-',/:;@_&#%~\"!=<>";
	static const char *const cases[] = { "p{Lu", "p{Ll", "p{Lt", "P{Lu", "P{Ll",
		"P{Lt", "[:upper:]", "[:lower:]" };
	struct letters found = { false, false };
	size_t at = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		found.capitals |=
			memmem(s.text, s.len, cases[i], strlen(cases[i])) != NULL;

	while (at < s.len) {
		struct slice rest = { s.text + at, s.len - at };
		char c = rest.text[0];

		if (c == '\\') {
			char escaped = rest.len > 1 ? rest.text[1] : c;

			found.signs |= escaped && strchr(literals, escaped);
			at += escape_len(rest);
		} else if (c == '[') {
			at += bracket_len(rest, &found.capitals);
		} else if (c == '(') {
			at += group_len(rest);
		} else if (c == '{') {
			for (at++; at < s.len && strchr("0123456789,", s.text[at]);)
				at++;
		} else {
			found.capitals |= is_capital(c);
			found.signs |= c && strchr(signs, c);
			at++;
		}
	}
	return found;
}

/* Sets TERM->regex; NULL, with a phrase appended to WHY, when it is not valid. */
static void compile(struct query *g, struct term *term, struct str *why)
{
	struct letters found = look_at(term->value);
	struct str folded = STR_INIT;
	struct term_regex r = { .folded = !found.capitals && !found.signs };
	struct slice pattern = term->value;

	if (r.folded) {
		add_folded(&folded, term->value);
		pattern = (struct slice){ folded.buf, folded.len };
	}
	r.compiled = regex_new(pattern, !r.folded && !found.capitals, why);
	if (r.compiled) {
		term->regex = arena_alloc(&g->arena, sizeof *term->regex);
		*term->regex = r;
	}
	str_release(&folded);
}

size_t regex_term_parse(struct query *g, struct term *term, struct slice text)
{
	struct str why = STR_INIT;
	size_t at = 0, shortest;
	bool closed;

	while (at < text.len &&
		!(text.text[at] == '/' &&
			(at + 1 == text.len || strchr(" \t\r\n|", text.text[at + 1]))))
		at += text.text[at] == '\\' && at + 1 < text.len ? 2 : 1;
	closed = at < text.len;
	if (!closed)
		g->closer = '/';
	term->value = (struct slice){ text.text, at };
	if (at > QUERY_REGEX) {
		query_fault(g, term->column, "The expression is too large.");
		return at + closed;
	}
	if (at)
		compile(g, term, &why);
	if (why.len)
		query_fault(g, term->column,
			closed ? "The expression cannot be understood: %s."
			       : "The expression is not finished: %s.",
			why.buf);
	shortest = at > SHORTEN ? at - SHORTEN : 0;
	while (!closed && !term->regex && term->value.len > shortest + 1) {
		term->value.len--;
		compile(g, term, &why);
	}
	str_release(&why);
	if (term->regex && regex_refers_back(term->regex->compiled)) {
		query_fault(g, term->column,
			"An expression cannot refer back to a part of itself.");
		regex_free(term->regex->compiled);
		term->regex = NULL;
	}
	return at + closed;
}
