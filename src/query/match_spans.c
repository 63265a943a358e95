#include "config.h"

/*
 * Hits are found in the folded text and carried back to the clusters they came from, so
 * that an accent typed or left out lights up the same letters.
 */

#include "query/match_spans.h"

#include <stdlib.h>

#include "base/regex.h"

enum { SPANS_WORK = 1 << 16 }; /* units of work for a text: it is drawn many times */

static size_t add_hit(
	struct search_hit *out, size_t count, size_t max, size_t start, size_t len)
{
	if (count < max && len)
		out[count++] = (struct search_hit){ start, len };
	return count;
}

/* Adds the clusters of TEXT that gave LEN folded bytes at START. */
static size_t add_folded(struct slice text, const struct casefold *f, size_t start,
	size_t len, struct search_hit *out, size_t count, size_t max)
{
	struct slice piece = casefold_origin(f, text, start, len);

	return add_hit(out, count, max, (size_t)(piece.text - text.text), piece.len);
}

static size_t find_words(const struct term *t, struct slice text,
	const struct casefold *f, struct search_hit *out, size_t count, size_t max)
{
	struct slice folded = { f->text.buf, f->text.len };
	size_t at = match_word(folded, t->folded, t->whole, 0);

	while (at != SIZE_MAX && count < max) {
		count = add_folded(text, f, at, t->folded.len, out, count, max);
		at = match_word(folded, t->folded, t->whole, at + t->folded.len);
	}
	return count;
}

/* An empty match ("x*") is stepped over. An expression that takes long shows the matches
 * found by then. */
static size_t find_expressions(const struct term_regex *r, struct slice text,
	const struct casefold *f, struct search_hit *out, size_t count, size_t max)
{
	struct slice searched = { f->text.buf, f->text.len };
	struct str raw = STR_INIT;
	struct regex_span span;
	struct regex_budget budget = { .left = SPANS_WORK };
	size_t at = 0;

	if (!r->folded) {
		str_add_bytes(&raw, text.text, text.len);
		for (size_t i = 0; i < raw.len; i++)
			if (raw.buf[i] == '\n')
				raw.buf[i] = ' ';
		searched = (struct slice){ raw.buf, raw.len };
	}
	while (at <= searched.len && count < max &&
		regex_find(r->compiled, searched, at, &budget, &span) == REGEX_MATCH) {
		if (r->folded)
			count = add_folded(
				text, f, span.start, span.len, out, count, max);
		else
			count = add_hit(out, count, max, span.start, span.len);
		at = span.start + span.len;
		/* To the start of the next character. */
		for (at += !span.len; at < searched.len &&
			((unsigned char)searched.text[at] & 0xc0) == 0x80;)
			at++;
	}
	str_release(&raw);
	return count;
}

size_t match_spans_find(const struct match_term *term, struct slice text, bool code,
	struct casefold *f, struct search_hit *out, size_t count, size_t max)
{
	const struct term *t = term->term;
	bool is_whole;

	if (t->negated || t->kind == TERM_RANGE || !text.len)
		return count;
	casefold_set(f, text);
	if (t->kind == TERM_REGEX)
		return find_expressions(t->regex, text, f, out, count, max);
	is_whole = slice_equal(t->folded, (struct slice){ f->text.buf, f->text.len });
	if (code || t->kind == TERM_EQUAL)
		return is_whole ? add_hit(out, count, max, 0, text.len) : count;
	return find_words(t, text, f, out, count, max);
}

static int compare(const void *a, const void *b)
{
	const struct search_hit *x = a;
	const struct search_hit *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

size_t match_spans_join(struct search_hit *hits, size_t count)
{
	size_t kept = 0;

	if (!count)
		return 0;
	qsort(hits, count, sizeof *hits, compare);
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
