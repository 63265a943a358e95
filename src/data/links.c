#include "config.h"

#include "data/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"
#include "data/keyindex.h"
#include "data/table.h"
#include "data/value.h"

enum { LINK_PORTION = 128 }; /* rows between two looks at the clock */

enum stage { STAGE_INDEX, STAGE_RESOLVE, STAGE_SUM, STAGE_FILL, STAGE_DONE };

struct link_build {
	struct package *package;
	struct table *table;
	const struct table *other; /* the table pointed to */
	const struct foreign_key *key;
	struct link *link;
	enum stage stage;
	size_t row;           /* of the stage */
	struct keyindex *own; /* by the fields pointed to, when they are no primary key */
	const struct keyindex *index;
	struct csvrow cells;
	struct slice *parts;
	size_t item_count, item_alloc; /* of a list: in target */
	uint32_t *last;  /* of a list: for each row named the row that named it last */
	struct str name; /* scratch for faults */
};

/* In the same order only: the index hashes parts as they come. */
static bool is_primary_key(const struct resource *r, const struct foreign_key *key)
{
	return key->count == r->key_count &&
		memcmp(key->their, r->key, key->count * sizeof *key->their) == 0;
}

/* Sets *LAST to "named by no row yet". */
static void clear_last(struct link_build *b)
{
	if (b->last)
		memset(b->last, 0xff, (table_rows(b->other) + 1) * sizeof *b->last);
}

struct link_build *link_build_new(struct package *p, struct table *t, size_t key)
{
	struct link_build *b = xcalloc(1, sizeof *b);
	size_t rows = table_rows(t), others;

	b->package = p;
	b->table = t;
	b->key = &t->schema->keys[key];
	b->other = &p->tables[b->key->resource];
	b->link = &t->links[key];
	others = table_rows(b->other);
	csvrow_init(&b->cells);
	str_init(&b->name);
	b->parts = xcalloc(b->key->count, sizeof *b->parts);
	b->index = b->other->index;
	b->stage = STAGE_RESOLVE;
	if (!b->index || !is_primary_key(b->other->schema, b->key)) {
		b->own = keyindex_new(b->other, b->key->their, b->key->count, others);
		b->index = b->own;
		b->stage = STAGE_INDEX;
	}
	/* Two more than rows: see sum() and fill(). */
	b->link->back_start = xcalloc(others + 2, sizeof *b->link->back_start);
	if (b->key->list) {
		b->link->item_start = xcalloc(rows + 1, sizeof *b->link->item_start);
		b->last = xcalloc(others + 1, sizeof *b->last);
		clear_last(b);
	} else {
		b->link->target = xcalloc(rows, sizeof *b->link->target);
	}
	return b;
}

void link_build_free(struct link_build *b)
{
	if (!b)
		return;
	if (!b->link->built)
		link_release(b->link);
	keyindex_free(b->own);
	csvrow_release(&b->cells);
	str_release(&b->name);
	free(b->parts);
	free(b->last);
	free(b);
}

void link_release(struct link *link)
{
	free(link->target);
	free(link->item_start);
	free(link->back);
	free(link->back_start);
	*link = (struct link){ .built = false };
}

/* Only the resolving goes row by row; what follows is quick. */
size_t link_build_row(const struct link_build *b)
{
	return b->stage == STAGE_RESOLVE   ? b->row
		: b->stage > STAGE_RESOLVE ? table_rows(b->table)
					   : 0;
}

/* Counts that row ROW names row TARGET, once: the count of R gathers at R + 2. */
static void count_back(struct link_build *b, uint32_t row, uint32_t target)
{
	if (b->last && b->last[target] == row)
		return;
	if (b->last)
		b->last[target] = row;
	b->link->back_start[(size_t)target + 2]++;
}

/* Silent when the other file could not be read: that is told once. */
static void tell_missing(struct link_build *b, size_t row)
{
	struct str quoted;

	if (!b->other->ready)
		return;
	str_clear(&b->name);
	for (size_t i = 0; i < b->key->count; i++) {
		if (i)
			str_add_char(&b->name, '/');
		str_add_bytes(&b->name, b->parts[i].text, b->parts[i].len);
	}
	str_init(&quoted);
	value_add_quoted(&quoted, (struct slice){ b->name.buf, b->name.len });
	table_fault(b->package, b->table, FAULT_NO_REFERENCE, row, (int)b->key->fields[0],
		"Nothing in %s is called %s.", b->other->schema->title, quoted.buf);
	str_release(&quoted);
}

/* Returns the row that the parts name. */
static uint32_t find(struct link_build *b, size_t row)
{
	uint32_t target = keyindex_find(b->index, b->parts);

	if (target == ROW_NONE)
		tell_missing(b, row);
	else
		count_back(b, (uint32_t)row, target);
	return target;
}

/* A key of which a part is empty names nothing. */
static uint32_t resolve_single(struct link_build *b, size_t row)
{
	for (size_t i = 0; i < b->key->count; i++) {
		b->parts[i] = b->cells.cells[b->key->fields[i]];
		if (!b->parts[i].len)
			return ROW_NONE;
	}
	return find(b, row);
}

/* Empty items get a place too, so that an item's number is its place in the cell. */
static void resolve_list(struct link_build *b, size_t row)
{
	size_t field = b->key->fields[0];
	struct slice list = b->cells.cells[field];
	char delimiter = b->table->schema->fields[field].list_delimiter;

	while (list_next(&list, delimiter, &b->parts[0])) {
		b->link->target = array_reserve(b->link->target, &b->item_alloc,
			b->item_count + 1, sizeof *b->link->target);
		b->link->target[b->item_count++] =
			b->parts[0].len ? find(b, row) : ROW_NONE;
	}
	b->link->item_start[row + 1] = (uint32_t)b->item_count;
}

static bool step_index(struct link_build *b, int64_t until)
{
	size_t rows = table_rows(b->other);

	while (b->row < rows) {
		table_row(b->other, b->row, &b->cells);
		keyindex_add(b->own, (uint32_t)b->row, b->cells.cells);
		if (++b->row % LINK_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

static bool step_resolve(struct link_build *b, int64_t until)
{
	size_t rows = table_rows(b->table);

	while (b->row < rows) {
		table_row(b->table, b->row, &b->cells);
		if (b->key->list)
			resolve_list(b, b->row);
		else
			b->link->target[b->row] = resolve_single(b, b->row);
		if (++b->row % LINK_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

/* Makes the counts at R + 2 the places where the rows for R begin, at R + 1. */
static bool step_sum(struct link_build *b, int64_t until)
{
	uint32_t *start = b->link->back_start;
	size_t rows = table_rows(b->other);

	while (b->row < rows) {
		start[b->row + 2] += start[b->row + 1];
		if (++b->row % (LINK_PORTION * 64) == 0 && clock_now() >= until)
			return false;
	}
	b->link->back = xcalloc(start[rows + 1], sizeof *b->link->back);
	clear_last(b);
	return true;
}

/* Leaves out what count_back left out, by the same rule. */
static void put_back(struct link_build *b, uint32_t row, uint32_t target)
{
	if (target == ROW_NONE || (b->last && b->last[target] == row))
		return;
	if (b->last)
		b->last[target] = row;
	b->link->back[b->link->back_start[(size_t)target + 1]++] = row;
}

/* Fills in the rows; each place at R + 1 ends where the rows for R + 1 begin. */
static bool step_fill(struct link_build *b, int64_t until)
{
	size_t rows = table_rows(b->table);

	while (b->row < rows) {
		const struct link *link = b->link;
		uint32_t row = (uint32_t)b->row;

		if (link->item_start)
			for (uint32_t i = link->item_start[row];
				i < link->item_start[row + 1]; i++)
				put_back(b, row, link->target[i]);
		else
			put_back(b, row, link->target[row]);
		if (++b->row % (LINK_PORTION * 16) == 0 && clock_now() >= until)
			return false;
	}
	b->link->built = true;
	return true;
}

bool link_build_step(struct link_build *b, int64_t until)
{
	static bool (*const steps[STAGE_DONE])(struct link_build *, int64_t) = {
		[STAGE_INDEX] = step_index,
		[STAGE_RESOLVE] = step_resolve,
		[STAGE_SUM] = step_sum,
		[STAGE_FILL] = step_fill,
	};

	while (b->stage < STAGE_DONE) {
		if (!steps[b->stage](b, until))
			return false;
		b->stage++;
		b->row = 0;
	}
	return true;
}

uint32_t link_target(const struct link *link, size_t row, size_t item)
{
	if (!link->item_start)
		return item ? (uint32_t)ROW_NONE : link->target[row];
	if (item >= link->item_start[row + 1] - link->item_start[row])
		return ROW_NONE;
	return link->target[link->item_start[row] + item];
}

const uint32_t *link_back(const struct link *link, uint32_t row, size_t *count)
{
	*count = link->back_start[row + 1] - link->back_start[row];
	return link->back + link->back_start[row];
}
