#include "config.h"

/*
 * Tables are searched in the order in which a person looks at them. What was found stays
 * while the task goes on, but for one case: when the links of the package are there, rows
 * with references or other names are found by more than before, and those tables begin
 * anew.
 */

#include "query/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/table_hits.h"
#include "query/query.h"
#include "query/match_spans.h"
#include "query/search_text.h"
#include "query/match.h"
#include "query/suggest.h"
#include "query/rank.h"
#include "query/explain.h"
#include "query/scope.h"

struct search_state {
	struct str text;
	int first;
	int *order; /* of the tables: first, tabs, overviews, lookups, names */
	struct search_text index;
	struct query query;
	struct match match;
	struct rank rank;
	struct table_hits *found; /* by table */
	struct suggest offer;
};

static const struct resource *schema_of(const struct search *s, int table)
{
	return s->package->tables[table].schema;
}

/* What a person looks at first is searched first; names last, for they are many and
 * count for other rows. */
static int priority(const struct search *s, int table)
{
	const struct resource *r = schema_of(s, table);

	if (table == s->state->first)
		return 0;
	if (r->names)
		return 4;
	return r->view == VIEW_TAB ? 1 : r->view == VIEW_OVERVIEW ? 2 : 3;
}

/*
 * Tells whether rows of TABLE are looked for. Names that have no list of their own are
 * found as what they name, which is looked for by them; to look at each of them once more
 * took half of the time of a letter.
 */
static bool wanted(const struct search *s, int table)
{
	const struct resource *r = schema_of(s, table);

	return table == s->state->first || !r->names || r->names_key < 0 ||
		r->view != VIEW_LOOKUP;
}

static void set_order(struct search *s)
{
	size_t count = 0;

	for (int rank = 0; rank <= 4; rank++)
		for (size_t t = 0; t < s->package->table_count; t++)
			if (priority(s, (int)t) == rank)
				s->state->order[count++] = (int)t;
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
	state->first = -1;
	state->order = xcalloc(p->table_count + 1, sizeof *state->order);
	state->found = xcalloc(p->table_count + 1, sizeof *state->found);
	for (size_t t = 0; t < p->table_count; t++)
		table_hits_init(&state->found[t], (int)t);
	search_text_init(&state->index, p);
	query_init(&state->query);
	match_init(&state->match, &state->index, &state->query);
	rank_init(&state->rank, &state->match);
	suggest_init(&state->offer);
	set_order(s);
}

void search_release(struct search *s)
{
	struct search_state *state = s->state;

	for (size_t t = 0; t < s->package->table_count; t++)
		table_hits_release(&state->found[t]);
	suggest_release(&state->offer);
	rank_release(&state->rank);
	match_release(&state->match);
	query_release(&state->query);
	search_text_release(&state->index);
	str_release(&state->text);
	free(state->order);
	free(state->found);
	free(state);
}

struct known {
	const struct search *search;
	struct query *query;
	int first;
};

static bool known_scope(void *data, struct slice scope, size_t column)
{
	struct known *k = data;
	struct str err;
	bool known;

	str_init(&err);
	known = scope_known(k->search->package, k->first, scope, &err);
	if (err.len)
		query_fault(k->query, column, "%s", err.buf);
	str_release(&err);
	return known;
}

static void parse(const struct search *s, struct slice text, int first, struct query *q)
{
	struct known known = { s, q, first };

	query_parse(q, text, known_scope, &known);
}

void search_parse(const struct search *s, struct slice text, struct query *q)
{
	parse(s, text, s->state->first, q);
}

/* Replaces the query; returns whether it surely finds no row that the last did not. */
static bool replace_query(struct search *s, struct slice text, int first)
{
	struct search_state *state = s->state;
	bool narrows = state->text.len && first == state->first;
	struct query next;

	query_init(&next);
	parse(s, text, first, &next);
	narrows = narrows && query_narrows(&next, &state->query);
	rank_release(&state->rank);
	match_release(&state->match);
	query_release(&state->query);
	state->query = next;
	match_init(&state->match, &state->index, &state->query);
	rank_init(&state->rank, &state->match);
	return narrows;
}

/* Codes are whole words, other names are found by the start of a word: "kh" is found
 * where "k" is not. */
static bool may_narrow(const struct search *s, size_t table)
{
	const struct search_text_table *t = &s->state->index.tables[table];

	return t->ready && !t->codes && !t->named && !s->state->found[table].rows.all;
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
	suggest_clear(&state->offer);
	for (size_t t = 0; t < s->package->table_count; t++) {
		if (narrows && may_narrow(s, t))
			table_hits_narrow(&state->found[t]);
		else
			table_hits_restart(&state->found[t], !search_active(s));
	}
	if (state->query.fault.len) {
		if (err)
			str_add(err, state->query.fault.buf);
		if (column)
			*column = state->query.fault_column;
	}
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

static size_t rows_of(const struct search *s, int table)
{
	return table_rows(&s->package->tables[table]);
}

bool search_complete(const struct search *s, int table)
{
	return !search_active(s) || s->state->found[table].next >= rows_of(s, table);
}

const struct rowset *search_rows(const struct search *s, int table)
{
	return &s->state->found[table].rows;
}

size_t search_count(const struct search *s, int table)
{
	return rowset_count(&s->state->found[table].rows, rows_of(s, table));
}

/* Other names count for rows of TABLE, if it has them: they have to be known first. */
static bool search_table(struct search *s, int table, int64_t until)
{
	struct search_state *state = s->state;

	if (!wanted(s, table))
		state->found[table].next = rows_of(s, table);
	if (state->found[table].next >= rows_of(s, table))
		return true;
	if (state->index.tables[table].named && !search_text_step(&state->index, until))
		return false;
	return table_hits_step(&state->found[table], &state->match, until);
}

static void update_progress(struct search *s)
{
	s->task.done = 0;
	s->task.total = 0;
	for (size_t t = 0; t < s->package->table_count; t++) {
		s->task.done += s->state->found[t].next;
		s->task.total += rows_of(s, (int)t);
	}
}

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
		o.ranked += s->state->found[t].ranked == s->state->found[t].rows.count;
	}
	return o;
}

static bool step_tables(struct search *s, int64_t until)
{
	struct search_state *state = s->state;

	for (size_t i = 0; i < s->package->table_count; i++)
		if (!search_table(s, state->order[i], until))
			return false;
	for (size_t i = 0; i < s->package->table_count; i++)
		if (!table_hits_rank_step(
			    &state->found[state->order[i]], &state->rank, until))
			return false;
	return true;
}

/* Also without a text: then the index is built, so that the first letter finds it there.
 */
static bool step(struct task *task, int64_t until)
{
	struct search *s = (struct search *)task;
	struct search_state *state = s->state;
	struct outcome before = outcome(s);
	struct outcome after;
	bool linked = search_text_update(&state->index);
	bool done;

	if (linked)
		for (size_t t = 0; t < s->package->table_count; t++)
			if (state->index.tables[t].ref_count ||
				state->index.tables[t].named)
				table_hits_restart(&state->found[t], !search_active(s));
	done = search_active(s) ? step_tables(s, until)
				: search_text_step(&state->index, until);
	after = outcome(s);
	s->changes += linked || memcmp(&before, &after, sizeof after) != 0;
	update_progress(s);
	return done;
}

enum search_rank search_rank(const struct search *s, int table, uint32_t row)
{
	struct search_state *state = s->state;
	struct row_ref ref = { table, row };

	if (!search_active(s) || !state->index.tables[table].ready ||
		!match_row(&state->match, ref))
		return RANK_NONE;
	return rank_row(&state->rank, ref);
}

size_t search_best(const struct search *s, int table, uint32_t *out, size_t max)
{
	return table_hits_best(&s->state->found[table], rows_of(s, table), out, max);
}

void search_explain(const struct search *s, int table, uint32_t row,
	const struct slice *visible, size_t visible_count, struct str *out)
{
	if (search_active(s) && s->state->index.tables[table].ready)
		explain_add(&s->state->rank, (struct row_ref){ table, row }, visible,
			visible_count, out);
}

/* Tells whether TERM is looked for in FIELD of TABLE; in the text of no one table every
 * term is. */
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
			count = match_spans_find(
				&m->terms[i], text, code, &f, out, count, max);
	casefold_release(&f);
	return match_spans_join(out, count);
}

/* Tells whether TEXT holds what TERM says, or does not where it says not. */
static bool fits_term(
	const struct match_term *term, struct slice text, struct casefold *f)
{
	struct term said = *term->term;
	struct match_term wanted = *term;
	struct search_hit hit;

	said.negated = false;
	wanted.term = &said;
	return (match_spans_find(&wanted, text, false, f, &hit, 0, 1) > 0) !=
		term->term->negated;
}

bool search_fits(const struct search *s, struct slice text)
{
	const struct query *g = &s->state->query;
	const struct match_term *term = s->state->match.terms;
	bool fits = search_active(s);
	struct casefold f;

	casefold_init(&f);
	for (size_t i = 0; i < g->count; i++) {
		bool any = false;

		for (size_t k = 0; k < g->clauses[i].count; k++, term++)
			any |= fits_term(term, text, &f);
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
		suggest_find(&state->offer, &state->rank, table, out, ref);
}

void search_add_too_slow(const struct search *s, struct str *out)
{
	size_t cells = 0;

	for (size_t t = 0; t < s->package->table_count; t++)
		cells += s->state->found[t].too_slow;
	if (!cells)
		return;
	str_add(out, "Pattern too slow: ");
	str_add_count(out, cells, "cell", NULL);
	str_add(out, " not searched.");
}

void search_add_error(const struct search *s, struct str *out)
{
	if (s->state->query.fault.len)
		str_add(out, s->state->query.fault.buf);
	else
		search_add_too_slow(s, out);
}
