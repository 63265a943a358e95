#include "config.h"

#include "output/sources.h"

#include <string.h>

#include "query/scope.h"

enum { CITATION_JOINED = 16 }; /* rows that are one with a row */

static bool has_address(const struct resource *r)
{
	for (size_t i = 0; i < r->field_count; i++)
		if (!strcmp(r->fields[i].format, "uri"))
			return true;
	return false;
}

static bool cites_by_list(const struct resource *r, int table)
{
	for (size_t k = 0; k < r->foreign_count; k++)
		if (r->keys[k].list && r->keys[k].resource == table)
			return true;
	return false;
}

bool sources_are_in(const struct package *p, int table)
{
	const struct resource *r = p->tables[table].schema;
	size_t citing = 0;

	if (scope_is_cited(p, table))
		return true;
	if (r->foreign_count || !has_address(r))
		return false;
	for (size_t i = 0; i < p->table_count; i++)
		citing += cites_by_list(p->tables[i].schema, table);
	return citing * 2 > p->table_count - 1;
}

struct sources_found {
	struct row_ref *rows;
	size_t count, most;
};

static void sources_add(struct sources_found *found, struct row_ref ref)
{
	for (size_t i = 0; i < found->count; i++)
		if (row_ref_equal(found->rows[i], ref))
			return;
	if (found->count < found->most)
		found->rows[found->count++] = ref;
}

/* Adds what FIELD of REF, which reads CELL, cites. */
static void sources_add_field(const struct package *p, struct row_ref ref, size_t field,
	struct slice cell, struct sources_found *found)
{
	const struct table *table = &p->tables[ref.table];
	const struct field *f = &table->schema->fields[field];
	struct slice item;

	for (size_t i = 0; i == 0 || f->type == FIELD_LIST; i++) {
		struct row_ref to;

		if (f->type == FIELD_LIST && !list_next(&cell, f->list_delimiter, &item))
			break;
		to = package_follow(p, table, ref.row, field, i);
		if (to.table >= 0)
			sources_add(found, to);
	}
}

static void sources_add_row(
	const struct package *p, struct row_ref ref, struct sources_found *found)
{
	const struct resource *r = p->tables[ref.table].schema;
	struct csvrow row;

	if (sources_are_in(p, ref.table)) {
		sources_add(found, ref);
		return;
	}
	csvrow_init(&row);
	table_row(&p->tables[ref.table], ref.row, &row);
	for (size_t i = 0; i < r->field_count; i++) {
		int key = r->fields[i].reference;

		if (key >= 0 && row.cells[i].len &&
			sources_are_in(p, r->keys[key].resource))
			sources_add_field(p, ref, i, row.cells[i], found);
	}
	csvrow_release(&row);
}

size_t sources_of_row(
	const struct package *p, struct row_ref ref, struct row_ref *out, size_t max)
{
	struct sources_found found = { .rows = out, .most = max };
	struct row_ref joined[CITATION_JOINED];
	struct row_ref root = package_root(p, ref);
	size_t count = package_joined_rows(p, root, joined, CITATION_JOINED);

	sources_add_row(p, ref, &found);
	if (!row_ref_equal(root, ref))
		sources_add_row(p, root, &found);
	for (size_t i = 0; i < count; i++)
		sources_add_row(p, joined[i], &found);
	return found.count;
}
