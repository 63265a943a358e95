#include "config.h"

/*
 * A row is ranked by the best it has, so the tests stand in the order of the ranks and
 * the first that holds ends it. Whole names are compared with all that was typed; the
 * ranks below are about words, in any order.
 */

#include "query/rank.h"

#include <string.h>

#include "base/casefold.h"

void rank_init(struct rank *r, struct match *m)
{
	*r = (struct rank){ .match = m };
	str_init(&r->name);
	str_init(&r->line);
	str_init(&r->text);
	query_add_name(m->query, &r->name);
	str_addf(&r->line, "\n%s\n", r->name.buf);
	str_init(&r->written);
	for (size_t i = 0; i < m->count; i++) {
		const struct term *t = m->terms[i].term;

		if (!rank_counts(t))
			continue;
		str_add(&r->written, r->words ? " " : "");
		str_add_bytes(&r->written, t->value.text, t->value.len);
		r->words = true;
	}
}

void rank_release(struct rank *r)
{
	str_release(&r->name);
	str_release(&r->written);
	str_release(&r->line);
	str_release(&r->text);
}

bool rank_counts(const struct term *term)
{
	return term->kind == TERM_TEXT && !term->negated && !term->scope.len;
}

/* Appends TEXT without its fillers, unless it has no other words. */
static void add_bare(struct str *out, struct slice text)
{
	size_t at = 0;

	while (at < text.len) {
		const char *end = memchr(text.text + at, ' ', text.len - at);
		struct slice word = { text.text + at,
			end ? (size_t)(end - text.text) - at : text.len - at };

		if (!casefold_is_filler(word)) {
			str_add(out, out->len ? " " : "");
			str_add_bytes(out, word.text, word.len);
		}
		at += word.len + 1;
	}
	if (!out->len)
		str_add_bytes(out, text.text, text.len);
}

static enum rank_closeness compare(const struct rank *r, const char *text, size_t len)
{
	if (len < r->name.len || memcmp(text, r->name.buf, r->name.len) != 0)
		return RANK_APART;
	return len == r->name.len ? RANK_EQUALS : RANK_BEGINS;
}

struct slice rank_bare(struct rank *r, struct slice name)
{
	str_clear(&r->text);
	add_bare(&r->text, name);
	return (struct slice){ r->text.buf, r->text.len };
}

enum rank_closeness rank_closeness(struct rank *r, struct slice name)
{
	enum rank_closeness found = compare(r, name.text, name.len);
	struct slice bare;

	if (found == RANK_EQUALS || name.len <= r->name.len)
		return found;
	bare = rank_bare(r, name);
	return bare.len == name.len ? found : compare(r, bare.text, bare.len);
}

struct alias_walk {
	struct rank *rank;
	enum rank_closeness best;
};

static bool compare_alias(void *data, struct row_ref name)
{
	struct alias_walk *w = data;
	enum rank_closeness found =
		rank_closeness(w->rank, search_text_label(w->rank->match->index, name));

	if (found > w->best)
		w->best = found;
	return w->best == RANK_EQUALS;
}

static enum rank_closeness alias_closeness(struct rank *r, struct row_ref ref)
{
	struct alias_walk w = { r, RANK_APART };

	search_text_each_name(r->match->index, ref, compare_alias, &w);
	return w.best;
}

/* Finds the code of REF itself. Most rows are told by their folded codes. */
static bool find_own_code(struct rank *r, struct row_ref ref, size_t *field)
{
	const struct table *t = &r->match->index->package->tables[ref.table];
	struct slice line = { r->line.buf, r->line.len };
	struct doc doc = search_text_doc(r->match->index, ref, false);
	struct csvrow row;
	bool found = false;

	if (match_word(doc.codes, line, false, 0) == SIZE_MAX)
		return false;
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	for (size_t f = 0; f < t->schema->field_count && !found; f++) {
		if (!t->schema->fields[f].code)
			continue;
		str_clear(&r->text);
		casefold_add(&r->text, row.cells[f]);
		*field = f;
		found = slice_equal((struct slice){ r->text.buf, r->text.len },
			(struct slice){ r->name.buf, r->name.len });
	}
	csvrow_release(&row);
	return found;
}

bool rank_find_code(
	struct rank *r, struct row_ref ref, struct row_ref *where, size_t *field)
{
	while (ref.table >= 0) {
		if (find_own_code(r, ref, field)) {
			*where = ref;
			return true;
		}
		ref = search_text_above(r->match->index, ref);
	}
	return false;
}

/* Tells whether each clause has a word that stands in LABEL, at the start of a word if
 * STARTS. Clauses without words do not count. */
static bool words_in(const struct rank *r, struct slice label, bool starts)
{
	const struct match_term *term = r->match->terms;

	for (size_t i = 0; i < r->match->query->count; i++) {
		size_t count = r->match->query->clauses[i].count;
		bool counts = false;
		bool found = false;

		for (size_t k = 0; k < count; k++) {
			const struct term *t = term[k].term;

			if (!rank_counts(t))
				continue;
			counts = true;
			found |= starts
				? match_starts(label, t->folded)
				: match_word(label, t->folded, t->whole, 0) != SIZE_MAX;
		}
		if (counts && !found)
			return false;
		term += count;
	}
	return true;
}

static enum search_rank rank_by_words(
	struct rank *r, struct slice label, enum rank_closeness alias)
{
	if (words_in(r, label, true))
		return RANK_WORD_PREFIX;
	if (alias == RANK_BEGINS)
		return RANK_ALIAS_PREFIX;
	return words_in(r, label, false) ? RANK_IN_NAME : RANK_OTHER;
}

enum search_rank rank_row(struct rank *r, struct row_ref ref)
{
	const struct search_text_table *table = &r->match->index->tables[ref.table];
	enum rank_closeness alias = RANK_APART;
	enum rank_closeness own;
	struct row_ref code;
	size_t field;

	if (!r->words)
		return RANK_OTHER;
	if (r->name.len) {
		own = rank_closeness(r, search_text_label(r->match->index, ref));
		if (own == RANK_EQUALS)
			return RANK_NAME;
		if (table->codes && rank_find_code(r, ref, &code, &field))
			return RANK_CODE;
		if (table->named)
			alias = alias_closeness(r, ref);
		if (alias == RANK_EQUALS)
			return RANK_ALIAS;
		if (own == RANK_BEGINS)
			return RANK_NAME_PREFIX;
	}
	return rank_by_words(r, search_text_label(r->match->index, ref), alias);
}
