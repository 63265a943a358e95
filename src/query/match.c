#include "config.h"

/*
 * The dearest thing that can be done for a row is to fold its cells, so it is asked last:
 * first the bytes of the file, which mostly say no; then texts that are kept folded; and
 * only then a text is made. Terms are tried in the order in which they were typed, for a
 * person types what tells most first, and the first that fails ends the row.
 *
 * What is decided by bytes must be what folding would decide. That is held by a test with
 * random tables, for it hangs on every rule of base/fold.
 */

#include "query/match.h"

#include <string.h>

#include "query/field_value.h"

enum { PIECE_BYTES = 3 }; /* of the shortest beginning of a name that is looked for */

/* Sets what the scope of TERM means in each table. */
static void bind_scope(struct match *m, struct match_term *term)
{
	const struct package *p = m->index->package;

	term->scopes = arena_array(&m->arena, p->table_count + 1, sizeof *term->scopes);
	for (size_t t = 0; t < p->table_count; t++)
		scope_bind(p, (int)t, term->term->scope, &term->scopes[t]);
}

static struct slice longest_token(struct slice text)
{
	struct slice longest = { text.text, 0 };
	size_t start = 0;

	for (size_t at = 0; at <= text.len; at++) {
		if (at < text.len && scan_takes((struct slice){ text.text + at, 1 }))
			continue;
		if (at - start > longest.len)
			longest = (struct slice){ text.text + start, at - start };
		start = at + 1;
	}
	return longest;
}

static void prepare(struct match *m, const struct term *term)
{
	struct match_term *ready = &m->terms[m->count++];

	ready->term = term;
	ready->line.text = arena_printf(&m->arena, "\n%.*s\n", (int)term->folded.len,
		term->folded.len ? term->folded.text : "");
	ready->line.len = term->folded.len + 2;
	if (term->scope.len)
		bind_scope(m, ready);
	if (term->kind == TERM_TEXT || term->kind == TERM_EQUAL)
		ready->token = longest_token(term->folded);
	if (ready->token.len)
		scan_init(&ready->scan, ready->token);
	ready->plain = term->kind == TERM_TEXT && !term->scope.len && !term->whole &&
		ready->token.len && ready->token.len == term->folded.len;
}

void match_init(struct match *m, struct search_text *ix, const struct query *g)
{
	size_t count = 0;

	*m = (struct match){ .index = ix, .query = g };
	arena_init(&m->arena);
	str_init(&m->folded);
	for (size_t i = 0; i < g->count; i++)
		count += g->clauses[i].count;
	m->terms = arena_array(&m->arena, count + 1, sizeof *m->terms);
	for (size_t i = 0; i < g->count; i++)
		for (size_t k = 0; k < g->clauses[i].count; k++)
			prepare(m, &g->clauses[i].terms[k]);
}

void match_release(struct match *m)
{
	arena_release(&m->arena);
	str_release(&m->folded);
}

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

/* Returns whether the expression of TERM matches in a line of TEXT, or WHOLE: matches all
 * of one. */
static bool expression_matches(
	struct match *m, const struct match_term *term, struct slice text, bool whole)
{
	struct regex *r = term->term->regex->compiled;
	enum regex_result result = REGEX_NO_MATCH;
	struct slice line;

	while (result != REGEX_MATCH && doc_next(&text, &line)) {
		m->budget.left += REGEX_WORK_PER_BYTE * line.len;
		result = whole ? regex_match(r, line, &m->budget)
			       : regex_find(r, line, 0, &m->budget, NULL);
		m->too_slow += result == REGEX_TOO_SLOW;
	}
	return result == REGEX_MATCH;
}

bool match_lines(struct match *m, const struct match_term *term, struct slice text)
{
	const struct term *t = term->term;

	if (t->kind == TERM_REGEX)
		return expression_matches(m, term, text, false);
	if (t->kind == TERM_EQUAL)
		return match_word(text, term->line, false, 0) != SIZE_MAX;
	return match_word(text, t->folded, t->whole, 0) != SIZE_MAX;
}

bool match_codes(struct match *m, const struct match_term *term, struct slice codes)
{
	if (term->term->kind != TERM_REGEX)
		return match_word(codes, term->line, false, 0) != SIZE_MAX;
	return expression_matches(m, term, codes, true);
}

static bool is_written(const struct match_term *term)
{
	return term->term->regex && !term->term->regex->folded;
}

/* The first line of DOC with the newlines on both sides. */
static struct slice label_line(const struct doc *doc)
{
	struct slice label = doc_label(doc);

	return (struct slice){ label.text - 1, label.len + 2 };
}

struct name_walk {
	struct match *match;
	const struct match_term *term;
};

/* Letters of three bytes and more: South and East Asia's and their neighbours'. */
static bool parts_words(struct slice word)
{
	return word.len && (unsigned char)word.text[0] < 0xe0;
}

bool match_name(struct match *m, const struct match_term *term, struct row_ref name)
{
	struct slice label = search_text_label(m->index, name);
	const struct term *t = term->term;

	if (t->kind == TERM_TEXT && t->folded.len < PIECE_BYTES)
		return slice_equal(label, t->folded);
	if (t->kind == TERM_TEXT && !t->whole && parts_words(t->folded))
		return match_starts(label, t->folded);
	return match_word(label, t->folded, t->whole, 0) != SIZE_MAX &&
		(t->kind != TERM_EQUAL || label.len == t->folded.len);
}

static bool name_matches(void *data, struct row_ref name)
{
	struct name_walk *w = data;

	return match_name(w->match, w->term, name);
}

bool match_names(struct match *m, const struct match_term *term, struct row_ref ref)
{
	struct name_walk w = { m, term };

	return term->term->kind != TERM_REGEX &&
		search_text_each_name(m->index, ref, name_matches, &w);
}

static bool target_matches(struct match *m, const struct match_term *term,
	const struct reference *ref, uint32_t row)
{
	struct doc doc;

	if (row == ROW_NONE)
		return false;
	doc = search_text_doc(
		m->index, (struct row_ref){ ref->table, row }, is_written(term));
	return match_lines(m, term, ref->list ? label_line(&doc) : doc.text) ||
		match_codes(m, term, doc.codes);
}

/* Tells whether the bytes of REF show that TERM is not among its own texts; *FOUND that
 * it surely is. Bytes that are odd show nothing but a hit. */
static bool bytes_lack(const struct match *m, const struct match_term *term,
	struct row_ref ref, bool *found)
{
	const struct search_text_table *table = &m->index->tables[ref.table];
	const struct table *t = &m->index->package->tables[ref.table];
	struct slice raw;
	bool unquoted;
	bool hit;

	*found = false;
	if (!term->token.len || !table->texts.bytes)
		return false;
	raw = csvfile_raw(t->file, t->first + ref.row, &unquoted);
	hit = scan_find(&term->scan, raw, 0) < raw.len;
	*found = hit && term->plain && table->texts.plain;
	return !hit && scan_odd(raw, 0) == raw.len;
}

static bool own_text_matches(
	struct match *m, const struct match_term *term, struct row_ref ref)
{
	struct doc doc;
	bool found;

	if (bytes_lack(m, term, ref, &found) || found)
		return found;
	doc = search_text_doc(m->index, ref, is_written(term));
	return match_lines(m, term, doc.text) || match_codes(m, term, doc.codes) ||
		match_codes(m, term, doc.keys);
}

static bool referenced_text_matches(
	struct match *m, const struct match_term *term, struct row_ref ref)
{
	const struct search_text_table *table = &m->index->tables[ref.table];
	size_t too_slow = m->too_slow;
	bool found = false;

	for (size_t i = 0; i < table->ref_count && !found; i++) {
		const struct reference *r = &table->refs[i];
		size_t count = 0;
		const uint32_t *rows = NULL;

		if (!r->is_source)
			rows = search_text_targets(
				m->index, ref.table, r, ref.row, &count);
		for (size_t k = 0; k < count && !found; k++)
			found = target_matches(m, term, r, rows[k]);
	}
	/* Cells of other tables count where those are searched. */
	m->too_slow = too_slow;
	return found;
}

/* Searches all texts of a row: its own, those it references, its other names. */
static bool any_text(struct match *m, const struct match_term *term, struct row_ref ref)
{
	const struct search_text_table *table = &m->index->tables[ref.table];

	return own_text_matches(m, term, ref) ||
		(table->ref_count && referenced_text_matches(m, term, ref)) ||
		(table->named && match_names(m, term, ref));
}

bool match_term(struct match *m, const struct match_term *term, struct row_ref ref)
{
	const struct scope *scope = term->scopes ? &term->scopes[ref.table] : NULL;

	m->budget.left = REGEX_WORK;
	if (!scope || scope->kind == SCOPE_ROW)
		return term->term->kind != TERM_RANGE && any_text(m, term, ref);
	if (scope->kind == SCOPE_TABLES)
		return term->term->folded.len &&
			scope_names_table(
				m->index->package, ref.table, term->term->folded);
	for (size_t i = 0; scope->kind == SCOPE_FIELDS && i < scope->count; i++)
		if (match_path(m, term, ref, &scope->paths[i]))
			return true;
	return false;
}

bool match_row(struct match *m, struct row_ref ref)
{
	const struct match_term *term = m->terms;

	for (size_t i = 0; i < m->query->count; i++) {
		size_t count = m->query->clauses[i].count;
		bool found = false;

		for (size_t k = 0; k < count && !found; k++)
			found = match_term(m, &term[k], ref) != term[k].term->negated;
		if (!found)
			return false;
		term += count;
	}
	return true;
}

/* Tells whether a row of TABLE, alone, that matches TERM holds its token: not where "7"
 * may be "7.0", a day of the year that was typed, or something by another name. */
static bool wants_token(const struct match *m, const struct match_term *term, int table)
{
	const struct scope *scope = term->scopes ? &term->scopes[table] : NULL;
	const struct resource *r = m->index->package->tables[table].schema;

	if (!term->token.len || term->term->negated)
		return false;
	if (!scope || scope->kind != SCOPE_FIELDS)
		return !scope || scope->kind == SCOPE_ROW;
	for (size_t i = 0; i < scope->count; i++) {
		const struct field *f = &r->fields[scope->paths[i].fields[0]];

		if (field_value_is_number(f) || field_value_is_date(f) ||
			f->choice_count || f->reference >= 0)
			return false;
	}
	return true;
}

const struct scan *match_scan(const struct match *m, int table, bool *all)
{
	const struct match_term *term = m->terms;
	const struct match_term *best = NULL;
	const struct search_text_table *t = &m->index->tables[table];

	if (!t->texts.bytes || !t->alone)
		return NULL;
	for (size_t i = 0; i < m->query->count; i++) {
		if (m->query->clauses[i].count == 1 && wants_token(m, term, table) &&
			(!best || term->token.len > best->token.len))
			best = term;
		term += m->query->clauses[i].count;
	}
	*all = m->count == 1 && best && best->plain && t->texts.plain;
	return best ? &best->scan : NULL;
}
