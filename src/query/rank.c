#include "config.h"

/*
 * A row has the best rank that holds, so the tests come in the order of the ranks and the
 * first that holds ends it. Nothing is remembered of a row; table_hits keeps the ranks.
 */

#include "query/rank.h"

#include <string.h>

#include "base/casefold.h"
#include "query/match.h"

void rank_init(struct rank *r, struct match *m)
{
	*r = (struct rank){ .match = m,
		.name = STR_INIT,
		.raw = STR_INIT,
		.line = STR_INIT,
		.text = STR_INIT };
	query_add_name(m->query, &r->name);
	str_addf(&r->line, "\n%s\n", r->name.buf);
	for (size_t i = 0; i < m->count; i++) {
		const struct term *t = m->terms[i].term;

		if (!rank_counts(t))
			continue;
		str_add(&r->raw, r->words ? " " : "");
		str_add_bytes(&r->raw, t->value.text, t->value.len);
		r->words = true;
	}
}

void rank_release(struct rank *r)
{
	str_release(&r->name);
	str_release(&r->raw);
	str_release(&r->line);
	str_release(&r->text);
}

bool rank_counts(const struct term *term)
{
	return term->kind == TERM_TEXT && !term->negated && !term->scope.len;
}

struct slice rank_bare(struct rank *r, struct slice name)
{
	size_t at = 0;

	str_clear(&r->text);
	while (at < name.len) {
		const char *end = memchr(name.text + at, ' ', name.len - at);
		struct slice word = { name.text + at,
			end ? (size_t)(end - name.text) - at : name.len - at };

		if (!casefold_is_filler(word)) {
			str_add(&r->text, r->text.len ? " " : "");
			str_add_bytes(&r->text, word.text, word.len);
		}
		at += word.len + 1;
	}
	if (!r->text.len)
		str_add_bytes(&r->text, name.text, name.len);
	return str_slice(&r->text);
}

static enum rank_closeness compare(const struct rank *r, struct slice name)
{
	if (!slice_starts(name, str_slice(&r->name)))
		return RANK_APART;
	return name.len == r->name.len ? RANK_EQUALS : RANK_BEGINS;
}

enum rank_closeness rank_closeness(struct rank *r, struct slice name)
{
	enum rank_closeness found = compare(r, name);
	struct slice bare;

	if (found == RANK_EQUALS || name.len <= r->name.len)
		return found;
	bare = rank_bare(r, name);
	return bare.len == name.len ? found : compare(r, bare);
}

/* Returns how close the closest of the other names of REF is. */
static enum rank_closeness alias_closeness(struct rank *r, struct row_ref ref)
{
	struct name_walk walk = search_text_names(r->match->texts, ref);
	enum rank_closeness best = RANK_APART;
	struct row_ref name;

	while (best < RANK_EQUALS && search_text_next_name(&walk, &name)) {
		enum rank_closeness found =
			rank_closeness(r, search_text_label(r->match->texts, name));

		best = found > best ? found : best;
	}
	return best;
}

/* Finds the code of REF itself. The folded codes rule out most rows. */
static bool find_own_code(struct rank *r, struct row_ref ref, size_t *field)
{
	const struct table *t = &r->match->texts->package->tables[ref.table];
	struct slice line = str_slice(&r->line);
	struct doc doc = search_text_doc(r->match->texts, ref, false);
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
		found = strcmp(r->text.buf, r->name.buf) == 0;
	}
	csvrow_release(&row);
	return found;
}

bool rank_find_code(
	struct rank *r, struct row_ref ref, struct row_ref *where, size_t *field)
{
	for (; ref.table >= 0; ref = search_text_above(r->match->texts, ref)) {
		*where = ref;
		if (find_own_code(r, ref, field))
			return true;
	}
	return false;
}

/* Returns whether each clause has a word that is in LABEL, if STARTS at the start of a
 * word. */
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

enum search_rank rank_row(struct rank *r, struct row_ref ref)
{
	struct search_text *texts = r->match->texts;
	const struct table_text *table = &texts->tables[ref.table];
	enum rank_closeness alias = RANK_APART;
	enum rank_closeness own = RANK_APART;
	struct row_ref code;
	size_t field;
	struct slice label;

	if (!r->words)
		return RANK_OTHER;
	if (r->name.len) {
		own = rank_closeness(r, search_text_label(texts, ref));
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
	label = search_text_label(texts, ref);
	if (words_in(r, label, true))
		return RANK_WORD_PREFIX;
	if (alias == RANK_BEGINS)
		return RANK_ALIAS_PREFIX;
	return words_in(r, label, false) ? RANK_IN_NAME : RANK_OTHER;
}
