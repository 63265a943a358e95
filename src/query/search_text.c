#include "config.h"

/*
 * There is no index from words to rows. With it a search would not depend on the number
 * of rows, but it takes longer to build than a dozen searches, doubles the memory, and
 * answers no question about the inside of words. The names of a country, a hundred and
 * fifty, are searched one by one in two microseconds; all texts of the bundled tables in
 * one to two milliseconds.
 */

#include "query/search_text.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"
#include "data/links.h"
#include "query/scope.h"

enum { NAMES_PORTION = 64 }; /* names between two looks at the clock */

void search_text_init(struct search_text *ix, const struct package *p)
{
	*ix = (struct search_text){ .package = p };
	ix->tables = xcalloc(p->table_count + 1, sizeof *ix->tables);
}

void search_text_release(struct search_text *ix)
{
	for (size_t t = 0; t < ix->package->table_count; t++) {
		if (!ix->tables[t].ready)
			continue;
		row_text_release(&ix->tables[t].texts);
		free(ix->tables[t].refs);
	}
	free(ix->tables);
}

/* The table that rows of TABLE are one with, or -1. */
static int above(const struct package *p, int table)
{
	const struct resource *r = p->tables[table].schema;

	return r->one_to_one < 0 ? -1 : r->keys[r->one_to_one].resource;
}

/* Tells whether rows of table NAMES are names of rows of TABLE. */
static bool gives_names(const struct package *p, size_t names, int table)
{
	const struct resource *r = p->tables[names].schema;

	return r->names && r->names_key >= 0 && r->keys[r->names_key].resource == table;
}

static bool has_names(const struct package *p, int table)
{
	for (; table >= 0; table = above(p, table))
		for (size_t n = 0; n < p->table_count; n++)
			if (gives_names(p, n, table))
				return true;
	return false;
}

static bool has_codes(const struct resource *r)
{
	for (size_t f = 0; f < r->field_count; f++)
		if (r->fields[f].code || r->fields[f].reference >= 0)
			return true;
	return false;
}

static void add_reference(struct search_text *ix, int table, size_t field)
{
	const struct package *p = ix->package;
	const struct resource *r = p->tables[table].schema;
	struct search_text_table *own = &ix->tables[table];
	size_t key = (size_t)r->fields[field].reference;
	int target = r->keys[key].resource;

	own->refs[own->ref_count++] = (struct reference){
		.field = field,
		.key = key,
		.table = target,
		.list = r->keys[key].list,
		.one = r->one_to_one == (int)key,
		.is_source = scope_is_cited(p, target),
	};
	own->codes = true;
	own->alone &= scope_is_cited(p, target);
}

/* Of a key of several fields the first stands for all. */
static void prepare(struct search_text *ix, int table)
{
	const struct package *p = ix->package;
	const struct resource *r = p->tables[table].schema;
	struct search_text_table *own = &ix->tables[table];

	own->ready = true;
	row_text_init(&own->texts, p, table);
	own->refs = xcalloc(r->field_count + 1, sizeof *own->refs);
	own->codes = has_codes(r);
	own->named = !r->names && has_names(p, table);
	own->alone = !own->named;
	for (size_t f = 0; f < r->field_count && !r->names; f++) {
		int key = r->fields[f].reference;

		if (key >= 0 && r->keys[key].fields[0] == f)
			add_reference(ix, table, f);
	}
}

bool search_text_update(struct search_text *ix)
{
	const struct package *p = ix->package;
	bool linked = p->linked && !ix->linked;

	for (size_t t = 0; t < p->table_count; t++) {
		if (!ix->tables[t].ready && p->tables[t].ready)
			prepare(ix, (int)t);
		else if (linked && ix->tables[t].ready &&
			p->tables[t].schema->foreign_count)
			row_text_forget(&ix->tables[t].texts);
	}
	ix->linked = p->linked;
	return linked;
}

bool search_text_step(struct search_text *ix, int64_t until)
{
	const struct package *p = ix->package;

	for (; ix->names_table < p->table_count; ix->names_table++) {
		const struct table *t = &p->tables[ix->names_table];

		if (!ix->linked && t->schema->names)
			return true;
		while (t->schema->names && ix->names_row < table_rows(t)) {
			row_text_get(&ix->tables[ix->names_table].texts,
				(uint32_t)ix->names_row);
			if (++ix->names_row % NAMES_PORTION == 0 && clock_now() >= until)
				return false;
		}
		ix->names_row = 0;
	}
	return true;
}

struct doc search_text_doc(struct search_text *ix, struct row_ref ref, bool written)
{
	struct row_text *texts = &ix->tables[ref.table].texts;

	return written ? row_text_written(texts, ref.row) : row_text_get(texts, ref.row);
}

struct slice search_text_label(struct search_text *ix, struct row_ref ref)
{
	return row_text_label(&ix->tables[ref.table].texts, ref.row);
}

const uint32_t *search_text_targets(const struct search_text *ix, int table,
	const struct reference *ref, uint32_t row, size_t *count)
{
	const struct link *link = &ix->package->tables[table].links[ref->key];

	*count = 0;
	if (!ix->linked || !link->built)
		return NULL;
	if (!link->item_start) {
		*count = 1;
		return link->target + row;
	}
	*count = link->item_start[row + 1] - link->item_start[row];
	return link->target + link->item_start[row];
}

const struct reference *search_text_reference(
	const struct search_text *ix, int table, size_t field)
{
	const struct search_text_table *t = &ix->tables[table];

	for (size_t i = 0; i < t->ref_count; i++)
		if (t->refs[i].field == field)
			return &t->refs[i];
	return NULL;
}

struct row_ref search_text_above(const struct search_text *ix, struct row_ref ref)
{
	const struct table *t = &ix->package->tables[ref.table];
	int key = t->schema->one_to_one;
	uint32_t row = ROW_NONE;

	if (key >= 0 && t->links[key].built)
		row = link_target(&t->links[key], ref.row, 0);
	return (struct row_ref){ row == ROW_NONE ? -1 : above(ix->package, ref.table),
		row };
}

static bool visit_names(const struct search_text *ix, struct row_ref ref,
	search_text_visit *visit, void *data)
{
	const struct package *p = ix->package;

	for (size_t n = 0; n < p->table_count; n++) {
		const struct table *t = &p->tables[n];
		const uint32_t *rows;
		size_t count;

		if (!gives_names(p, n, ref.table) ||
			!t->links[t->schema->names_key].built)
			continue;
		rows = link_back(&t->links[t->schema->names_key], ref.row, &count);
		for (size_t i = 0; i < count; i++)
			if (visit(data, (struct row_ref){ (int)n, rows[i] }))
				return true;
	}
	return false;
}

bool search_text_each_name(const struct search_text *ix, struct row_ref ref,
	search_text_visit *visit, void *data)
{
	while (ix->linked && ref.table >= 0 && ix->tables[ref.table].named) {
		if (visit_names(ix, ref, visit, data))
			return true;
		ref = search_text_above(ix, ref);
	}
	return false;
}
