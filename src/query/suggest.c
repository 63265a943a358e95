#include "config.h"

/*
 * Every name is compared, a microsecond each at most: it is asked once for a text that
 * found nothing. Names that begin differently are not left out, since the first letter
 * is as often wrong as any other.
 */

#include "query/suggest.h"

#include <string.h>

#include "query/edit_distance.h"
#include "query/alias.h"

enum {
	WORD_LETTERS = 5, /* bytes of the shortest word that is compared by itself */
};

/* What kind of text came near, the better first when as many edits are needed. */
enum nature { THE_NAME, OTHER_NAME, A_WORD };

struct suggestion_search {
	struct rank *rank;
	struct search_text *index;
	const struct package *package;
	struct edit_distance nearest;
	bool one_word; /* was typed */
	size_t edits;
	enum nature nature;
	size_t order;        /* among other names */
	struct row_ref ref;  /* the row being looked at */
	struct row_ref best; /* the nearest row; .table is -1 for none */
	struct row_ref name; /* of it, when it is OTHER_NAME */
};

void suggest_init(struct suggest *o)
{
	*o = (struct suggest){ .known = false };
	str_init(&o->text);
}

void suggest_release(struct suggest *o)
{
	str_release(&o->text);
}

void suggest_clear(struct suggest *o)
{
	o->known = false;
}

/* Keeps the row looked at when it is nearer than the best, for which ORDER is asked only
 * when all else is alike. */
static void weigh(struct suggestion_search *h, struct slice text, enum nature nature,
	const struct row_ref *name)
{
	size_t edits = edit_distance_distance(&h->nearest, text);
	size_t order = 0;

	if (edits > h->edits || edits == EDIT_DISTANCE_FAR ||
		(edits == h->edits && nature > h->nature))
		return;
	if (name)
		order = alias_order(h->package, *name);
	if (edits == h->edits && nature == h->nature && order >= h->order)
		return;
	h->edits = edits;
	h->nature = nature;
	h->order = order;
	h->best = h->ref;
	if (name)
		h->name = *name;
}

static void weigh_words(struct suggestion_search *h, struct slice label)
{
	size_t at = 0;

	while (at < label.len) {
		const char *end = memchr(label.text + at, ' ', label.len - at);
		size_t len = end ? (size_t)(end - label.text) - at : label.len - at;

		if (len >= WORD_LETTERS && len < label.len)
			weigh(h, (struct slice){ label.text + at, len }, A_WORD, NULL);
		at += len + 1;
	}
}

static bool weigh_name(void *data, struct row_ref name)
{
	struct suggestion_search *h = data;

	weigh(h, rank_bare(h->rank, search_text_label(h->index, name)), OTHER_NAME,
		&name);
	return false;
}

static void hunt_table(struct suggestion_search *h, int table)
{
	const struct table *t = &h->package->tables[table];
	size_t rows = table_rows(t);

	if (t->schema->names || rows > SUGGEST_ROWS || !h->index->tables[table].ready)
		return;
	for (size_t row = 0; row < rows; row++) {
		struct slice label;

		h->ref = (struct row_ref){ table, (uint32_t)row };
		label = search_text_label(h->index, h->ref);
		if (h->one_word)
			weigh_words(h, label);
		weigh(h, rank_bare(h->rank, label), THE_NAME, NULL);
		if (h->index->tables[table].named)
			search_text_each_name(h->index, h->ref, weigh_name, h);
	}
}

static void describe(const struct suggestion_search *h, struct str *out)
{
	const struct table *t = &h->package->tables[h->best.table];
	bool other = h->nature == OTHER_NAME;

	if (other) {
		package_add_label(
			h->package, &h->package->tables[h->name.table], h->name.row, out);
		str_add(out, " (");
	}
	package_add_label(h->package, t, h->best.row, out);
	if (other)
		str_add_char(out, ')');
}

static void hunt(struct suggest *o, struct rank *r, int table)
{
	struct suggestion_search h = { .rank = r,
		.index = r->match->index,
		.edits = EDIT_DISTANCE_FAR,
		.best = ROW_NOWHERE };

	h.package = h.index->package;
	h.one_word = !strchr(r->name.buf, ' ');
	edit_distance_init(&h.nearest, (struct slice){ r->name.buf, r->name.len });
	for (size_t t = 0; t < h.package->table_count; t++)
		if (table < 0 || t == (size_t)table)
			hunt_table(&h, (int)t);
	str_clear(&o->text);
	if (h.best.table >= 0)
		describe(&h, &o->text);
	o->ref = h.best;
	o->table = table;
	o->known = true;
}

bool suggest_find(struct suggest *o, struct rank *r, int table, struct str *out,
	struct row_ref *ref)
{
	if (!o->known || o->table != table)
		hunt(o, r, table);
	if (o->ref.table < 0)
		return false;
	str_add(out, o->text.buf);
	*ref = o->ref;
	return true;
}
