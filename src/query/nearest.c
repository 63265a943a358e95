/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Every name is compared, which takes at most a microsecond each: this is asked once for a
 * text that found nothing. Names with another first letter are not left out, since the
 * first letter is as often wrong as any other.
 */

#include "query/nearest.h"

#include <string.h>

#include "base/intl.h"
#include "base/romanize.h"
#include "query/complete.h"
#include "query/edit_distance.h"
#include "query/explain.h"
#include "query/range.h"
#include "query/rank.h"
#include "query/scope.h"

enum {
	NEAREST_ROWS =
		20000, /* of the largest table in which a near name is looked for */
	NEAREST_BYTES =
		1 << 20,  /* of all labels, about, after which no other is compared */
	NEAREST_WORD = 5, /* bytes of the shortest word that is compared by itself */
	RUN_BYTES = 3,    /* of the shortest name that is taken from a text */
	VALUES_SHOWN = 8, /* of a field, the most frequent ones */
};

/* The nearest name so far. */
struct suggestion_search {
	struct match *match;
	const struct package *package;
	struct edit_distance distance;
	size_t edits; /* of the nearest so far */
	enum search_rank how;
	size_t order;        /* among other names */
	struct row_ref best; /* its row; .table is -1 for none */
	struct row_ref name; /* of it, when it is RANK_ALIAS */
	struct str latin;    /* scratch */
};

/* Keeps TEXT, a name of REF, when it is nearer than the best: fewest edits win, then the
 * best rank. NAME is its row when it is another name, whose order is looked up only when
 * all else is equal. */
static void suggest(struct suggestion_search *x, struct row_ref ref, struct slice text,
	enum search_rank how, struct row_ref name)
{
	size_t edits = edit_distance(&x->distance, text);
	size_t order = 0;

	if (edits > x->edits || edits == EDIT_DISTANCE_FAR ||
		(edits == x->edits && how > x->how))
		return;
	if (how == RANK_ALIAS)
		order = explain_name_order(x->package, name);
	if (edits == x->edits && how == x->how && order >= x->order)
		return;
	x->edits = edits;
	x->how = how;
	x->order = order;
	x->best = ref;
	x->name = name;
}

/* Returns the number of rows of TABLE that are compared: none of a large one, nor names,
 * which are compared as those of the rows that they name. */
static size_t rows_compared(const struct search_text *texts, int table)
{
	const struct table *t = &texts->package->tables[table];
	size_t rows = table_rows(t);

	if (t->schema->names || rows > NEAREST_ROWS || !texts->tables[table].ready)
		return 0;
	return rows;
}

/* Suggests the names of the rows of TABLE, and for a name of one word the single words of
 * their labels. */
static void suggest_table(struct suggestion_search *x, int table)
{
	struct search_text *texts = x->match->texts;
	bool one_word = !strchr(x->match->name.buf, ' ');
	bool latin = scan_odd(str_slice(&x->match->name), 0) == x->match->name.len;
	size_t rows = rows_compared(texts, table), bytes = 0;

	for (size_t row = 0; row < rows && bytes < NEAREST_BYTES; row++) {
		struct row_ref ref = { table, (uint32_t)row };
		struct slice label = search_text_label(texts, ref);
		struct name_walk walk = search_text_names(texts, ref);
		struct row_ref name;

		bytes += label.len;
		for (size_t at = 0, len; one_word && at < label.len; at += len + 1) {
			const char *end = memchr(label.text + at, ' ', label.len - at);

			len = (end ? (size_t)(end - label.text) : label.len) - at;
			if (len >= NEAREST_WORD && len < label.len)
				suggest(x, ref, slice_part(label, at, len),
					RANK_WORD_PREFIX, ROW_NOWHERE);
		}
		suggest(x, ref, match_bare(x->match, label), RANK_NAME, ROW_NOWHERE);
		while (search_text_next_name(&walk, &name)) {
			label = search_text_label(texts, name);
			suggest(x, ref, match_bare(x->match, label), RANK_ALIAS, name);
			str_clear(&x->latin);
			if (latin && romanize_add(&x->latin, label))
				suggest(x, ref, str_slice(&x->latin), RANK_ALIAS, name);
		}
	}
}

/* Lets each date of Q that has two readings have the other one. Returns whether there is
 * any, and sets *OTHER to the reading that is not the usual one. */
static bool swap_readings(struct query *q, struct edtf *other)
{
	bool any = false;

	for (size_t i = 0; i < q->count; i++)
		for (size_t k = 0; k < 2 * q->clauses[i].count; k++) {
			struct term *t = &q->clauses[i].terms[k / 2];
			struct range *b = k % 2 ? &t->high : &t->low;
			struct date_text date;

			if (!range_read_date(b->ambiguous, &date))
				continue;
			any = true;
			*other = date.other;
			if (b->first != date.date.first)
				date.other = date.date;
			b->first = date.other.first;
			b->last = date.other.last;
		}
	return any;
}

/* Finds a row of TABLE (-1: of any) that the other reading of a date finds. */
static struct row_ref find_other_reading(
	struct match *m, struct query *q, int table, struct edtf *other)
{
	int tables = (int)m->texts->package->table_count;
	struct row_ref found = ROW_NOWHERE;

	if (!swap_readings(q, other))
		return found;
	for (int t = 0; t < tables && found.table < 0; t++) {
		size_t rows = table >= 0 && t != table ? 0 : rows_compared(m->texts, t);

		for (uint32_t row = 0; row < rows && found.table < 0; row++)
			if (match_row(m, NULL, (struct row_ref){ t, row }))
				found = (struct row_ref){ t, row };
	}
	swap_readings(q, other);
	return found;
}

struct row_ref nearest_name(struct match *m, struct query *q, int table, struct str *out)
{
	const struct package *p = m->texts->package;
	struct suggestion_search x = { .match = m,
		.package = p,
		.edits = EDIT_DISTANCE_FAR,
		.best = ROW_NOWHERE,
		.latin = STR_INIT };
	size_t start = out->len;
	struct edtf date;

	x.best = find_other_reading(m, q, table, &date);
	if (x.best.table >= 0)
		edtf_add_words(out, &date);
	edit_distance_init(&x.distance, str_slice(&m->name));
	for (int t = 0; out->len == start && t < (int)p->table_count; t++)
		if (table < 0 || t == table)
			suggest_table(&x, t);
	if (x.best.table >= 0 && x.how == RANK_ALIAS)
		package_add_name(p, x.name, out);
	if (out->len > start) {
		str_add(out, " (");
		package_add_name(p, x.best, out);
		str_add(out, ")");
	} else if (x.best.table >= 0) {
		package_add_name(p, x.best, out);
	}
	str_release(&x.latin);
	return x.best;
}

/* Makes RUN the folded NAME when it is a run of words of the name that was typed, or that
 * in the plural, longer than RUN and not all of it. */
static void take_run(struct match *m, struct slice name, struct str *run)
{
	struct slice typed = str_slice(&m->name);

	name = match_bare(m, name);
	if (name.len < RUN_BYTES || name.len <= run->len || name.len >= typed.len)
		return;
	if (match_word(typed, name, true, 0) == SIZE_MAX &&
		!(name.len == typed.len - 1 && typed.text[name.len] == 's' &&
			slice_starts(typed, name)))
		return;
	str_clear(run);
	str_add_bytes(run, name.text, name.len);
}

bool nearest_run(struct match *m, struct str *run)
{
	struct search_text *texts = m->texts;

	str_clear(run);
	for (int t = 0; t < (int)texts->package->table_count; t++) {
		const struct resource *r = texts->package->tables[t].schema;
		size_t rows = rows_compared(texts, t), bytes = 0;

		/* What is only looked up is meant where people have names for it. */
		if (r->view == VIEW_LOOKUP && !texts->tables[t].named)
			continue;
		for (uint32_t row = 0; row < rows && bytes < NEAREST_BYTES; row++) {
			struct row_ref ref = { t, row };
			struct name_walk walk = search_text_names(texts, ref);
			struct slice label = search_text_label(texts, ref);
			struct row_ref name;

			bytes += label.len;
			take_run(m, label, run);
			walk.own = true;
			while (search_text_next_name(&walk, &name))
				take_run(m, search_text_label(texts, name), run);
		}
	}
	return run->len > 0;
}

/* Returns the fields of the first table in ORDER that TERM means by its scope, and sets
 * *TABLE to it; NULL when it means none. */
static const struct scope *scope_of(const struct match *m, const struct match_term *term,
	const int *order, int *table)
{
	size_t count = term->term->scope.len ? m->texts->package->table_count : 0;

	for (size_t i = 0; i < count; i++) {
		*table = order[i];
		if (term->scopes[*table].kind == SCOPE_FIELDS)
			return &term->scopes[*table];
	}
	return NULL;
}

void nearest_values(struct match *m, const int *order, struct str *out)
{
	const struct package *p = m->texts->package;
	size_t start = out->len;

	for (size_t i = 0; i < m->count && out->len == start; i++) {
		const struct match_term *term = &m->terms[i];
		const struct scope *scope;
		struct complete c;
		struct str typed = STR_INIT;
		uint32_t row = 0;
		int table = 0;
		size_t rows;

		if (term->term->kind > TERM_EQUAL || term->term->negated ||
			!(scope = scope_of(m, term, order, &table)))
			continue;
		rows = table_rows(&p->tables[table]);
		rows = rows < COMPLETE_ROWS ? rows : COMPLETE_ROWS;
		while (row < rows &&
			!match_term(m, term, (struct row_ref){ table, row }, NULL))
			row++;
		if (row < rows)
			continue;
		complete_init(&c);
		str_addf(&typed, "%.*s:", (int)term->term->scope.len,
			term->term->scope.text);
		complete_find(&c, p, table, typed.buf, typed.len);
		if (c.count) {
			/* TRANSLATORS: the name of a field, whose values follow */
			str_addf(out, _("%.*s has:"), (int)typed.len - 1, typed.buf);
			str_add_char(out, ' ');
		}
		for (size_t k = 0; k < c.count && k <= VALUES_SHOWN; k++)
			str_addf(out, k == VALUES_SHOWN ? "%s…" : "%s%s %zu",
				k ? " · " : "", c.items[k].label, c.items[k].count);
		complete_release(&c);
		str_release(&typed);
	}
}
