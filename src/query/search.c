/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the query and what it found in each table, and decides the order of the work.
 * Tables are searched in the order in which the user looks at them. What was found stays
 * while the task goes on, with one exception: once all rows are known, and their links,
 * rows with references or other names are found by more than before, and ranges mean what
 * all values show; such tables are searched again.
 */

#include "query/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "base/memory.h"
#include "query/explain.h"
#include "query/match.h"
#include "query/nearest.h"
#include "query/query.h"
#include "query/range.h"
#include "query/scope.h"
#include "query/search_text.h"
#include "query/table_hits.h"

/* More rows take their time to be ranked, and their tables would change places before the
 * user's eyes. */
enum { ORDERED_MOST = 2000 };

/* The name nearest to what was typed, found when it is first asked for. */
struct nearest {
	uint64_t query_change; /* of the search that it is for; 0: none */
	int table;             /* asked for; -1: all */
	struct row_ref ref;    /* .table is -1 when nothing is near */
	struct str text;       /* "Burma (Myanmar)" */
};

/* What may help where a text finds nothing, or little. */
struct advice {
	uint64_t query_change; /* of the search that it is for; 0: none */
	struct str text;       /* "region has: Asia 32 · Oceania 11" */
};

struct search_state {
	struct str text;
	int first;
	int *order; /* of the tables: first, tabs, overviews, lookups, names */
	struct search_text texts;
	struct query query;
	struct filters filters;
	struct str run; /* of the text, searched for instead of it; "" for none */
	bool run_tried;
	struct query taken; /* the run */
	struct match match; /* of query, or of taken */
	struct rank rank;
	struct table_hits *hits; /* by table */
	struct nearest nearest;
	struct advice advice;
};

static const struct resource *schema_of(const struct search *s, int table)
{
	return s->package->tables[table].schema;
}

static size_t rows_of(const struct search *s, int table)
{
	return table_rows(&s->package->tables[table]);
}

/* Sets the order of the tables: what the user looks at first is searched first, names
 * last, since they are many and count for other rows. */
static void set_order(struct search *s)
{
	size_t count = 0;

	for (int turn = 0; turn <= 4; turn++)
		for (int t = 0; t < (int)s->package->table_count; t++) {
			const struct resource *r = schema_of(s, t);
			int own = r->view == VIEW_TAB      ? 1
				: r->view == VIEW_OVERVIEW ? 2
							   : 3;

			own = r->names ? 4 : own;
			if ((t == s->state->first ? 0 : own) == turn)
				s->state->order[count++] = t;
		}
}

static bool step(struct task *task, int64_t until);

void search_init(struct search *s, const struct package *p)
{
	struct search_state *state = xcalloc(1, sizeof *state);

	*s = (struct search){ .task = { .step = step },
		.package = p,
		.changes = 1,
		.query_change = 1,
		.state = state };
	str_init(&state->text);
	str_init(&state->nearest.text);
	str_init(&state->run);
	str_init(&state->advice.text);
	state->first = -1;
	state->order = xcalloc(p->table_count + 1, sizeof *state->order);
	state->hits = xcalloc(p->table_count + 1, sizeof *state->hits);
	for (size_t t = 0; t < p->table_count; t++)
		table_hits_init(&state->hits[t], (int)t);
	search_text_init(&state->texts, p);
	query_init(&state->query);
	query_init(&state->taken);
	match_init(&state->match, &state->texts, &state->query);
	state->match.filters = &state->filters;
	rank_init(&state->rank, &state->match);
	set_order(s);
}

void search_release(struct search *s)
{
	struct search_state *state = s->state;

	for (size_t t = 0; t < s->package->table_count; t++)
		table_hits_release(&state->hits[t]);
	rank_release(&state->rank);
	match_release(&state->match);
	query_release(&state->query);
	filters_release(&state->filters);
	query_release(&state->taken);
	search_text_release(&state->texts);
	str_release(&state->nearest.text);
	str_release(&state->advice.text);
	str_release(&state->run);
	str_release(&state->text);
	free(state->order);
	free(state->hits);
	free(state);
}

/* --- the query --- */

/* A text that is being parsed. */
struct parse {
	const struct package *package;
	struct query *query;
	int first;
};

static bool known_scope(void *data, struct slice scope, size_t column)
{
	struct parse *parse = data;
	struct str err = STR_INIT;
	bool known = scope_known(parse->package, parse->first, scope, &err);

	if (err.len)
		query_fault(parse->query, column, "%s", err.buf);
	str_release(&err);
	return known;
}

static bool scope_reads_bound(
	void *data, struct slice scope, struct range *b, struct str *example)
{
	return scope_reads(((struct parse *)data)->package, scope, b, example);
}

/* Prepares matching with Q, which may have replaced the query before. */
static void match_query(struct search_state *state, const struct query *q)
{
	rank_release(&state->rank);
	match_release(&state->match);
	match_init(&state->match, &state->texts, q);
	state->match.filters = &state->filters;
	rank_init(&state->rank, &state->match);
}

bool search_set(
	struct search *s, const char *text, int first, struct str *err, size_t *column)
{
	struct search_state *state = s->state;
	bool narrows = state->text.len && first == state->first && !state->match.inside &&
		!state->run.len;
	struct query next;
	struct parse parse = { s->package, &next, first };
	const struct query_fields fields = { known_scope, scope_reads_bound, &parse };

	query_init(&next);
	state->first = first;
	query_parse(&next, slice_of(text), &fields);
	narrows = narrows && query_narrows(&next, &state->query);
	query_release(&state->query);
	state->query = next;
	match_query(state, &state->query);
	str_clear(&state->run);
	state->run_tried = false;
	str_clear(&state->text);
	str_add(&state->text, text);
	s->query_change = ++s->changes;
	set_order(s);
	for (size_t i = 0; i < s->package->table_count; i++) {
		const struct table_text *t = &state->texts.tables[i];

		/* Codes are found as whole words, other names by the start of a word: "kh"
		 * finds what "k" does not. */
		if (narrows && t->ready && !t->codes && !t->named &&
			!state->hits[i].rows.all)
			table_hits_narrow(&state->hits[i]);
		else
			table_hits_restart(&state->hits[i], !search_limits(s, (int)i));
	}
	if (next.fault.len && err)
		str_add(err, next.fault.buf);
	if (next.fault.len && column)
		*column = next.fault_column;
	return !next.fault.len;
}

const char *search_text(const struct search *s)
{
	return s->state->text.buf;
}

const struct query *search_query(const struct search *s)
{
	return &s->state->query;
}

void search_filter(struct search *s, const struct filters *filters)
{
	struct search_state *state = s->state;

	filters_copy(&state->filters, filters);
	s->query_change = ++s->changes;
	for (size_t i = 0; i < s->package->table_count; i++)
		table_hits_restart(&state->hits[i], !search_limits(s, (int)i));
}

const struct filters *search_filters(const struct search *s)
{
	return &s->state->filters;
}

bool search_active(const struct search *s)
{
	return s->state->query.count > 0;
}

bool search_limits(const struct search *s, int table)
{
	return search_active(s) || filters_hold(&s->state->filters, table);
}

bool search_keeps(const struct search *s, struct row_ref ref, const struct filter *except)
{
	return s->state->texts.tables[ref.table].ready &&
		match_row(&s->state->match, except, ref);
}

bool search_took_run(const struct search *s)
{
	return s->state->run.len > 0;
}

void search_add_error(const struct search *s, struct str *out)
{
	str_add(out, s->state->query.fault.buf);
}

/* Returns whether there is a row in any table. */
static bool found_any(const struct search *s)
{
	for (size_t t = 0; t < s->package->table_count; t++)
		if (search_count(s, (int)t))
			return true;
	return false;
}

/* Appends how the words of the text are understood. */
static void add_reading(const struct search *s, struct str *out)
{
	for (size_t i = 0; i < s->state->match.count; i++) {
		const struct term *t = s->state->match.terms[i].term;
		const struct range *b = t->low.ambiguous.len ? &t->low : &t->high;
		struct str words = STR_INIT;
		struct date_text date;

		if (range_read_date(b->ambiguous, &date)) {
			edtf_add_words(&words, &date.date);
			/* TRANSLATORS: a date as it was typed, and in words */
			str_addf(out, _("%.*s read as %s"), (int)b->ambiguous.len,
				b->ambiguous.text, words.buf);
			str_release(&words);
			return;
		}
		if (t->negated && !t->scope.len && t->value.len &&
			isdigit((unsigned char)t->value.text[0])) {
			str_addf(out, _("rows with %.*s left out"), (int)t->value.len,
				t->value.text);
			return;
		}
	}
}

/* Appends the nearest name where words are only found inside of words, unless its row is
 * found so. */
static void find_better(const struct search *s, struct str *out)
{
	struct str nearest = STR_INIT;
	bool found = false;
	struct row_ref ref;

	for (size_t t = 0; t < s->package->table_count; t++) {
		uint32_t row;

		if (!search_best(s, (int)t, &row, 1))
			continue;
		if (!s->state->match.inside &&
			search_rank(s, (int)t, row) != RANK_IN_NAME)
			return;
		found = true;
	}
	if (found && search_nearest_in(s, -1, &nearest, &ref) &&
		search_rank(s, ref.table, ref.row) == RANK_NONE)
		str_addf(out, _("Only parts of words match. Nearest: %s."), nearest.buf);
	str_release(&nearest);
}

void search_add_note(const struct search *s, struct str *out)
{
	struct search_state *state = s->state;
	struct slice unknown = state->query.unknown;
	size_t start = out->len;

	if (table_hits_add_note(state->hits, s->package->table_count, out))
		return;
	if (state->run.len) {
		str_addf(out,
			strchr(state->query.text.text, ' ')
				? _("No match for all words. Showing “%s”.")
				: _("No match for the plural. Showing “%s”."),
			state->run.buf);
		return;
	}
	add_reading(s, out);
	if (out->len == start && unknown.len)
		str_addf(out, _("Unknown field “%.*s”: searched as text."),
			(int)unknown.len, unknown.text);
	if (out->len > start || !search_active(s))
		return;
	if (!s->package->linked) {
		for (size_t t = 0; t < s->package->table_count && out->len == start; t++)
			if (schema_of(s, (int)t)->foreign_count)
				str_add(out, _("still indexing links"));
		return;
	}
	for (size_t t = 0; t < s->package->table_count; t++)
		if (!search_complete(s, (int)t))
			return;
	if (state->advice.query_change != s->query_change) {
		str_clear(&state->advice.text);
		nearest_values(&state->match, state->order, &state->advice.text);
		if (!state->advice.text.len)
			find_better(s, &state->advice.text);
		state->advice.query_change = s->query_change;
	}
	str_add(out, state->advice.text.buf);
}

/* --- the work --- */

/* What users of a search see of it; each change of these is one of the search. */
struct outcome {
	size_t found, complete, ranked; /* rows; tables; tables */
};

static struct outcome outcome(const struct search *s)
{
	struct outcome o = { .found = 0 };

	for (size_t t = 0; t < s->package->table_count; t++) {
		o.found += search_count(s, (int)t);
		o.complete += search_complete(s, (int)t);
		o.ranked += s->state->hits[t].ranked == s->state->hits[t].rows.count;
	}
	return o;
}

/* Starts again where nothing was found: with the longest run of words that is a name, else
 * with words inside of words. Returns false when there is nothing more to try. */
static bool search_otherwise(struct search *s)
{
	struct search_state *state = s->state;
	struct match *m = &state->match;
	/* several words, or one that may be a plural */
	bool plain = strchr(m->name.buf, ' ') ||
		(m->name.len && m->name.buf[m->name.len - 1] == 's');

	if (!s->package->linked || !state->rank.words || found_any(s))
		return false;
	for (size_t i = 0; i < m->count; i++)
		plain &= term_is_plain(m->terms[i].term) || m->terms[i].term->implied;
	if (plain && !state->run_tried && nearest_run(m, &state->run)) {
		query_parse(&state->taken, str_slice(&state->run), NULL);
		match_query(state, &state->taken);
	} else if (!m->inside) {
		m->inside = true;
	} else {
		return false;
	}
	state->run_tried = true;
	for (size_t t = 0; t < s->package->table_count; t++)
		if (!m->inside || !schema_of(s, (int)t)->guessed)
			table_hits_restart(&state->hits[t], false);
	return true;
}

/*
 * Searches the tables, then ranks what was found. Other names count for the rows that they
 * name and have to be known first. Names without a list of their own are found as what
 * they name, and rows that only join two others as these; to search each name as a row of
 * its own would take half of the time of a letter.
 */
static bool step_tables(struct search *s, int64_t until)
{
	struct search_state *state = s->state;

	for (size_t i = 0; i < s->package->table_count; i++) {
		int table = state->order[i];
		struct table_hits *hits = &state->hits[table];
		const struct resource *r = schema_of(s, table);

		if (!search_limits(s, table))
			continue;
		if (table != state->first &&
			(resource_only_joins(r) ||
				(r->names && r->names_key >= 0 &&
					r->view == VIEW_LOOKUP)))
			hits->next = rows_of(s, table);
		if (hits->next >= rows_of(s, table))
			continue;
		if (search_active(s) && state->texts.tables[table].named &&
			!search_text_step(&state->texts, until))
			return false;
		if (!table_hits_step(hits, &state->match, until))
			return false;
	}
	if (search_otherwise(s))
		return step_tables(s, until);
	for (size_t i = 0; search_active(s) && i < s->package->table_count; i++)
		if (!table_hits_rank_step(
			    &state->hits[state->order[i]], &state->rank, until))
			return false;
	return true;
}

/* Returns whether the rows found in TABLE may be others when all rows are known: what its
 * values are read as may have been judged by a few. */
static bool depends_on_readings(const struct search *s, size_t table)
{
	bool ranges = false;

	for (size_t i = 0; i < s->state->match.count; i++)
		ranges |= s->state->match.terms[i].term->kind == TERM_RANGE;
	return ranges && schema_of(s, (int)table)->guessed;
}

static bool step(struct task *task, int64_t until)
{
	struct search *s = (struct search *)task;
	struct search_state *state = s->state;
	struct outcome before = outcome(s);
	struct outcome after;
	bool changed = search_text_update(&state->texts);
	bool done;

	for (size_t t = 0; changed && t < s->package->table_count; t++)
		if (state->texts.tables[t].changed || depends_on_readings(s, t))
			table_hits_restart(&state->hits[t], !search_limits(s, (int)t));
	done = step_tables(s, until) &&
		(search_active(s) || search_text_step(&state->texts, until));
	after = outcome(s);
	s->changes += changed || memcmp(&before, &after, sizeof after) != 0;
	s->task.done = s->task.total = 0;
	for (size_t t = 0; t < s->package->table_count; t++) {
		s->task.done += state->hits[t].next;
		s->task.total += rows_of(s, (int)t);
	}
	return done;
}

/* --- what was found --- */

bool search_complete(const struct search *s, int table)
{
	return !search_limits(s, table) ||
		s->state->hits[table].next >= rows_of(s, table);
}

const struct rowset *search_rows(const struct search *s, int table)
{
	return &s->state->hits[table].rows;
}

size_t search_count(const struct search *s, int table)
{
	return rowset_count(&s->state->hits[table].rows, rows_of(s, table));
}

enum search_rank search_rank(const struct search *s, int table, uint32_t row)
{
	struct search_state *state = s->state;
	struct row_ref ref = { table, row };

	if (!search_active(s) || !state->texts.tables[table].ready ||
		!match_row(&state->match, NULL, ref))
		return RANK_NONE;
	return rank_row(&state->rank, ref);
}

size_t search_best(const struct search *s, int table, uint32_t *out, size_t max)
{
	return table_hits_best(&s->state->hits[table], rows_of(s, table), out, max);
}

void search_best_rows(const struct search *s, int table, struct rowset *out)
{
	size_t count = search_count(s, table);
	uint32_t *best = xcalloc(count + 1, sizeof *best);

	count = search_best(s, table, best, count);
	rowset_clear(out);
	for (size_t i = 0; i < count; i++)
		rowset_add(out, best[i]);
	free(best);
}

bool search_is_lookup(const struct search *s, int table)
{
	return schema_of(s, table)->view == VIEW_LOOKUP ||
		scope_is_cited(s->package, table);
}

size_t search_tables(const struct search *s, int *out, size_t max)
{
	size_t count = 0, found = 0;

	for (size_t t = 0; t < s->package->table_count; t++)
		found += search_count(s, (int)t);
	for (int turn = 0; search_active(s) && turn < 8; turn++)
		for (int t = 0; t < (int)s->package->table_count && count < max; t++) {
			const struct resource *r = schema_of(s, t);
			int own = scope_is_cited(s->package, t) ? 6
				: r->view == VIEW_LOOKUP        ? 4
				: r->view == VIEW_OVERVIEW      ? 2
								: 0;

			own += found > ORDERED_MOST ||
				s->state->hits[t].best > RANK_ALIAS;
			if (own == turn && !r->names && search_count(s, t))
				out[count++] = t;
		}
	return count;
}

bool search_lists(const struct search *s, struct row_ref ref)
{
	const struct resource *r = schema_of(s, ref.table);
	struct row_ref joined;

	return !r->names &&
		(r->view != VIEW_LOOKUP ||
			!package_joined_rows(s->package, ref, &joined, 1));
}

void search_explain(const struct search *s, int table, uint32_t row,
	const struct slice *visible, size_t visible_count, struct str *out)
{
	if (search_active(s) && s->state->texts.tables[table].ready)
		explain_add(&s->state->rank, (struct row_ref){ table, row }, visible,
			visible_count, out);
}

/* Returns whether TERM is looked for in FIELD of TABLE; in a text of no table every term
 * is. */
static bool applies(const struct match_term *term, int table, int field)
{
	const struct scope *scope = NULL;

	if (table >= 0 && term->scopes)
		scope = &term->scopes[table];
	if (!scope || scope->kind == SCOPE_ROW)
		return true;
	for (size_t i = 0; scope->kind == SCOPE_FIELDS && i < scope->count; i++)
		if (field < 0 ||
			(scope->paths[i].count == 1 &&
				scope->paths[i].fields[0] == (size_t)field))
			return true;
	return false;
}

size_t search_hits(const struct search *s, int table, int field, struct slice text,
	struct search_hit *out, size_t max)
{
	const struct match *m = &s->state->match;
	bool code = field >= 0 && schema_of(s, table)->fields[field].code;
	size_t count = 0;
	struct casefold f;

	casefold_init(&f);
	for (size_t i = 0; i < m->count; i++)
		if (applies(&m->terms[i], table, field))
			count = match_spans(
				&m->terms[i], text, code, &f, out, count, max);
	casefold_release(&f);
	return match_join_spans(out, count);
}

bool search_hits_value(const struct search *s, struct row_ref ref, size_t field)
{
	struct match *m = &s->state->match;

	for (size_t i = 0; i < m->count; i++) {
		const struct term *t = m->terms[i].term;
		bool value = t->kind == TERM_RANGE ||
			(t->scope.len && (t->low.is_date || t->low.is_number));

		if (value && !t->negated &&
			applies(&m->terms[i], ref.table, (int)field) &&
			match_value(m, &m->terms[i], ref, field))
			return true;
	}
	return false;
}

bool search_fits(const struct search *s, struct slice text)
{
	const struct query *q = &s->state->query;
	const struct match_term *term = s->state->match.terms;
	bool fits = search_active(s);
	struct casefold f;

	casefold_init(&f);
	for (size_t i = 0; i < q->count; i++) {
		bool any = false;

		for (size_t k = 0; k < q->clauses[i].count; k++, term++) {
			struct term plain = *term->term;
			struct match_term wanted = *term;
			struct search_hit hit;

			plain.negated = false;
			wanted.term = &plain;
			any |= (match_spans(&wanted, text, false, &f, &hit, 0, 1) > 0) !=
				term->term->negated;
		}
		fits &= any;
	}
	casefold_release(&f);
	return fits;
}

/* --- the nearest name --- */

bool search_nearest_in(
	const struct search *s, int table, struct str *out, struct row_ref *ref)
{
	struct search_state *state = s->state;
	struct nearest *near = &state->nearest;

	if (!search_active(s))
		return false;
	if (near->query_change != s->query_change || near->table != table) {
		str_clear(&near->text);
		near->ref =
			nearest_name(&state->match, &state->query, table, &near->text);
		near->table = table;
		near->query_change = s->query_change;
	}
	if (near->ref.table < 0)
		return false;
	str_add(out, near->text.buf);
	*ref = near->ref;
	return true;
}

bool search_nearest(const struct search *s, struct str *out, struct row_ref *ref)
{
	return (s->state->match.inside || !found_any(s)) &&
		search_nearest_in(s, -1, out, ref);
}
