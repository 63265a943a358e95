/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Finds the pieces of a text on the screen that a term hits; keeps nothing. */

#include "query/match.h"

#include <stdlib.h>

enum { SPANS_WORK = 1 << 16 }; /* units of work for a text: it is drawn many times */

static size_t add_span(
	struct search_hit *out, size_t count, size_t max, size_t start, size_t len)
{
	if (count < max && len)
		out[count++] = (struct search_hit){ start, len };
	return count;
}

/* Adds the clusters of TEXT that folded to LEN bytes at START: an accent typed or left out
 * hits the same letters. */
static size_t add_folded(struct slice text, const struct casefold *f, size_t start,
	size_t len, struct search_hit *out, size_t count, size_t max)
{
	struct slice piece = casefold_origin(f, text, start, len);

	return add_span(out, count, max, (size_t)(piece.text - text.text), piece.len);
}

/* An empty match ("x*") is skipped. Of an expression that takes long the matches found by
 * then are shown. */
static size_t regex_spans(const struct term_regex *r, struct slice text,
	const struct casefold *f, struct search_hit *out, size_t count, size_t max)
{
	struct slice searched = str_slice(&f->text);
	struct regex_budget budget = { .left = SPANS_WORK };
	struct str raw = STR_INIT;
	struct regex_span span;
	size_t at = 0;

	if (!r->folded) {
		str_add_bytes(&raw, text.text, text.len);
		for (size_t i = 0; i < raw.len; i++)
			if (raw.buf[i] == '\n')
				raw.buf[i] = ' ';
		searched = str_slice(&raw);
	}
	while (at <= searched.len && count < max &&
		regex_find(r->compiled, searched, at, &budget, &span) == REGEX_MATCH) {
		if (r->folded)
			count = add_folded(
				text, f, span.start, span.len, out, count, max);
		else
			count = add_span(out, count, max, span.start, span.len);
		at = span.start + span.len;
		/* To the start of the next character. */
		for (at += !span.len; at < searched.len &&
			((unsigned char)searched.text[at] & 0xc0) == 0x80;)
			at++;
	}
	str_release(&raw);
	return count;
}

size_t match_spans(const struct match_term *term, struct slice text, bool code,
	struct casefold *f, struct search_hit *out, size_t count, size_t max)
{
	const struct term *t = term->term;
	bool signs = t->kind == TERM_TEXT && t->signs.len;
	struct slice wanted = signs ? t->signs : t->folded;
	struct slice folded;
	bool starts;
	size_t at;

	if (t->negated || t->kind == TERM_RANGE || !text.len)
		return count;
	(signs ? casefold_set_signs : casefold_set)(f, text);
	folded = str_slice(&f->text);
	if (t->kind == TERM_REGEX)
		return regex_spans(t->regex, text, f, out, count, max);
	if (code || t->kind == TERM_EQUAL)
		return slice_equal(wanted, folded)
			? add_span(out, count, max, 0, text.len)
			: count;
	/* In the middle of a word only where none starts so. */
	starts = !signs && match_starts(folded, wanted);
	at = match_word(folded, wanted, t->whole && !signs, 0);
	while (at != SIZE_MAX && count < max) {
		if (!starts || !at || folded.text[at - 1] == ' ')
			count = add_folded(text, f, at, wanted.len, out, count, max);
		at = match_word(folded, wanted, t->whole && !signs, at + wanted.len);
	}
	return count;
}

static int compare_starts(const void *a, const void *b)
{
	const struct search_hit *x = a;
	const struct search_hit *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

size_t match_join_spans(struct search_hit *hits, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(hits, count, sizeof *hits, compare_starts);
	for (size_t i = 0; i < count; i++) {
		struct search_hit *last = kept ? &hits[kept - 1] : NULL;
		size_t end = hits[i].start + hits[i].len;

		if (!last || hits[i].start > last->start + last->len)
			hits[kept++] = hits[i];
		else if (end > last->start + last->len)
			last->len = end - last->start;
	}
	return kept;
}
