#include "config.h"

/*
 * Every name is compared, which takes at most a microsecond each: this is asked once for
 * a text that found nothing. Names with another first letter are not left out, since the
 * first letter is as often wrong as any other.
 */

#include "query/suggest.h"

#include <string.h>

#include "query/edit_distance.h"
#include "query/explain.h"
#include "query/match.h"

enum { WORD_BYTES = 5 }; /* of the shortest word that is compared by itself */

struct suggestion_search {
	struct rank *rank;
	struct search_text *texts;
	const struct package *package;
	struct edit_distance distance;
	size_t edits; /* of the nearest so far */
	enum search_rank how;
	size_t order;        /* among other names */
	struct row_ref best; /* its row; .table is -1 for none */
	struct row_ref name; /* of it, when it is RANK_ALIAS */
};

/* Keeps TEXT, a name of REF, when it is nearer than the best. NAME is its row when it is
 * another name, whose order is looked up only when all else is equal. */
static void weigh(struct suggestion_search *s, struct row_ref ref, struct slice text,
	enum search_rank how, struct row_ref name)
{
	size_t edits = edit_distance(&s->distance, text);
	size_t order = 0;

	if (edits > s->edits || edits == EDIT_DISTANCE_FAR ||
		(edits == s->edits && how > s->how))
		return;
	if (how == RANK_ALIAS)
		order = explain_name_order(s->package, name);
	if (edits == s->edits && how == s->how && order >= s->order)
		return;
	s->edits = edits;
	s->how = how;
	s->order = order;
	s->best = ref;
	s->name = name;
}

static void weigh_words(
	struct suggestion_search *s, struct row_ref ref, struct slice label)
{
	size_t at = 0;

	while (at < label.len) {
		const char *end = memchr(label.text + at, ' ', label.len - at);
		size_t len = end ? (size_t)(end - label.text) - at : label.len - at;

		if (len >= WORD_BYTES && len < label.len)
			weigh(s, ref, (struct slice){ label.text + at, len },
				RANK_WORD_PREFIX, ROW_NOWHERE);
		at += len + 1;
	}
}

static void search_table(struct suggestion_search *s, int table)
{
	const struct table *t = &s->package->tables[table];
	bool one_word = !strchr(s->rank->name.buf, ' ');
	size_t rows = table_rows(t);

	if (t->schema->names || rows > SUGGEST_ROWS || !s->texts->tables[table].ready)
		return;
	for (size_t row = 0; row < rows; row++) {
		struct row_ref ref = { table, (uint32_t)row };
		struct slice label = search_text_label(s->texts, ref);
		struct name_walk walk = search_text_names(s->texts, ref);
		struct row_ref name;

		if (one_word)
			weigh_words(s, ref, label);
		weigh(s, ref, rank_bare(s->rank, label), RANK_NAME, ROW_NOWHERE);
		while (search_text_next_name(&walk, &name))
			weigh(s, ref,
				rank_bare(s->rank, search_text_label(s->texts, name)),
				RANK_ALIAS, name);
	}
}

static void add_label(const struct package *p, struct row_ref ref, struct str *out)
{
	package_add_label(p, &p->tables[ref.table], ref.row, out);
}

bool suggest_find(struct suggest *s, struct rank *r, int table, struct str *out,
	struct row_ref *ref)
{
	struct suggestion_search search = { .rank = r,
		.texts = r->match->texts,
		.package = r->match->texts->package,
		.edits = EDIT_DISTANCE_FAR,
		.best = ROW_NOWHERE };
	const struct package *p = search.package;

	if (!s->known || s->table != table) {
		edit_distance_init(
			&search.distance, (struct slice){ r->name.buf, r->name.len });
		for (size_t t = 0; t < p->table_count; t++)
			if (table < 0 || t == (size_t)table)
				search_table(&search, (int)t);
		str_clear(&s->text);
		if (search.best.table >= 0 && search.how == RANK_ALIAS) {
			add_label(p, search.name, &s->text);
			str_add(&s->text, " (");
			add_label(p, search.best, &s->text);
			str_add_char(&s->text, ')');
		} else if (search.best.table >= 0) {
			add_label(p, search.best, &s->text);
		}
		s->ref = search.best;
		s->table = table;
		s->known = true;
	}
	if (s->ref.table < 0)
		return false;
	str_add(out, s->text.buf);
	*ref = s->ref;
	return true;
}
