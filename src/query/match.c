/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Decides which rows match, and where. It owns the prepared terms and no texts
 * (query/search_text.h has them); how well a row matches is decided in query/rank.h.
 *
 * The most expensive step for a row is to fold its cells, so it comes last: first the
 * bytes of the file, which mostly rule the row out; then texts that are kept folded; and
 * only then a text is made. Terms are tried in the order in which they were typed, since
 * what distinguishes most is typed first, and the first clause that fails ends the row.
 *
 * What is decided by bytes is always what folding decides. This depends on every rule of
 * base/casefold; a test with random tables checks it.
 */

#include "query/match_text.h"

#include <string.h>

#include "data/reading.h"
#include "data/table.h"
#include "data/value.h"
#include "query/range.h"

static struct slice longest_token(struct slice text)
{
	struct slice longest = { text.text, 0 };
	size_t start = 0;

	for (size_t at = 0; at <= text.len; at++) {
		if (at < text.len && scan_takes(slice_part(text, at, 1)))
			continue;
		if (at - start > longest.len)
			longest = slice_part(text, start, at - start);
		start = at + 1;
	}
	return longest;
}

/* Prepares TERM. Its scope may mean something else in each table. */
static void prepare(struct match *m, const struct term *term, struct match_term *out)
{
	const struct package *p = m->texts->package;

	out->term = term;
	out->is_short = match_is_short(term->folded);
	out->called = arena_array(&m->arena, p->table_count + 1, sizeof *out->called);
	out->line.text = arena_printf(&m->arena, "\n%.*s\n", (int)term->folded.len,
		term->folded.len ? term->folded.text : "");
	out->line.len = term->folded.len + 2;
	if (term->scope.len || term->kind == TERM_RANGE) {
		out->scopes =
			arena_array(&m->arena, p->table_count + 1, sizeof *out->scopes);
		out->bounds = arena_array(&m->arena, 1, sizeof *out->bounds);
	}
	for (size_t t = 0; out->scopes && t < p->table_count; t++)
		if (term->scope.len)
			scope_bind(p, (int)t, term->scope, &out->scopes[t]);
		else
			scope_bind_dates(p, (int)t, &out->scopes[t]);
	if (term->kind == TERM_TEXT || term->kind == TERM_EQUAL)
		out->token = longest_token(term->folded);
	if (out->token.len)
		scan_init(&out->scan, out->token);
	out->plain = term->kind == TERM_TEXT && !term->scope.len && !term->whole &&
		!term->signs.len && out->token.len && out->token.len == term->folded.len;
}

void match_init(struct match *m, struct search_text *x, const struct query *q)
{
	size_t count = 0;

	*m = (struct match){ .texts = x,
		.query = q,
		.name = STR_INIT,
		.line = STR_INIT,
		.shown = STR_INIT,
		.signs = STR_INIT,
		.bare = STR_INIT };
	for (size_t i = 0; i < q->count; i++)
		count += q->clauses[i].count;
	m->terms = arena_array(&m->arena, count + 1, sizeof *m->terms);
	m->close = arena_array(&m->arena, x->package->table_count + 1, sizeof *m->close);
	query_add_name(q, &m->name);
	m->whole = q->count && q->clauses[q->count - 1].terms[0].whole;
	for (size_t i = 0; i < q->count; i++)
		for (size_t k = 0; k < q->clauses[i].count; k++) {
			struct match_term *term = &m->terms[m->count++];

			prepare(m, &q->clauses[i].terms[k], term);
			term->complete = i + 1 < q->count && term_is_plain(term->term) &&
				term->is_short;
		}
}

void match_release(struct match *m)
{
	arena_release(&m->arena);
	str_release(&m->name);
	str_release(&m->bare);
	str_release(&m->line);
	str_release(&m->shown);
	str_release(&m->signs);
}

/* --- all texts of a row --- */

bool match_only_starts(const struct match *m, int table)
{
	return !m->inside && !m->texts->package->tables[table].schema->guessed;
}

bool match_field(
	struct match *m, const struct match_term *term, struct row_ref ref, size_t *field)
{
	const struct table_text *t = &m->texts->tables[ref.table];
	const struct path *label = &t->table->schema->label;

	for (size_t f = 0; f < t->table->schema->field_count; f++) {
		bool starts = match_only_starts(m, ref.table) &&
			(label->count != 1 || label->fields[0] != f);

		if (t->uses[f] != USE_TEXT && t->uses[f] != USE_CHOICE)
			continue;
		str_clear(&m->shown);
		package_add_field(t->package, t->table, ref.row, f, &m->shown);
		*field = f;
		if (match_text(m, term, str_slice(&m->shown), starts))
			return true;
	}
	return false;
}

/* Matches the own lines of a row, the first of which is what it is called. */
static bool doc_matches(
	struct match *m, const struct match_term *term, int table, const struct doc *doc)
{
	bool starts = match_only_starts(m, table) && term->term->kind == TERM_TEXT;
	struct slice label = doc_label(doc);

	return match_lines(m, term, doc->text, starts) ||
		(starts &&
			match_word(label, term->term->folded, term->term->whole, 0) !=
				SIZE_MAX);
}

/* Returns the cell of RAW, row ROW of T, that is what the row is called; without quotes in
 * RAW it ends with the delimiter. */
static struct slice raw_label(const struct table_text *t, uint32_t row, struct slice raw)
{
	size_t number = t->table->first + row;
	size_t cell = t->table->schema->label.fields[0];
	size_t start = csvfile_cell(t->table->file, number, cell);

	return slice_part(
		raw, start, csvfile_cell(t->table->file, number, cell + 1) - start);
}

/* Matches the own texts of REF. Its bytes in the file come first: they mostly show that
 * TERM is not there; odd bytes show nothing but a hit. */
static bool own_text_matches(
	struct match *m, const struct match_term *term, struct row_ref ref)
{
	const struct table_text *t = &m->texts->tables[ref.table];
	struct doc doc;

	if (term->token.len && t->in_bytes &&
		table_row_size(t->table, ref.row) <= SEARCH_TEXT_MOST) {
		bool unquoted;
		struct slice raw =
			csvfile_raw(t->table->file, t->table->first + ref.row, &unquoted);
		size_t at = scan_find(&term->scan, raw, 0);
		bool hit = at < raw.len;

		if (hit && term->plain && t->plain &&
			(!match_only_starts(m, ref.table) ||
				scan_starts(&term->scan, raw, at)))
			return true;
		if ((!hit || (term->plain && t->plain && unquoted)) &&
			scan_odd(raw, 0) == raw.len) {
			struct slice label = hit ? raw_label(t, ref.row, raw) : raw;

			return hit && scan_find(&term->scan, label, 0) < label.len;
		}
	}
	doc = search_text_doc(m->texts, ref, match_is_raw(term));
	return (doc_matches(m, term, ref.table, &doc) ||
		       match_codes(m, term, doc.codes) ||
		       match_codes(m, term, doc.keys)) &&
		match_row_has_signs(m, term->term, ref, true);
}

/* Finds the first column of REF that shows a field of TARGET, to which R leads, in which
 * TERM matches. */
static bool column_matches(struct match *m, const struct match_term *term,
	const struct table *t, const struct reference *r, struct row_ref target,
	size_t *field)
{
	const struct table_text *theirs = &m->texts->tables[target.table];

	for (size_t i = 0; i < t->schema->column_count; i++) {
		const struct path *path = &t->schema->columns[i];

		if (path->count != 2 || path->fields[0] != r->field ||
			theirs->uses[path->fields[1]] == USE_NONE)
			continue;
		*field = path->fields[1];
		str_clear(&m->shown);
		package_add_field(
			m->texts->package, theirs->table, target.row, *field, &m->shown);
		if (match_text(m, term, str_slice(&m->shown),
			    match_only_starts(m, target.table)))
			return true;
	}
	return false;
}

/* Returns whether TERM matches in a text of a row that REF is one with, or that a column
 * of REF shows of one that it references. */
static bool referenced_text_matches(struct match *m, const struct match_term *term,
	struct row_ref ref, struct match_hit *hit)
{
	const struct table_text *table = &m->texts->tables[ref.table];
	size_t too_slow = m->too_slow;
	bool found = false;

	for (size_t i = 0; i < table->ref_count && !found; i++) {
		const struct reference *r = &table->refs[i];
		struct row_ref target = { r->table, ROW_NONE };
		size_t count = 0, field = 0;
		const uint32_t *rows = NULL;
		struct doc doc;

		if (!r->is_source && !r->list)
			rows = search_text_targets(m->texts, ref, r, &count);
		if (!count || rows[0] == ROW_NONE)
			continue;
		target.row = rows[0];
		doc = search_text_doc(m->texts, target, match_is_raw(term));
		found = doc_matches(m, term, r->table, &doc) ||
			(r->one && match_codes(m, term, doc.codes));
		found = found && match_row_has_signs(m, term->term, target, true) &&
			(r->one ||
				column_matches(m, term, table->table, r, target, &field));
		if (!found || !hit)
			continue;
		*hit = (struct match_hit){ .where = MATCH_FIELD,
			.ref = target,
			.field = field,
			.via = r,
			.from = ref };
		if (r->one ? !match_field(m, term, target, &hit->field)
			   : match_called(m, term, target))
			hit->where = MATCH_TARGET;
	}
	/* Cells of other tables count where those are searched. */
	m->too_slow = too_slow;
	return found;
}

/* Returns whether TERM matches in any text of REF. With HIT the fields come first: they
 * say more than the bytes. */
static bool any_text_matches(struct match *m, const struct match_term *term,
	struct row_ref ref, struct match_hit *hit)
{
	const struct table_text *t = &m->texts->tables[ref.table];

	if (!hit && own_text_matches(m, term, ref))
		return true;
	if (hit && match_field(m, term, ref, &hit->field)) {
		hit->where = MATCH_FIELD;
		return true;
	}
	if (t->ref_count && referenced_text_matches(m, term, ref, hit))
		return true;
	if (t->named && match_names(m, term, ref, NAME_MATCHES)) {
		if (hit)
			hit->where = MATCH_NAME;
		return true;
	}
	if (t->ref_count && match_reference(m, term, ref, hit))
		return true;
	return hit && own_text_matches(m, term, ref);
}

/* --- values of fields --- */

/* Returns the bounds of TERM as AS writes them. */
static const struct match_bounds *bind(
	const struct match_term *term, const struct field *as)
{
	struct match_bounds *b = term->bounds;

	if (b->as != as) {
		*b = (struct match_bounds){ as, term->term->low, term->term->high };
		range_bind(&b->low, as);
		range_bind(&b->high, as);
	}
	return b;
}

/* Returns whether TERM matches CELL of F, which is shown as SHOWN; its bounds are B. Both
 * texts count, since the user may know either. A number typed for a field of numbers is
 * that number ("number:7" is not 17), a date typed for one of dates any day in it
 * ("date:2016"). */
static bool value_matches(struct match *m, const struct match_term *term,
	const struct match_bounds *b, const struct field *f, struct slice cell,
	struct slice shown)
{
	const struct term *t = term->term;
	bool typed = range_of_numbers(f) || range_of_dates(f);

	if (t->kind == TERM_RANGE)
		return range_has_number(&b->low, &b->high, b->as, cell) ||
			range_has_days(&b->low, &b->high, b->as, cell);
	if (t->kind == TERM_REGEX || t->whole || !typed)
		return match_text(m, term, shown, false) ||
			(!slice_equal(shown, cell) && match_text(m, term, cell, false));
	if (range_of_numbers(f) && (b->low.is_number || b->low.is_date))
		return b->low.is_number && range_has_number(&b->low, &b->low, f, cell);
	if (match_text(m, term, shown, false))
		return true;
	return t->kind == TERM_EQUAL
		? value_same(f, cell, t->value)
		: b->low.is_date && range_has_days(&b->low, &b->low, f, cell);
}

static struct slice shown_value(const struct field *f, struct slice cell)
{
	size_t choice = value_choice(f, cell);

	return choice < f->choice_count ? slice_of(f->choices[choice].label) : cell;
}

/* Matches the cell of field FIELD of T, of a list also each item. */
static bool cell_matches(struct match *m, const struct match_term *term,
	const struct table *t, size_t field, struct slice cell)
{
	const struct field *f = &t->schema->fields[field];
	const struct match_bounds *b = bind(term, reading_of(t, field));
	struct slice item;

	if (!cell.len)
		return term->term->kind == TERM_EQUAL && !term->term->folded.len;
	if (value_matches(m, term, b, f, cell, shown_value(f, cell)))
		return true;
	while (f->type == FIELD_LIST && list_next(&cell, f->list_delimiter, &item))
		if (item.len && value_matches(m, term, b, f, item, shown_value(f, item)))
			return true;
	return false;
}

/* A reference is found by what the row it names is called, now or elsewhere, and by the
 * codes of that row; by its key only as a whole. */
bool match_value(
	struct match *m, const struct match_term *term, struct row_ref ref, size_t field)
{
	const struct table *t = &m->texts->package->tables[ref.table];
	const struct reference *r = search_text_reference(m->texts, ref.table, field);
	const struct field *f = &t->schema->fields[field];
	bool is_range = term->term->kind == TERM_RANGE;
	const uint32_t *rows = NULL;
	struct slice cell, item;
	const struct slice *cells;
	size_t count = 0;
	bool found;

	if (r && !is_range)
		rows = search_text_targets(m->texts, ref, r, &count);
	for (size_t i = 0; i < count; i++) {
		struct row_ref target = { r->table, rows[i] };

		if (rows[i] != ROW_NONE && match_called(m, term, target))
			return true;
	}
	cells = row_cache_push(m->texts->package->row_cache, t, ref.row);
	cell = cells[field];
	if ((r || f->code) && !is_range && cell.len) {
		/* Codes and keys match as a whole, each item of a list by itself. */
		match_start_lines(m);
		if (f->type != FIELD_LIST)
			match_add_line(m, term, cell);
		else
			while (list_next(&cell, f->list_delimiter, &item))
				match_add_line(m, term, item);
		found = match_codes(m, term, str_slice(&m->line)) &&
			(f->type == FIELD_LIST ||
				match_has_signs(m, term->term, cells[field]));
	} else {
		found = cell_matches(m, term, t, field, cell);
	}
	row_cache_pop(m->texts->package->row_cache);
	return found;
}

/* Finds the field that PATH leads to from REF and in whose value TERM matches. */
static bool path_matches(struct match *m, const struct match_term *term,
	struct row_ref ref, const struct scope_path *path, struct match_hit *hit)
{
	const struct reference *r;
	const uint32_t *rows;
	size_t count;

	hit->where = MATCH_FIELD;
	hit->field = path->fields[path->count - 1];
	if (path->count == 1)
		return match_value(m, term, ref, hit->field);
	r = search_text_reference(m->texts, ref.table, path->fields[0]);
	if (!r)
		return false;
	rows = search_text_targets(m->texts, ref, r, &count);
	for (size_t i = 0; i < count; i++) {
		hit->via = r;
		hit->ref = (struct row_ref){ r->table, rows[i] };
		if (rows[i] != ROW_NONE && match_value(m, term, hit->ref, hit->field))
			return true;
	}
	return false;
}

/* --- rows --- */

bool match_term(struct match *m, const struct match_term *term, struct row_ref ref,
	struct match_hit *hit)
{
	const struct scope *scope = term->scopes ? &term->scopes[ref.table] : NULL;

	m->budget.left = REGEX_WORK;
	if (hit)
		*hit = (struct match_hit){
			.where = MATCH_ELSEWHERE, .ref = ref, .from = ref
		};
	if (!scope || scope->kind == SCOPE_ROW)
		return term->term->kind != TERM_RANGE &&
			any_text_matches(m, term, ref, hit);
	if (scope->kind == SCOPE_TABLES)
		return term->term->folded.len &&
			scope_names_table(
				m->texts->package, ref.table, term->term->folded);
	for (size_t i = 0; scope->kind == SCOPE_FIELDS && i < scope->count; i++) {
		struct match_hit found = { .ref = ref, .from = ref };

		if (!path_matches(m, term, ref, &scope->paths[i], &found))
			continue;
		if (hit)
			*hit = found;
		return true;
	}
	return false;
}

bool match_row(struct match *m, const struct filter *except, struct row_ref ref)
{
	const struct match_term *term = m->terms;
	const struct table_text *table = &m->texts->tables[ref.table];
	enum closeness close = m->name.len && (table->named || table->ref_count)
		? CLOSENESS_UNKNOWN
		: CLOSENESS_APART;

	for (size_t i = 0; i < m->query->count; i++) {
		size_t count = m->query->clauses[i].count;
		bool named = term_is_plain(term->term) && !term->term->signs.len;
		bool found = false;

		for (size_t k = 0; k < count && !found; k++)
			found = match_term(m, &term[k], ref, NULL) !=
				term[k].term->negated;
		if (!found && !close && named) {
			close = match_names_closeness(m, ref);
			if (close < CLOSENESS_BEGINS && m->query->count > 1 &&
				match_reference(m, NULL, ref, NULL))
				close = CLOSENESS_BEGINS;
		}
		if (!found && (close < CLOSENESS_BEGINS || !named))
			return false;
		term += count;
	}
	return !m->filters || filters_keep(m->filters, except, ref);
}

/* Returns whether a row of TABLE, alone, that matches TERM has its token: not where "7"
 * may be "7.0", a day of the year that was typed, or something with another name. */
static bool wants_token(const struct match *m, const struct match_term *term, int table)
{
	const struct scope *scope = term->scopes ? &term->scopes[table] : NULL;
	const struct resource *r = m->texts->package->tables[table].schema;

	if (!term->token.len || term->term->negated)
		return false;
	if (!scope || scope->kind != SCOPE_FIELDS)
		return !scope || scope->kind == SCOPE_ROW;
	for (size_t i = 0; i < scope->count; i++) {
		const struct field *f = &r->fields[scope->paths[i].fields[0]];

		if (range_of_numbers(f) || range_of_dates(f) || f->choice_count ||
			f->reference >= 0)
			return false;
	}
	return true;
}

/* Returns whether rows of TABLE match CLAUSE only by TERM, its first. */
static bool only_first(
	const struct clause *clause, const struct match_term *term, int table)
{
	return clause->count == 1 ||
		(clause->count == 2 && term[1].term->implied && term[1].scopes &&
			term[1].scopes[table].kind == SCOPE_NONE);
}

const struct scan *match_scan(const struct match *m, int table, bool *all)
{
	const struct match_term *term = m->terms;
	const struct match_term *best = NULL;
	const struct table_text *t = &m->texts->tables[table];

	if (!t->in_bytes || !t->alone)
		return NULL;
	for (size_t i = 0; i < m->query->count; i++) {
		if (only_first(&m->query->clauses[i], term, table) &&
			wants_token(m, term, table) &&
			(!best || term->token.len > best->token.len))
			best = term;
		term += m->query->clauses[i].count;
	}
	*all = m->query->count == 1 && best && best->plain && t->plain &&
		(!m->filters || !filters_hold(m->filters, table));
	return best ? &best->scan : NULL;
}
