#include "config.h"

/*
 * A reason is found by looking for the terms once more, now with an eye on where they
 * are: rows on the screen are few, and to remember for every row what matched would cost
 * memory for millions. So the order in which it looks is its own, by what tells most.
 */

#include "query/explain.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/casefold.h"
#include "base/text.h"
#include "query/match_spans.h"
#include "query/alias.h"

enum {
	REASONS = 2, /* told at most */
	SHORT = 60,  /* bytes of a value that is told whole */
	BEFORE = 24, /* bytes told in front of a hit ... */
	AFTER = 30,  /* ... and columns behind it */
};

/* What is known while the reasons of one row are told. */
struct explanation {
	struct rank *rank;
	struct match *match;
	const struct package *package;
	struct row_ref ref;
	const struct slice *visible;
	size_t visible_count;
	struct str *out;
	size_t start; /* of the reasons in out */
	size_t told;
	struct casefold fold;
	struct str value;
};

/* Puts a semicolon between two reasons. */
static void start_reason(struct explanation *w)
{
	if (w->told++)
		str_add(w->out, "; ");
}

static void add_title(struct str *out, const char *title)
{
	bool name = title[0] && !islower((unsigned char)title[1]);

	str_add_char(out, name ? title[0] : (char)tolower((unsigned char)title[0]));
	str_add(out, title + 1);
}

static bool hits(struct casefold *f, const struct match_term *term, struct slice text,
	struct search_hit *hit)
{
	return match_spans_find(term, text, false, f, hit, 0, 1) > 0;
}

static bool is_visible(struct explanation *w, const struct match_term *term)
{
	struct search_hit hit;

	for (size_t i = 0; i < w->visible_count; i++)
		if (hits(&w->fold, term, w->visible[i], &hit))
			return true;
	return false;
}

/* The bytes of TEXT before END from which a piece is told: at most BEFORE, from a blank.
 */
static size_t piece_start(struct slice text, size_t end)
{
	size_t start = end > BEFORE ? end - BEFORE : 0;

	if (!start)
		return 0;
	while (start < end && text.text[start - 1] != ' ')
		start++;
	return start;
}

static size_t piece_end(struct slice text, size_t from)
{
	struct slice rest = { text.text + from, text.len - from };
	size_t len = text_clip(rest, AFTER, NULL);
	size_t end = len;

	if (len == rest.len)
		return text.len;
	while (end && rest.text[end] != ' ')
		end--;
	return from + (end ? end : len);
}

static void add_piece(struct casefold *f, const struct match_term *term,
	struct slice value, struct str *out)
{
	struct search_hit hit = { 0, 0 };
	size_t start;
	size_t end;

	if (value.len <= SHORT) {
		str_add_bytes(out, value.text, value.len);
		return;
	}
	hits(f, term, value, &hit);
	start = piece_start(value, hit.start);
	end = piece_end(value, hit.start + hit.len);
	str_add(out, start ? "…" : "");
	str_add_bytes(out, value.text + start, end - start);
	str_add(out, end < value.len ? "…" : "");
}

/* Appends "title: value" for FIELD of REF; BEFORE is the title of the reference that
 * leads there, or NULL. */
static void tell_field(struct explanation *w, const struct match_term *term,
	struct row_ref ref, size_t field, const char *before)
{
	const struct table *t = &w->package->tables[ref.table];

	str_clear(&w->value);
	package_add_field(w->package, t, ref.row, field, &w->value);
	start_reason(w);
	if (before) {
		add_title(w->out, before);
		str_add_char(w->out, ' ');
	}
	add_title(w->out, t->schema->fields[field].title);
	str_add(w->out, ": ");
	add_piece(&w->fold, term, (struct slice){ w->value.buf, w->value.len }, w->out);
}

/* Finds a field of REF among whose texts TERM is; false when there is none. */
static bool find_field(struct explanation *w, const struct match_term *term,
	struct row_ref ref, size_t *field)
{
	const struct row_text *texts = &w->match->index->tables[ref.table].texts;
	const struct table *t = texts->table;
	struct search_hit hit;

	for (size_t f = 0; f < t->schema->field_count; f++) {
		if (texts->uses[f] != USE_TEXT && texts->uses[f] != USE_CHOICE)
			continue;
		str_clear(&w->value);
		package_add_field(w->package, t, ref.row, f, &w->value);
		*field = f;
		if (hits(&w->fold, term, (struct slice){ w->value.buf, w->value.len },
			    &hit))
			return true;
	}
	return false;
}

/* Tells what REF is called, as what its field by the title TITLE names. */
static void tell_label(struct explanation *w, const struct match_term *term,
	struct row_ref ref, const char *title)
{
	str_clear(&w->value);
	package_add_label(w->package, &w->package->tables[ref.table], ref.row, &w->value);
	start_reason(w);
	add_title(w->out, title);
	str_add(w->out, ": ");
	add_piece(&w->fold, term, (struct slice){ w->value.buf, w->value.len }, w->out);
}

/* Tells the target REF of reference R when TERM is among what it is found by. */
static bool tell_target(struct explanation *w, const struct match_term *term,
	const struct reference *r, struct row_ref ref)
{
	const struct table *t = &w->package->tables[w->ref.table];
	const char *title = t->schema->fields[r->field].title;
	bool written = term->term->regex && !term->term->regex->folded;
	struct doc doc = search_text_doc(w->match->index, ref, written);
	struct slice label = doc_label(&doc);
	size_t field;

	if (match_lines(
		    w->match, term, (struct slice){ label.text - 1, label.len + 2 }) ||
		match_codes(w->match, term, doc.codes)) {
		tell_label(w, term, ref, title);
		return true;
	}
	if (r->list || !find_field(w, term, ref, &field))
		return false;
	tell_field(w, term, ref, field, r->one ? NULL : title);
	return true;
}

static bool tell_reference(
	struct explanation *w, const struct match_term *term, const struct reference *r)
{
	size_t count;
	const uint32_t *rows =
		search_text_targets(w->match->index, w->ref.table, r, w->ref.row, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i] != ROW_NONE &&
			tell_target(w, term, r, (struct row_ref){ r->table, rows[i] }))
			return true;
	return false;
}

/* The best of the other names. */
struct best_name {
	struct explanation *why;
	const struct match_term *term; /* NULL: all that was typed is looked for */
	enum rank_closeness least;
	enum rank_closeness closeness;
	size_t order;
	struct row_ref name;
};

/* Tells whether NAME is written as it was typed, accents and all. */
static bool is_written_so(struct explanation *w, struct row_ref name)
{
	str_clear(&w->value);
	package_add_label(
		w->package, &w->package->tables[name.table], name.row, &w->value);
	return strcasecmp(w->value.buf, w->rank->written.buf) == 0;
}

static bool compare_name(void *data, struct row_ref name)
{
	struct best_name *best = data;
	struct explanation *w = best->why;
	enum rank_closeness found;
	size_t order;

	if (best->term)
		found = match_name(w->match, best->term, name) ? RANK_HOLDS : RANK_APART;
	else
		found = rank_closeness(w->rank, search_text_label(w->match->index, name));
	if (found < best->least || found < best->closeness)
		return false;
	order = is_written_so(w, name) ? 0 : alias_order(w->package, name) + 1;
	if (found > best->closeness || order < best->order) {
		best->closeness = found;
		best->order = order;
		best->name = name;
	}
	return false;
}

static bool tell_name(
	struct explanation *w, const struct match_term *term, enum rank_closeness least)
{
	struct best_name best = { .why = w,
		.term = term,
		.least = least,
		.closeness = RANK_APART,
		.name = ROW_NOWHERE };
	size_t start;

	search_text_each_name(w->match->index, w->ref, compare_name, &best);
	if (best.name.table < 0)
		return false;
	start_reason(w);
	start = w->out->len;
	alias_add_kind(w->package, best.name, w->out);
	str_add(w->out, w->out->len > start ? ": " : "");
	package_add_label(
		w->package, &w->package->tables[best.name.table], best.name.row, w->out);
	return true;
}

/* Tells the code of REF, or of what it is one with, that reads as what was typed. */
static bool tell_code(struct explanation *w)
{
	struct row_ref ref;
	size_t field;
	struct csvrow row;

	if (!rank_find_code(w->rank, w->ref, &ref, &field))
		return false;
	csvrow_init(&row);
	table_row(&w->package->tables[ref.table], ref.row, &row);
	start_reason(w);
	str_addf(w->out, "%s %.*s",
		w->package->tables[ref.table].schema->fields[field].title,
		(int)row.cells[field].len, row.cells[field].text);
	csvrow_release(&row);
	return true;
}

/* Tells where TERM, a word or an expression without a scope, was found. */
static void tell_text(struct explanation *w, const struct match_term *term)
{
	const struct search_text_table *table = &w->match->index->tables[w->ref.table];
	size_t field;

	if (find_field(w, term, w->ref, &field)) {
		tell_field(w, term, w->ref, field, NULL);
		return;
	}
	for (size_t i = 0; i < table->ref_count; i++)
		if (!table->refs[i].is_source && tell_reference(w, term, &table->refs[i]))
			return;
	tell_name(w, term, RANK_HOLDS);
}

static bool is_shown(const struct explanation *w, struct slice value)
{
	for (size_t i = 0; i < w->visible_count; i++)
		if (value.len &&
			memmem(w->visible[i].text, w->visible[i].len, value.text,
				value.len))
			return true;
	return false;
}

/* Tells FIELD of REF, to which a scope led, unless its value is on the screen. */
static void tell_value(struct explanation *w, const struct match_term *term,
	struct row_ref ref, size_t field)
{
	str_clear(&w->value);
	package_add_field(
		w->package, &w->package->tables[ref.table], ref.row, field, &w->value);
	if (w->value.len && !is_shown(w, (struct slice){ w->value.buf, w->value.len }))
		tell_field(w, term, ref, field, NULL);
}

/* Tells the value behind PATH that TERM matches; false when none does. */
static bool tell_path(struct explanation *w, const struct match_term *term,
	const struct scope_path *path)
{
	struct scope_path last = { .fields = { path->fields[path->count - 1] },
		.count = 1 };
	const struct reference *r;
	const uint32_t *rows;
	size_t count;

	if (!match_path(w->match, term, w->ref, path))
		return false;
	if (path->count == 1) {
		tell_value(w, term, w->ref, path->fields[0]);
		return true;
	}
	r = search_text_reference(w->match->index, w->ref.table, path->fields[0]);
	rows = search_text_targets(w->match->index, w->ref.table, r, w->ref.row, &count);
	for (size_t i = 0; i < count; i++) {
		struct row_ref target = { r->table, rows[i] };

		if (rows[i] != ROW_NONE && match_path(w->match, term, target, &last)) {
			tell_value(w, term, target, last.fields[0]);
			break;
		}
	}
	return true;
}

static void tell_term(struct explanation *w, const struct match_term *term)
{
	const struct scope *scope = term->scopes ? &term->scopes[w->ref.table] : NULL;

	if (!scope || scope->kind == SCOPE_ROW)
		tell_text(w, term);
	for (size_t i = 0; scope && scope->kind == SCOPE_FIELDS && i < scope->count; i++)
		if (tell_path(w, term, &scope->paths[i]))
			return;
}

/* Tells whether a reason told already holds what TERM finds. */
static bool is_told(struct explanation *w, const struct match_term *term)
{
	struct search_hit hit;
	struct slice told = { w->out->buf + w->start, w->out->len - w->start };

	return w->told && hits(&w->fold, term, told, &hit);
}

/* Of a term for a field the field's value is what may be on the screen; see tell_value.
 */
static bool needs_reason(struct explanation *w, const struct match_term *term)
{
	if (term->scopes && term->scopes[w->ref.table].kind == SCOPE_FIELDS)
		return true;
	return !is_visible(w, term) && !is_told(w, term);
}

/* The term of a clause for which the row matches, NULL when it is one that says what is
 * not there, or when it is on the screen. */
static const struct match_term *hidden_term(
	struct explanation *w, const struct match_term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!terms[i].term->negated && match_term(w->match, &terms[i], w->ref))
			return needs_reason(w, &terms[i]) ? &terms[i] : NULL;
	return NULL;
}

/* Tells whether all that was typed stands on the screen as it was typed. */
static bool name_is_visible(struct explanation *w)
{
	struct slice name = { w->rank->name.buf, w->rank->name.len };

	for (size_t i = 0; i < w->visible_count; i++) {
		casefold_set(&w->fold, w->visible[i]);
		if (match_word((struct slice){ w->fold.text.buf, w->fold.text.len }, name,
			    false, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Tells the field that holds all that was typed as a phrase, when it is several words. */
static bool tell_phrase(struct explanation *w)
{
	struct term phrase = { .kind = TERM_TEXT,
		.folded = { w->rank->name.buf, w->rank->name.len } };
	struct match_term term = { .term = &phrase };
	size_t field;

	if (!strchr(w->rank->name.buf, ' ') || !find_field(w, &term, w->ref, &field))
		return false;
	tell_field(w, &term, w->ref, field, NULL);
	return true;
}

/* What was typed may be a code or another name as a whole: that is one reason for all its
 * words. "East Timor" is one too where "Timor" and "South-eastern Asia" are on the
 * screen. */
static bool tell_whole(struct explanation *w)
{
	return w->rank->name.len && !name_is_visible(w) &&
		(tell_code(w) || tell_name(w, NULL, RANK_EQUALS));
}

void explain_add(struct rank *r, struct row_ref ref, const struct slice *visible,
	size_t count, struct str *out)
{
	struct explanation w = { .rank = r,
		.match = r->match,
		.package = r->match->index->package,
		.ref = ref,
		.visible = visible,
		.visible_count = count,
		.out = out,
		.start = out->len };
	const struct query *g = r->match->query;
	const struct match_term *terms = r->match->terms;
	bool whole;

	casefold_init(&w.fold);
	str_init(&w.value);
	whole = tell_whole(&w);
	for (size_t i = 0; i < g->count && w.told < REASONS; i++) {
		const struct match_term *term =
			hidden_term(&w, terms, g->clauses[i].count);

		if (!term || (whole && rank_counts(term->term)))
			;
		else if (!w.told && rank_counts(term->term) && tell_phrase(&w))
			whole = true;
		else
			tell_term(&w, term);
		terms += g->clauses[i].count;
	}
	casefold_release(&w.fold);
	str_release(&w.value);
}
