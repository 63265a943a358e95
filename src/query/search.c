#include "config.h"

/*
 * Owns the query and what it found in each table, and decides the order of the work.
 * Tables are searched in the order in which the user looks at them. What was found stays
 * while the task goes on, with one exception: once the links of the package are there,
 * rows with references or other names are found by more than before, and their tables are
 * searched again.
 */

#include "query/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/explain.h"
#include "query/match.h"
#include "query/query.h"
#include "query/scope.h"
#include "query/search_text.h"
#include "query/suggest.h"
#include "query/table_hits.h"

struct search_state {
	struct str text;
	int first;
	int *order; /* of the tables: first, tabs, overviews, lookups, names */
	struct search_text texts;
	struct query query;
	struct match match;
	struct rank rank;
	struct table_hits *hits; /* by table */
	struct suggest suggest;
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
	str_init(&state->suggest.text);
	state->first = -1;
	state->order = xcalloc(p->table_count + 1, sizeof *state->order);
	state->hits = xcalloc(p->table_count + 1, sizeof *state->hits);
	for (size_t t = 0; t < p->table_count; t++)
		table_hits_init(&state->hits[t], (int)t);
	search_text_init(&state->texts, p);
	query_init(&state->query);
	match_init(&state->match, &state->texts, &state->query);
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
	search_text_release(&state->texts);
	str_release(&state->suggest.text);
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

static void parse_text(
	const struct search *s, struct slice text, int first, struct query *q)
{
	struct parse parse = { s->package, q, first };

	query_parse(q, text, known_scope, &parse);
}

void search_parse(const struct search *s, struct slice text, struct query *q)
{
	parse_text(s, text, s->state->first, q);
}

/* Replaces the query; returns whether it surely finds no row that the last did not. */
static bool replace_query(struct search *s, struct slice text, int first)
{
	struct search_state *state = s->state;
	struct query next;
	bool narrows;

	query_init(&next);
	parse_text(s, text, first, &next);
	narrows = state->text.len && first == state->first &&
		query_narrows(&next, &state->query);
	rank_release(&state->rank);
	match_release(&state->match);
	query_release(&state->query);
	state->query = next;
	match_init(&state->match, &state->texts, &state->query);
	rank_init(&state->rank, &state->match);
	return narrows;
}

bool search_set(
	struct search *s, const char *text, int first, struct str *err, size_t *column)
{
	struct search_state *state = s->state;
	bool narrows = replace_query(s, slice_of(text), first);

	str_clear(&state->text);
	str_add(&state->text, text);
	state->first = first;
	s->query_change = ++s->changes;
	set_order(s);
	state->suggest.known = false;
	for (size_t i = 0; i < s->package->table_count; i++) {
		const struct table_text *t = &state->texts.tables[i];

		/* Codes are found as whole words, other names by the start of a word: "kh"
		 * finds what "k" does not. */
		if (narrows && t->ready && !t->codes && !t->named &&
			!state->hits[i].rows.all)
			table_hits_narrow(&state->hits[i]);
		else
			table_hits_restart(&state->hits[i], !search_active(s));
	}
	if (state->query.fault.len && err)
		str_add(err, state->query.fault.buf);
	if (state->query.fault.len && column)
		*column = state->query.fault_column;
	return !state->query.fault.len;
}

const char *search_text(const struct search *s)
{
	return s->state->text.buf;
}

const struct query *search_query(const struct search *s)
{
	return &s->state->query;
}

bool search_active(const struct search *s)
{
	return s->state->query.count > 0;
}

void search_add_error(const struct search *s, struct str *out)
{
	if (s->state->query.fault.len)
		str_add(out, s->state->query.fault.buf);
	else
		search_add_too_slow(s, out);
}

void search_add_too_slow(const struct search *s, struct str *out)
{
	size_t cells = 0;

	for (size_t t = 0; t < s->package->table_count; t++)
		cells += s->state->hits[t].too_slow;
	if (!cells)
		return;
	str_add(out, "Pattern too slow: ");
	str_add_count(out, cells, "cell", NULL);
	str_add(out, " not searched.");
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

/*
 * Searches TABLE. Other names count for its rows, if they have any: these have to be known
 * first. Names without a list of their own are found as what they name; to search each of
 * them as a row of its own would take half of the time of a letter.
 */
static bool step_table(struct search *s, int table, int64_t until)
{
	struct search_state *state = s->state;
	const struct resource *r = schema_of(s, table);

	if (table != state->first && r->names && r->names_key >= 0 &&
		r->view == VIEW_LOOKUP)
		state->hits[table].next = rows_of(s, table);
	if (state->hits[table].next >= rows_of(s, table))
		return true;
	if (state->texts.tables[table].named && !search_text_step(&state->texts, until))
		return false;
	return table_hits_step(&state->hits[table], &state->match, until);
}

static bool step_tables(struct search *s, int64_t until)
{
	struct search_state *state = s->state;

	for (size_t i = 0; i < s->package->table_count; i++)
		if (!step_table(s, state->order[i], until))
			return false;
	for (size_t i = 0; i < s->package->table_count; i++)
		if (!table_hits_rank_step(
			    &state->hits[state->order[i]], &state->rank, until))
			return false;
	return true;
}

static bool step(struct task *task, int64_t until)
{
	struct search *s = (struct search *)task;
	struct search_state *state = s->state;
	struct outcome before = outcome(s);
	struct outcome after;
	bool linked = search_text_update(&state->texts);
	bool done;

	for (size_t t = 0; linked && t < s->package->table_count; t++)
		if (state->texts.tables[t].ref_count || state->texts.tables[t].named)
			table_hits_restart(&state->hits[t], !search_active(s));
	done = search_active(s) ? step_tables(s, until)
				: search_text_step(&state->texts, until);
	after = outcome(s);
	s->changes += linked || memcmp(&before, &after, sizeof after) != 0;
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
	return !search_active(s) || s->state->hits[table].next >= rows_of(s, table);
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
		!match_row(&state->match, ref))
		return RANK_NONE;
	return rank_row(&state->rank, ref);
}

size_t search_best(const struct search *s, int table, uint32_t *out, size_t max)
{
	return table_hits_best(&s->state->hits[table], rows_of(s, table), out, max);
}

size_t search_tables(const struct search *s, int *out, size_t max)
{
	size_t tables = search_active(s) ? s->package->table_count : 0;
	enum search_rank *ranks = xcalloc(tables + 1, sizeof *ranks);
	size_t count = 0;

	for (size_t t = 0; t < tables; t++) {
		uint32_t best;

		ranks[t] = RANK_NONE;
		if (!schema_of(s, (int)t)->names && search_best(s, (int)t, &best, 1))
			ranks[t] = search_rank(s, (int)t, best);
	}
	for (enum search_rank rank = RANK_KEY; rank < RANK_NONE; rank++)
		for (size_t t = 0; t < tables && count < max; t++)
			if (ranks[t] == rank)
				out[count++] = (int)t;
	free(ranks);
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

bool search_nearest(const struct search *s, struct str *out, struct row_ref *ref)
{
	for (size_t t = 0; t < s->package->table_count; t++)
		if (search_count(s, (int)t))
			return false;
	return search_nearest_in(s, -1, out, ref);
}

bool search_nearest_in(
	const struct search *s, int table, struct str *out, struct row_ref *ref)
{
	struct search_state *state = s->state;

	return search_active(s) &&
		suggest_find(&state->suggest, &state->rank, table, out, ref);
}
