/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the text of a query and its terms; one pass from left to right, a byte looked
 * ahead. Signs count only where a term starts or after the colon of a scope: inside a word
 * a quote, a hyphen or a bracket is a letter that folding drops, so whatever is pasted is
 * searched for and never refused. For the same reason there are no brackets for grouping.
 *
 * Nothing here is final while the user types: a missing quote ends with the text, a bound
 * that is no number yet leaves its term out, and the rest is searched all the same.
 */

#include "query/query.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/regex.h"
#include "base/text.h"
#include "query/range.h"

enum { SHORTEN = 100 }; /* bytes cut at most from an expression that is being typed */

struct parser {
	struct query *query;
	struct slice text; /* the query's copy */
	size_t at;
	size_t terms;
	bool join;                         /* there is a | before the next term ... */
	bool tight;                        /* ... without a blank on either side */
	struct slice scope;                /* of the term before */
	const struct query_fields *fields; /* or NULL */
};

void query_init(struct query *q)
{
	*q = (struct query){ .fault = STR_INIT };
}

void query_release(struct query *q)
{
	for (size_t i = 0; i < q->count; i++) {
		for (size_t k = 0; k < q->clauses[i].count; k++)
			if (q->clauses[i].terms[k].regex)
				regex_free(q->clauses[i].terms[k].regex->compiled);
		free(q->clauses[i].terms);
	}
	free(q->clauses);
	arena_release(&q->arena);
	str_release(&q->fault);
	query_init(q);
}

void query_fault(struct query *q, size_t column, const char *format, ...)
{
	va_list args;

	if (q->fault.len)
		return;
	va_start(args, format);
	str_vaddf(&q->fault, format, args);
	va_end(args);
	q->fault_column = column;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Returns whether C separates or joins terms. */
static bool is_between(char c)
{
	return is_blank(c) || c == '|';
}

/* Returns the byte OFFSET after the current one; '\0' after the end. */
static char peek(const struct parser *p, size_t offset)
{
	return p->at + offset < p->text.len ? p->text.text[p->at + offset] : '\0';
}

static bool at_end_of_word(const struct parser *p)
{
	return p->at >= p->text.len || is_between(peek(p, 0));
}

static bool starts_with(const struct parser *p, const char *sign)
{
	return slice_starts(slice_from(p->text, p->at), slice_of(sign));
}

static struct slice take_word(struct parser *p)
{
	size_t start = p->at;

	while (!at_end_of_word(p))
		p->at++;
	return slice_part(p->text, start, p->at - start);
}

/* Takes what is in quotes; without a closing one all to the end. */
static struct slice take_quoted(struct parser *p)
{
	size_t start = ++p->at;
	struct slice value;

	while (p->at < p->text.len && peek(p, 0) != '"')
		p->at++;
	value = slice_part(p->text, start, p->at - start);
	if (p->at < p->text.len)
		p->at++;
	return value;
}

/* Takes a value, in quotes or a word; returns it without the quotes. */
static struct slice take_value(struct parser *p, struct term *term)
{
	term->quoted = peek(p, 0) == '"';
	return term->quoted ? take_quoted(p) : take_word(p);
}

static struct slice fold_copy(
	struct query *q, struct slice s, void (*fold)(struct str *, struct slice))
{
	struct str folded = STR_INIT;
	struct slice copy;

	fold(&folded, s);
	copy = (struct slice){ arena_strndup(&q->arena, folded.buf, folded.len),
		folded.len };
	str_release(&folded);
	return copy;
}

/* --- terms --- */

/* Returns whether FOLDED is signs without letters, dashes of any script among them: that is
 * a term being typed, or a slip; in quotes it is meant. */
static bool is_signs(struct slice folded)
{
	uint32_t sign;

	for (; folded.len; folded = slice_from(folded, text_decode(folded, &sign))) {
		text_decode(folded, &sign);
		if (sign < 0x80 ? !ispunct((int)sign) : !uc_is_property_dash(sign))
			return false;
	}
	return true;
}

/* Ends the word that is TERM's value after initials, which are a word by themselves: "S." of
 * "S.Korea". */
static void part_initials(struct parser *p, struct term *term)
{
	struct slice rest = term->value;

	while (rest.len > 1 && isalpha((unsigned char)rest.text[0]) &&
		rest.text[1] == '.')
		rest = slice_from(rest, 2);
	if (rest.len == term->value.len || rest.len < 2 ||
		!isalpha((unsigned char)rest.text[0]) ||
		!isalpha((unsigned char)rest.text[1]))
		return;
	term->value.len -= rest.len;
	p->at -= rest.len;
}

static bool parse_text(struct parser *p, struct term *term)
{
	term->kind = TERM_TEXT;
	if (peek(p, 0) == '\'' && p->at + 1 < p->text.len) {
		term->whole = true;
		p->at++;
	}
	term->value = take_value(p, term);
	if (!term->scope.len && !term->quoted && !term->whole && !term->negated)
		part_initials(p, term);
	term->folded = fold_copy(p->query, term->value, casefold_add);
	if (term->scope.len && term->quoted && !term->value.len) {
		term->kind = TERM_EQUAL;
		return true;
	}
	if (term->scope.len)
		range_parse(&term->low, term->value);
	if (casefold_has_signs(term->value)) {
		term->signs = fold_copy(p->query, term->value, casefold_add_signs);
		if (is_signs(term->folded))
			term->folded.len = 0;
		return true;
	}
	return term->quoted ? term->folded.len > 0 : !is_signs(term->folded);
}

/*
 * Parses "re:/EXPRESSION/", which ends at the first slash with a blank, a | or the end
 * after it, or with the text when there is none. On an error TERM->regex is NULL and the
 * query has a fault that says why; but an expression that is not closed yet is shortened
 * until it is valid.
 */
static bool parse_regex(struct parser *p, struct term *term)
{
	size_t start = p->at + strlen("re:/");
	struct query *q = p->query;
	struct slice text = p->text;
	struct str why = STR_INIT;
	size_t at = start, shortest;
	bool closed;

	while (at < text.len &&
		!(text.text[at] == '/' &&
			(at + 1 == text.len || is_between(text.text[at + 1]))))
		at += text.text[at] == '\\' && at + 1 < text.len ? 2 : 1;
	closed = at < text.len;
	p->at = at + closed;
	term->kind = TERM_REGEX;
	term->value = slice_part(text, start, at - start);
	if (term->value.len > QUERY_REGEX) {
		query_fault(q, term->column, _("The pattern is too long."));
		return false;
	}
	if (term->value.len)
		query_compile(q, term, &why);
	if (why.len)
		query_fault(q, term->column,
			closed ? _("Invalid pattern: %s.") : _("Incomplete pattern: %s."),
			why.buf);
	shortest = term->value.len > SHORTEN ? term->value.len - SHORTEN : 0;
	while (!closed && !term->regex && term->value.len > shortest + 1) {
		term->value.len--;
		query_compile(q, term, &why);
	}
	str_release(&why);
	if (term->regex && regex_refers_back(term->regex->compiled)) {
		query_fault(q, term->column,
			_("A pattern cannot refer back to a part of itself."));
		regex_free(term->regex->compiled);
		term->regex = NULL;
	}
	return term->regex != NULL;
}

/* Reads TEXT as the bound B of TERM, of whose fields it has to be one; see query_fields for
 * EXAMPLE. */
static bool parse_bound(const struct parser *p, const struct term *term, struct range *b,
	struct slice text, struct str *example)
{
	bool read = range_parse(b, text);

	return p->fields->reads
		? p->fields->reads(p->fields->data, term->scope, b, example)
		: read;
}

/* Parses "<", "<=", ">" or ">=" and a bound. */
static bool parse_comparison(struct parser *p, struct term *term)
{
	bool low = peek(p, 0) == '>';
	struct range *bound = low ? &term->low : &term->high;
	size_t start = p->at;
	struct str example = STR_INIT;
	struct slice value;
	bool found;

	term->kind = TERM_RANGE;
	(low ? &term->high : &term->low)->none = true;
	bound->beyond = peek(p, 1) != '=';
	p->at += bound->beyond ? 1 : 2;
	value = take_value(p, term);
	term->value = slice_part(p->text, start, p->at - start);
	found = parse_bound(p, term, bound, value, &example);
	if (!found && example.len)
		query_fault(p->query, term->column,
			_("“%.*s:” needs a number or a date after %s, such as %s."),
			(int)term->scope.len, term->scope.text, low ? ">" : "<",
			example.buf);
	else if (!found)
		query_fault(p->query, term->column,
			_("“%.*s:” needs a number or a date after %s."),
			(int)term->scope.len, term->scope.text, low ? ">" : "<");
	str_release(&example);
	return found;
}

/* Parses "A..B", "A.." or "..B"; returns false when it is no range, as an interval of EDTF
 * ("2002/.."), which is a value. */
static bool parse_range(struct parser *p, struct term *term)
{
	size_t start = p->at;
	struct slice value = take_word(p);
	struct str example = STR_INIT;
	struct edtf date;
	const char *dots = memmem(value.text, value.len, "..", 2);

	if (dots && value.len > 2 && !edtf_parse(value, &date, NULL, NULL)) {
		size_t low = (size_t)(dots - value.text);
		struct slice rest = slice_from(value, low + 2);

		term->low.none = low == 0;
		term->high.none = rest.len == 0;
		if ((term->low.none ||
			    parse_bound(p, term, &term->low, slice_part(value, 0, low),
				    &example)) &&
			(term->high.none ||
				parse_bound(p, term, &term->high, rest, &example))) {
			term->kind = TERM_RANGE;
			term->value = value;
			return true;
		}
		term->low = term->high = (struct range){ .none = false };
	}
	if (example.len)
		query_fault(p->query, term->column,
			_("“%.*s:” needs numbers or dates around .., such as %s."),
			(int)term->scope.len, term->scope.text, example.buf);
	str_release(&example);
	p->at = start;
	return false;
}

/* Parses what follows a scope; returns false when there is nothing to search for. */
static bool parse_scoped(struct parser *p, struct term *term)
{
	if (starts_with(p, "re:/"))
		return parse_regex(p, term);
	if (peek(p, 0) == '<' || peek(p, 0) == '>')
		return parse_comparison(p, term);
	if (peek(p, 0) != '=')
		return parse_range(p, term) || parse_text(p, term);
	term->kind = TERM_EQUAL;
	p->at++;
	term->value = take_value(p, term);
	term->folded = fold_copy(p->query, term->value, casefold_add);
	term->signs = fold_copy(p->query, term->value, casefold_add_signs);
	range_parse(&term->low, term->value);
	return true;
}

/* Takes "scope:" when there is a known one. */
static bool take_scope(struct parser *p, struct term *term)
{
	struct slice scope = { p->text.text + p->at, 0 };

	if (starts_with(p, "re:/"))
		return false;
	while (p->at + scope.len < p->text.len && !is_blank(scope.text[scope.len]) &&
		!strchr(":|\"'", scope.text[scope.len]))
		scope.len++;
	if (!scope.len || p->at + scope.len >= p->text.len ||
		scope.text[scope.len] != ':')
		return false;
	if (!p->fields || !p->fields->known(p->fields->data, scope, p->at)) {
		char next = peek(p, scope.len + 1);

		/* Not of a time or an address. */
		if (isalpha((unsigned char)scope.text[0]) && next && !is_between(next) &&
			next != '/' && !p->query->unknown.len)
			p->query->unknown = scope;
		return false;
	}
	term->scope = scope;
	p->at += scope.len + 1;
	return true;
}

static void add_term(struct clause *clause, struct term term)
{
	*ARRAY_ADD(clause->terms, clause->count, clause->alloc) = term;
}

/* Returns whether what is at P is a negative number and all of the text. */
static bool is_negative_number(const struct parser *p)
{
	struct slice text = slice_trim(p->text);

	return text.text == p->text.text + p->at && text.len > 1 &&
		isdigit((unsigned char)text.text[1]) &&
		1 + strspn(text.text + 1, "0123456789.,%") >= text.len;
}

/* Returns whether S is single letters with full stops between. */
static bool is_abbreviation(struct slice s)
{
	size_t letters = 0;
	uint32_t letter;

	for (; s.len; letters++) {
		s = slice_from(s, text_decode(s, &letter));
		if ((letter < 0x80 && !isalpha((int)letter)) ||
			(s.len && s.text[0] != '.'))
			return false;
		s = slice_from(s, s.len > 0);
	}
	return letters > 1;
}

static struct slice without_blanks(struct query *q, struct slice s)
{
	char *out = arena_strndup(&q->arena, s.text, s.len);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.text[i] != ' ')
			out[len++] = s.text[i];
	out[len] = '\0';
	return (struct slice){ out, len };
}

/* Parses a term and appends it to the last clause when there is a | before it, else as a
 * new clause. */
static void parse_term(struct parser *p)
{
	struct term term = { .column = p->at };
	struct query *q = p->query;
	bool found;

	if (peek(p, 0) == '-' && !is_negative_number(p)) {
		p->at++;
		if (at_end_of_word(p))
			return;
		term.negated = true;
	}
	if (!take_scope(p, &term) && p->join && p->tight)
		term.scope = p->scope;
	if (term.scope.len)
		found = parse_scoped(p, &term);
	else if (starts_with(p, "re:/"))
		found = parse_regex(p, &term);
	else
		found = parse_text(p, &term);
	p->scope = term.scope;
	if (found && (!p->join || !q->count)) {
		*ARRAY_ADD(q->clauses, q->count, q->alloc) =
			(struct clause){ .count = 0 };
	}
	p->join = false;
	if (!found)
		return;
	p->terms++;
	if (term.kind == TERM_TEXT && !term.negated && is_abbreviation(term.value)) {
		struct term bare = term;

		/* An abbreviation is typed to its end: UK begins Ukraine, U.K. does not. */
		term.implied = true;
		bare.whole = true;
		bare.folded = without_blanks(q, term.folded);
		add_term(&q->clauses[q->count - 1], bare);
	}
	add_term(&q->clauses[q->count - 1], term);
}

static bool is_filler(const struct clause *clause)
{
	const struct term *term = &clause->terms[0];

	return clause->count == 1 && term->kind == TERM_TEXT && !term->negated &&
		!term->quoted && !term->whole && !term->scope.len &&
		casefold_is_filler(term->folded);
}

/* Drops the fillers: names do without "the", "of" and "and", so the search does too,
 * unless there is nothing else to search for. */
static void drop_fillers(struct query *q)
{
	size_t kept = 0;
	size_t fillers = 0;

	for (size_t i = 0; i < q->count; i++)
		fillers += is_filler(&q->clauses[i]);
	if (fillers == q->count)
		return;
	for (size_t i = 0; i < q->count; i++) {
		if (is_filler(&q->clauses[i]))
			free(q->clauses[i].terms);
		else
			q->clauses[kept++] = q->clauses[i];
	}
	q->count = kept;
}

/* Lets a text that is a date find rows by their dates, too. */
static void add_date(struct query *q)
{
	struct term term = { .kind = TERM_RANGE, .implied = true, .value = q->text };
	struct date_text date;

	if (!range_read_date(q->text, &date))
		return;
	range_parse(&term.low, slice_trim(q->text));
	term.high = term.low;
	for (size_t i = 0; i < q->count; i++)
		add_term(&q->clauses[i], term);
}

void query_parse(struct query *q, struct slice text, const struct query_fields *fields)
{
	struct parser p = { .query = q, .fields = fields };

	query_release(q);
	q->text =
		(struct slice){ arena_strndup(&q->arena, text.text, text.len), text.len };
	p.text = q->text;
	for (;;) {
		size_t start = p.at;

		for (; p.at < p.text.len && is_between(peek(&p, 0)); p.at++) {
			if (peek(&p, 0) != '|')
				continue;
			p.join = true;
			p.tight = p.at == start && !is_blank(peek(&p, 1));
		}
		if (p.at >= p.text.len)
			break;
		if (p.terms == QUERY_TERMS) {
			query_fault(q, p.at,
				_("Only the first %d words are searched for."),
				QUERY_TERMS);
			break;
		}
		parse_term(&p);
	}
	drop_fillers(q);
	add_date(q);
}

/* Returns TEXT without the signs at its ends that only separate or join clauses. */
static struct slice trim_between(struct slice text)
{
	while (text.len && is_between(text.text[0])) {
		text.text++;
		text.len--;
	}
	while (text.len && is_between(text.text[text.len - 1]))
		text.len--;
	return text;
}

/* A piece ends where the next clause starts: what is left out of the search between them
 * is shown too. */
size_t query_pieces(const struct query *q, struct slice *out, size_t max)
{
	struct slice text = q->text;
	size_t start = 0;
	size_t count = 0;

	for (size_t i = 1; i < q->count && count + 1 < max; i++) {
		size_t end = q->clauses[i].terms[0].column;

		out[count++] = trim_between(slice_part(text, start, end - start));
		start = end;
	}
	out[count] = trim_between(slice_from(text, start));
	return count + (out[count].len > 0);
}

static bool has_piece(struct slice text, struct slice piece)
{
	return !piece.len ||
		(text.len && memmem(text.text, text.len, piece.text, piece.len));
}

/* Returns whether PIECE begins a word of TEXT. */
static bool has_start(struct slice text, struct slice piece)
{
	const char *at = text.text;
	const char *end = at + text.len;

	while (piece.len &&
		(at = memmem(at, (size_t)(end - at), piece.text, piece.len))) {
		if (at == text.text || at[-1] == ' ')
			return true;
		at++;
	}
	return !piece.len;
}

/* Returns whether NEXT matches only where LAST does. */
static bool term_narrows(const struct term *next, const struct term *last)
{
	if (next->negated != last->negated || !slice_equal(next->scope, last->scope))
		return false;
	if (next->kind == last->kind && next->whole == last->whole &&
		slice_equal(next->value, last->value))
		return true;
	/* In a field "2" may be a number, and then 20 does not match. */
	return next->kind == TERM_TEXT && last->kind == TERM_TEXT && !last->negated &&
		!last->whole && !last->scope.len && has_piece(next->signs, last->signs) &&
		has_start(next->folded, last->folded);
}

static bool clause_narrows(const struct clause *next, const struct clause *last)
{
	for (size_t i = 0; i < next->count; i++) {
		bool found = false;

		for (size_t k = 0; k < last->count && !found; k++)
			found = term_narrows(&next->terms[i], &last->terms[k]);
		if (!found)
			return false;
	}
	return true;
}

bool query_narrows(const struct query *next, const struct query *last)
{
	for (size_t i = 0; i < last->count; i++) {
		bool found = false;

		for (size_t k = 0; k < next->count && !found; k++)
			found = clause_narrows(&next->clauses[k], &last->clauses[i]);
		if (!found)
			return false;
	}
	return true;
}

void query_add_name(const struct query *q, struct str *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < q->count; i++) {
		const struct term *term = &q->clauses[i].terms[0];

		for (size_t k = 1; k < q->clauses[i].count; k++)
			if (!term[k].implied) {
				str_truncate(out, start);
				return;
			}
		if (term->kind != TERM_TEXT || term->negated || term->scope.len ||
			!term->folded.len)
			continue;
		if (out->len > start)
			str_add_char(out, ' ');
		str_add_bytes(out, term->folded.text, term->folded.len);
	}
}
