/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Matches a term with a text: folded or raw, with its signs, as a piece, a word or a whole.
 * A piece of a word counts where the word starts. In the middle of one it counts in what a
 * row is called ("stan" in Pakistan), and anywhere only once nothing better was found:
 * "rso" is no more in "persons" than in any other long text.
 */

#include "query/match_text.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

static bool ends_word(struct slice text, size_t at)
{
	return at >= text.len || text.text[at] == ' ' || text.text[at] == '\n';
}

size_t match_word(struct slice text, struct slice word, bool whole, size_t from)
{
	while (from < text.len) {
		const char *hit =
			memmem(text.text + from, text.len - from, word.text, word.len);
		size_t at;

		if (!hit)
			break;
		at = (size_t)(hit - text.text);
		if (!whole ||
			((at == 0 || ends_word(text, at - 1)) &&
				ends_word(text, at + word.len)))
			return at;
		from = at + 1;
	}
	return SIZE_MAX;
}

bool match_is_short(struct slice word)
{
	size_t letters = 0;

	for (size_t i = 0; i < word.len && letters < MATCH_PIECE; i++)
		letters += ((unsigned char)word.text[i] & 0xc0) != 0x80;
	return letters < MATCH_PIECE &&
		!(word.len && (unsigned char)word.text[0] >= 0xe0);
}

bool match_starts(struct slice text, struct slice piece)
{
	size_t at = 0;

	while ((at = match_word(text, piece, false, at)) != SIZE_MAX) {
		if (at == 0 || ends_word(text, at - 1))
			return true;
		at++;
	}
	return false;
}

bool match_is_raw(const struct match_term *term)
{
	return term->term->regex && !term->term->regex->folded;
}

/* Returns whether the expression of TERM matches in one of LINES, if WHOLE all of one. */
static bool match_regex(
	struct match *m, const struct match_term *term, struct slice lines, bool whole)
{
	struct regex *r = term->term->regex->compiled;
	enum regex_result result = REGEX_NO_MATCH;

	for (size_t at = 1; at < lines.len && result != REGEX_MATCH;) {
		const char *end = memchr(lines.text + at, '\n', lines.len - at);
		struct slice line = { lines.text + at, (size_t)(end - lines.text) - at };

		m->budget.left += REGEX_WORK_PER_BYTE * line.len;
		result = whole ? regex_match(r, line, &m->budget)
			       : regex_find(r, line, 0, &m->budget, NULL);
		m->too_slow += result == REGEX_TOO_SLOW;
		at += line.len + 1;
	}
	return result == REGEX_MATCH;
}

bool match_lines(
	struct match *m, const struct match_term *term, struct slice text, bool starts)
{
	const struct term *t = term->term;

	if (t->kind == TERM_REGEX)
		return match_regex(m, term, text, false);
	if (t->kind == TERM_EQUAL)
		return match_word(text, term->line, false, 0) != SIZE_MAX;
	if (starts && term->complete)
		return match_word(text, t->folded, true, 0) != SIZE_MAX;
	/* Letters of three bytes and more are those of South and East Asia, which mostly
	 * do not separate words. */
	if (starts && !t->whole && t->folded.len &&
		(unsigned char)t->folded.text[0] < 0xe0)
		return match_starts(text, t->folded);
	return match_word(text, t->folded, t->whole, 0) != SIZE_MAX;
}

bool match_codes(struct match *m, const struct match_term *term, struct slice codes)
{
	if (term->term->kind == TERM_REGEX)
		return match_regex(m, term, codes, true);
	return match_word(codes, term->line, false, 0) != SIZE_MAX;
}

void match_start_lines(struct match *m)
{
	str_clear(&m->line);
	str_add_char(&m->line, '\n');
}

void match_add_line(struct match *m, const struct match_term *term, struct slice text)
{
	size_t start = m->line.len;

	text = text_part(text, SEARCH_TEXT_MOST);
	if (match_is_raw(term))
		str_add_bytes(&m->line, text.text, text.len);
	else
		casefold_add(&m->line, text);
	for (size_t i = start; i < m->line.len; i++)
		if (m->line.buf[i] == '\n')
			m->line.buf[i] = ' ';
	str_add_char(&m->line, '\n');
}

bool match_has_signs(struct match *m, const struct term *t, struct slice text)
{
	size_t at = 0;

	if (!t->signs.len)
		return true;
	str_clear(&m->signs);
	casefold_add_signs(&m->signs, text_part(text, SEARCH_TEXT_MOST));
	text = str_slice(&m->signs);
	if (t->kind == TERM_EQUAL)
		return slice_equal(text, t->signs);
	while ((at = match_word(text, t->signs, false, at)) != SIZE_MAX) {
		if (!at || t->signs.text[0] != '-' ||
			!isalnum((unsigned char)text.text[at - 1]))
			return true;
		at++;
	}
	return false;
}

/* The bytes of the row mostly show that it does not have the signs. */
bool match_row_has_signs(
	struct match *m, const struct term *t, struct row_ref ref, bool all)
{
	const struct table *table = &m->texts->package->tables[ref.table];
	static const char signs[] = "#+%$-.0123456789";
	const char *sign = strpbrk(t->signs.len ? t->signs.text : "", signs);
	struct doc doc;
	bool unquoted;

	if (!t->signs.len || t->kind == TERM_EQUAL)
		return true;
	if (!all) {
		str_clear(&m->shown);
		package_add_label(m->texts->package, table, ref.row, &m->shown);
		return match_has_signs(m, t, str_slice(&m->shown));
	}
	if (sign && m->texts->tables[ref.table].in_bytes) {
		struct slice raw =
			csvfile_raw(table->file, table->first + ref.row, &unquoted);

		if (raw.len <= SEARCH_TEXT_MOST &&
			!memmem(raw.text, raw.len, sign, strspn(sign, signs)) &&
			scan_odd(raw, 0) == raw.len)
			return false;
	}
	doc = search_text_doc(m->texts, ref, true);
	return match_has_signs(m, t, doc.text) || match_has_signs(m, t, doc.codes) ||
		match_has_signs(m, t, doc.keys);
}

bool match_text(
	struct match *m, const struct match_term *term, struct slice text, bool starts)
{
	match_start_lines(m);
	match_add_line(m, term, text);
	return match_lines(m, term, str_slice(&m->line), starts) &&
		match_has_signs(m, term->term, text);
}
