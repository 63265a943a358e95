/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Decides with which text an expression is matched, the folded or the raw one, by a look
 * at its letters and signs. It need not be valid: the library decides that.
 */

#include "query/query.h"

#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "base/regex.h"

/* What an expression asks of the text. */
struct letters {
	bool capitals; /* an ASCII one, or a class that distinguishes small letters */
	bool signs;    /* one, or a class that distinguishes signs from blanks */
};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
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
			at += escape_len(slice_from(s, at));
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

/* Returns what the expression S asks of the text. */
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
		struct slice rest = slice_from(s, at);
		char c = rest.text[0];

		if (c == '\\') {
			char escaped = rest.len > 1 ? rest.text[1] : c;

			found.signs |= escaped &&
				(strchr(literals, escaped) || strchr("sSW", escaped));
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

void query_compile(struct query *q, struct term *term, struct str *why)
{
	struct letters found = look_at(term->value);
	struct str folded = STR_INIT;
	struct term_regex r = { .folded = !found.capitals && !found.signs };
	struct slice pattern = term->value;

	/* Letters that are not ASCII are folded as in the text; the syntax stays. */
	for (size_t at = 0; r.folded && at < pattern.len;) {
		size_t start = at;

		while (at < pattern.len && (unsigned char)pattern.text[at] >= 0x80)
			at++;
		casefold_add(&folded, slice_part(pattern, start, at - start));
		while (at < pattern.len && (unsigned char)pattern.text[at] < 0x80)
			str_add_char(&folded, pattern.text[at++]);
	}
	if (r.folded)
		pattern = str_slice(&folded);
	r.compiled = regex_new(pattern, !r.folded && !found.capitals, why);
	if (r.compiled) {
		term->regex = arena_alloc(&q->arena, sizeof *term->regex);
		*term->regex = r;
	}
	str_release(&folded);
}
