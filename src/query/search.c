#include "config.h"

/*
 * Owns the query and what it found in each table, and decides the order of the work.
 * Tables are searched in the order in which the user looks at them. What was found stays
 * while the task goes on, with one exception: once the links of the package are there,
 * rows with references or other names are found by more than before, and their tables are
 * searched again.
 */

#include "query/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/edit_distance.h"
#include "query/explain.h"
#include "query/match.h"
#include "query/query.h"
#include "query/range.h"
#include "query/scope.h"
#include "query/search_text.h"
#include "query/table_hits.h"

enum {
	NEAREST_ROWS =
		20000,    /* of the largest table in which a near name is looked for */
	NEAREST_WORD = 5, /* bytes of the shortest word that is compared by itself */
};

/* The name nearest to what was typed, found when it is first asked for. */
struct nearest {
	uint64_t query_change; /* of the search that it is for; 0: none */
	int table;             /* asked for; -1: all */
	struct row_ref ref;    /* .table is -1 when nothing is near */
	struct str text;       /* "Burma (Myanmar)" */
};

struct search_state {
	struct str text;
	int first;
	int *order; /* of the tables: first, tabs, overviews, lookups, names */
	struct search_text texts;
	struct query query;
	struct filters filters;
	struct match match;
	struct rank rank;
	struct table_hits *hits; /* by table */
	struct nearest nearest;
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
	state->first = -1;
	state->order = xcalloc(p->table_count + 1, sizeof *state->order);
	state->hits = xcalloc(p->table_count + 1, sizeof *state->hits);
	for (size_t t = 0; t < p->table_count; t++)
		table_hits_init(&state->hits[t], (int)t);
	search_text_init(&state->texts, p);
	query_init(&state->query);
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
	search_text_release(&state->texts);
	str_release(&state->nearest.text);
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

bool search_set(
	struct search *s, const char *text, int first, struct str *err, size_t *column)
{
	struct search_state *state = s->state;
	bool narrows =
		state->text.len && first == state->first && !state->match.inside;
	struct query next;
	struct parse parse = { s->package, &next, first };

	query_init(&next);
	state->first = first;
	query_parse(&next, slice_of(text), known_scope, &parse);
	narrows = narrows && query_narrows(&next, &state->query);
	rank_release(&state->rank);
	match_release(&state->match);
	query_release(&state->query);
	state->query = next;
	match_init(&state->match, &state->texts, &state->query);
	state->match.filters = &state->filters;
	rank_init(&state->rank, &state->match);
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

void search_add_error(const struct search *s, struct str *out)
{
	if (s->state->query.fault.len)
		str_add(out, s->state->query.fault.buf);
	else
		search_add_note(s, out);
}

void search_add_note(const struct search *s, struct str *out)
{
	size_t cells = 0;

	for (size_t t = 0; t < s->package->table_count; t++)
		cells += s->state->hits[t].too_slow;
	if (cells) {
		str_add(out, "Pattern too slow: ");
		str_add_count(out, cells, "cell", NULL);
		str_add(out, " not searched.");
		return;
	}
	for (size_t i = 0; i < s->state->match.count; i++) {
		const struct term *t = s->state->match.terms[i].term;
		const struct range *b = t->low.ambiguous.len ? &t->low : &t->high;
		struct date_text date;

		if (range_read_date(b->ambiguous, &date)) {
			str_addf(out, "%.*s read as ", (int)b->ambiguous.len,
				b->ambiguous.text);
			edtf_add_words(out, &date.date);
			return;
		}
		if (t->negated && !t->scope.len && t->value.len &&
			isdigit((unsigned char)t->value.text[0])) {
			str_addf(out, "rows with %.*s left out", (int)t->value.len,
				t->value.text);
			return;
		}
	}
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

/* Returns whether there is a row in any table. */
static bool found_any(const struct search *s)
{
	for (size_t t = 0; t < s->package->table_count; t++)
		if (search_count(s, (int)t))
			return true;
	return false;
}

/*
 * Searches the tables, then ranks what was found. Other names count for the rows that they
 * name and have to be known first. Names without a list of their own are found as what
 * they name; to search each of them as a row of its own would take half of the time of a
 * letter.
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
		if (table != state->first && r->names && r->names_key >= 0 &&
			r->view == VIEW_LOOKUP)
			hits->next = rows_of(s, table);
		if (hits->next >= rows_of(s, table))
			continue;
		if (search_active(s) && state->texts.tables[table].named &&
			!search_text_step(&state->texts, until))
			return false;
		if (!table_hits_step(hits, &state->match, until))
			return false;
	}
	if (!state->match.inside && s->package->linked && state->rank.words &&
		!found_any(s)) {
		state->match.inside = true;
		for (size_t t = 0; t < s->package->table_count; t++)
			if (!schema_of(s, (int)t)->guessed)
				table_hits_restart(&state->hits[t], false);
		return step_tables(s, until);
	}
	for (size_t i = 0; search_active(s) && i < s->package->table_count; i++)
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
			table_hits_restart(&state->hits[t], !search_limits(s, (int)t));
	done = step_tables(s, until) &&
		(search_active(s) || search_text_step(&state->texts, until));
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

bool search_is_lookup(const struct search *s, int table)
{
	return schema_of(s, table)->view == VIEW_LOOKUP ||
		scope_is_cited(s->package, table);
}

size_t search_tables(const struct search *s, int *out, size_t max)
{
	size_t count = 0;

	for (int turn = 0; search_active(s) && turn < 3; turn++)
		for (int t = 0; t < (int)s->package->table_count && count < max; t++) {
			const struct resource *r = schema_of(s, t);
			int own = search_is_lookup(s, t) ? 2 : r->view == VIEW_OVERVIEW;

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

/*
 * Every name is compared, which takes at most a microsecond each: this is asked once for a
 * text that found nothing. Names with another first letter are not left out, since the
 * first letter is as often wrong as any other.
 */
struct suggestion_search {
	const struct package *package;
	struct edit_distance distance;
	size_t edits; /* of the nearest so far */
	enum search_rank how;
	size_t order;        /* among other names */
	struct row_ref best; /* its row; .table is -1 for none */
	struct row_ref name; /* of it, when it is RANK_ALIAS */
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

/* Suggests the names of the rows of TABLE, and for a name of one word the single words of
 * their labels. */
static void suggest_table(
	struct search_state *state, struct suggestion_search *x, int table)
{
	const struct table *t = &x->package->tables[table];
	bool one_word = !strchr(state->match.name.buf, ' ');
	size_t rows = table_rows(t);

	if (t->schema->names || rows > NEAREST_ROWS || !state->texts.tables[table].ready)
		return;
	for (size_t row = 0; row < rows; row++) {
		struct row_ref ref = { table, (uint32_t)row };
		struct slice label = search_text_label(&state->texts, ref);
		struct name_walk walk = search_text_names(&state->texts, ref);
		struct row_ref name;

		for (size_t at = 0, len; one_word && at < label.len; at += len + 1) {
			const char *end = memchr(label.text + at, ' ', label.len - at);

			len = (end ? (size_t)(end - label.text) : label.len) - at;
			if (len >= NEAREST_WORD && len < label.len)
				suggest(x, ref, slice_part(label, at, len),
					RANK_WORD_PREFIX, ROW_NOWHERE);
		}
		suggest(x, ref, match_bare(&state->match, label), RANK_NAME, ROW_NOWHERE);
		while (search_text_next_name(&walk, &name))
			suggest(x, ref,
				match_bare(&state->match,
					search_text_label(&state->texts, name)),
				RANK_ALIAS, name);
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
	const struct search *s, int table, struct edtf *other)
{
	struct search_state *state = s->state;
	struct row_ref found = ROW_NOWHERE;

	if (!swap_readings(&state->query, other))
		return found;
	for (int t = 0; t < (int)s->package->table_count && found.table < 0; t++) {
		size_t rows = rows_of(s, t);

		if ((table >= 0 && t != table) || schema_of(s, t)->names ||
			rows > NEAREST_ROWS || !state->texts.tables[t].ready)
			continue;
		for (uint32_t row = 0; row < rows && found.table < 0; row++)
			if (match_row(&state->match, NULL, (struct row_ref){ t, row }))
				found = (struct row_ref){ t, row };
	}
	swap_readings(&state->query, other);
	return found;
}

static void add_label(const struct package *p, struct row_ref ref, struct str *out)
{
	package_add_label(p, &p->tables[ref.table], ref.row, out);
}

bool search_nearest_in(
	const struct search *s, int table, struct str *out, struct row_ref *ref)
{
	struct search_state *state = s->state;
	struct nearest *near = &state->nearest;
	struct suggestion_search x = {
		.package = s->package, .edits = EDIT_DISTANCE_FAR, .best = ROW_NOWHERE
	};

	struct edtf date;

	if (!search_active(s))
		return false;
	if (near->query_change != s->query_change || near->table != table) {
		bool other;

		str_clear(&near->text);
		edit_distance_init(&x.distance, str_slice(&state->match.name));
		x.best = find_other_reading(s, table, &date);
		if (x.best.table >= 0)
			edtf_add_words(&near->text, &date);
		for (size_t t = 0; !near->text.len && t < s->package->table_count; t++)
			if (table < 0 || t == (size_t)table)
				suggest_table(state, &x, (int)t);
		if (x.best.table >= 0 && x.how == RANK_ALIAS)
			add_label(s->package, x.name, &near->text);
		other = near->text.len > 0;
		str_add(&near->text, other ? " (" : "");
		if (x.best.table >= 0)
			add_label(s->package, x.best, &near->text);
		str_add(&near->text, other ? ")" : "");
		near->ref = x.best;
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
