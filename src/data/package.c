#include "config.h"

#include "data/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/keyindex.h"
#include "data/links.h"
#include "data/row_cache.h"
#include "data/table.h"

/* Links are made empty at once, so that following one needs no other question. */
bool package_open_keep(struct package *p, const char *path, size_t keep, struct str *err)
{
	*p = (struct package){ .linked = false };
	diag_init_keep(&p->diag, keep);
	if (!descriptor_read(&p->descriptor, path, &p->diag, err)) {
		diag_release(&p->diag);
		return false;
	}
	p->stack = row_cache_new();
	p->table_count = p->descriptor.resource_count;
	p->tables = xcalloc(p->table_count, sizeof *p->tables);
	for (size_t i = 0; i < p->table_count; i++) {
		table_open(p, (int)i);
		p->tables[i].links = xcalloc(
			p->tables[i].schema->foreign_count, sizeof *p->tables[i].links);
	}
	return true;
}

bool package_open(struct package *p, const char *path, struct str *err)
{
	return package_open_keep(p, path, DIAG_KEEP, err);
}

void package_release(struct package *p)
{
	for (size_t i = 0; i < p->table_count; i++) {
		for (size_t j = 0; j < p->tables[i].schema->foreign_count; j++)
			link_release(&p->tables[i].links[j]);
		free(p->tables[i].links);
		table_release(&p->tables[i]);
	}
	free(p->tables);
	row_cache_free(p->stack);
	descriptor_release(&p->descriptor);
	diag_release(&p->diag);
	*p = (struct package){ .linked = false };
}

const struct table *package_table(const struct package *p, const char *name)
{
	int number = descriptor_find(&p->descriptor, name);

	return number < 0 ? NULL : &p->tables[number];
}

bool list_next(struct slice *list, char delimiter, struct slice *item)
{
	const char *end;
	size_t len;

	if (!list->len)
		return false;
	end = memchr(list->text, delimiter, list->len);
	len = end ? (size_t)(end - list->text) : list->len;
	*item = slice_trim((struct slice){ list->text, len });
	if (end)
		len++;
	list->text += len;
	list->len -= len;
	return true;
}

enum { FOLLOW_PARTS = 8 };

/* Finds what item ITEM of row NUMBER names by the primary key of the table pointed to. */
static uint32_t find_unlinked(const struct package *p, const struct table *t,
	size_t number, const struct foreign_key *key, size_t item)
{
	const struct table *other = &p->tables[key->resource];
	struct slice parts[FOLLOW_PARTS], list;
	const struct slice *cells;
	uint32_t row = ROW_NONE;
	bool found = true;

	if (!other->index || key->count > FOLLOW_PARTS ||
		key->count != other->schema->key_count ||
		memcmp(key->their, other->schema->key, key->count * sizeof *key->their) !=
			0)
		return ROW_NONE;
	cells = row_cache_push(p->stack, t, number);
	for (size_t i = 0; i < key->count; i++) {
		parts[i] = cells[key->fields[i]];
		found = found && parts[i].len;
	}
	list = parts[0];
	for (size_t i = 0; key->list && found && i <= item; i++)
		found = list_next(&list, t->schema->fields[key->fields[0]].list_delimiter,
			&parts[0]);
	if (found)
		row = keyindex_find(other->index, parts);
	row_cache_pop(p->stack);
	return row;
}

struct row_ref package_follow(const struct package *p, const struct table *t,
	size_t number, size_t field, size_t item)
{
	int reference = t->schema->fields[field].reference;
	const struct foreign_key *key;
	uint32_t row;

	if (reference < 0)
		return ROW_NOWHERE;
	key = &t->schema->keys[reference];
	row = t->links[reference].built ? link_target(&t->links[reference], number, item)
					: find_unlinked(p, t, number, key, item);
	return (struct row_ref){ row == ROW_NONE ? -1 : key->resource, row };
}

struct row_ref package_root(const struct package *p, struct row_ref ref)
{
	/* The descriptor has no ring of one-to-one keys. */
	while (ref.table >= 0 && p->tables[ref.table].schema->one_to_one >= 0) {
		const struct table *t = &p->tables[ref.table];
		const struct foreign_key *key = &t->schema->keys[t->schema->one_to_one];
		const struct link *link = &t->links[t->schema->one_to_one];
		uint32_t row = link->built ? link_target(link, ref.row, 0)
					   : find_unlinked(p, t, ref.row, key, 0);

		if (row == ROW_NONE)
			break;
		ref = (struct row_ref){ key->resource, row };
	}
	return ref;
}

/* Returns the row of T that is one with ROOT, or ROW_NONE: down the keys that
 * package_root goes up. */
static uint32_t find_facet(
	const struct package *p, const struct table *t, struct row_ref root)
{
	int key = t->schema->one_to_one;
	const uint32_t *rows;
	uint32_t above;
	size_t count;

	if (t->number == root.table)
		return root.row;
	if (key < 0 || !t->links[key].built)
		return ROW_NONE;
	above = find_facet(p, &p->tables[t->schema->keys[key].resource], root);
	if (above == ROW_NONE)
		return ROW_NONE;
	rows = link_back(&t->links[key], above, &count);
	return count ? rows[0] : (uint32_t)ROW_NONE;
}

size_t package_joined_rows(
	const struct package *p, struct row_ref root, struct row_ref *out, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; i < p->table_count && count < max; i++) {
		uint32_t row = (int)i == root.table ? (uint32_t)ROW_NONE
						    : find_facet(p, &p->tables[i], root);

		if (row != ROW_NONE)
			out[count++] = (struct row_ref){ (int)i, row };
	}
	return count;
}

size_t package_back_links(
	const struct package *p, struct row_ref ref, struct back_link *out, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; p->linked && i < p->table_count; i++) {
		const struct table *t = &p->tables[i];

		for (size_t j = 0; j < t->schema->foreign_count && count < max; j++) {
			struct back_link *link = &out[count];

			if (t->schema->keys[j].resource != ref.table ||
				(int)j == t->schema->one_to_one)
				continue;
			*link = (struct back_link){ .table = (int)i, .key = (int)j };
			link->rows = link_back(&t->links[j], ref.row, &link->count);
			count += link->count > 0;
		}
	}
	return count;
}
