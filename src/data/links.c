/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"
#include "data/table.h"
#include "data/value.h"

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
	struct keyindex *index;
	struct csvrow cells;
	struct slice *parts;
	size_t item_count, item_alloc; /* of a list: in target */
	uint32_t *last; /* of a list: for each row of OTHER its last referrer */
};

/* Forgets LAST: no row has referred to any. */
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
	b->parts = xcalloc(b->key->count, sizeof *b->parts);
	b->index = b->other->index;
	b->stage = STAGE_RESOLVE;
	/* The index hashes the parts in their order, so their order matters. */
	if (!b->index ||
		!resource_key_is(b->other->schema, b->key->their, b->key->count)) {
		b->own = keyindex_new(b->other, b->key->their, b->key->count, others);
		b->index = b->own;
		b->stage = STAGE_INDEX;
	}
	/* Two more than rows: see sum_row and fill_row. */
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

size_t link_build_row(const struct link_build *b)
{
	return b->stage == STAGE_RESOLVE   ? b->row
		: b->stage > STAGE_RESOLVE ? table_rows(b->table)
					   : 0;
}

/* Returns whether an earlier item of row ROW refers to TARGET. */
static bool is_repeated(struct link_build *b, uint32_t row, uint32_t target)
{
	bool repeated = b->last && b->last[target] == row;

	if (b->last)
		b->last[target] = row;
	return repeated;
}

/* Returns the row that the parts of row ROW refer to, none when one of them is empty.
 * The number of rows that refer to row R is counted at R + 2. A reference to nothing is
 * reported, but not when the other file could not be read, which is reported once. */
static uint32_t find(struct link_build *b, uint32_t row)
{
	struct str name = STR_INIT, quoted = STR_INIT;
	uint32_t target;

	for (size_t i = 0; i < b->key->count; i++)
		if (!b->parts[i].len)
			return ROW_NONE;
	target = keyindex_follow(b->index, b->table->schema, b->key, b->parts);
	if (target != ROW_NONE && !is_repeated(b, row, target))
		b->link->back_start[(size_t)target + 2]++;
	if (target != ROW_NONE || !b->other->ready)
		return target;
	for (size_t i = 0; i < b->key->count; i++) {
		str_add(&name, i ? "/" : "");
		str_add_bytes(&name, b->parts[i].text, b->parts[i].len);
	}
	value_add_quoted(&quoted, str_slice(&name));
	table_fault(b->package, b->table, FAULT_NO_REFERENCE, row, (int)b->key->fields[0],
		TABLE_FIELD, "No row of %s is called %s.", b->other->schema->title,
		quoted.buf);
	str_release(&quoted);
	str_release(&name);
	return ROW_NONE;
}

static void index_row(struct link_build *b, uint32_t row)
{
	table_row(b->other, row, &b->cells);
	keyindex_add(b->own, row, b->cells.cells);
}

/* An empty item of a list has a target too, so that items are numbered by position. */
static void resolve_row(struct link_build *b, uint32_t row)
{
	size_t field = b->key->fields[0];
	struct slice list;

	table_row(b->table, row, &b->cells);
	if (!b->key->list) {
		for (size_t i = 0; i < b->key->count; i++)
			b->parts[i] = b->cells.cells[b->key->fields[i]];
		b->link->filled += b->parts[0].len > 0;
		b->link->target[row] = find(b, row);
		return;
	}
	list = b->cells.cells[field];
	b->link->filled += list.len > 0;
	while (list_next(
		&list, b->table->schema->fields[field].list_delimiter, b->parts)) {
		*ARRAY_ADD(b->link->target, b->item_count, b->item_alloc) = find(b, row);
	}
	b->link->item_start[row + 1] = (uint32_t)b->item_count;
}

/* Turns the count at R + 2 into the position where the rows for R + 1 begin. */
static void sum_row(struct link_build *b, uint32_t row)
{
	uint32_t *start = b->link->back_start + row;

	start[2] += start[1];
}

/* Adds ROW to the rows of each target. The position at R + 1, where the rows for R
 * begin, moves on to where those for R + 1 begin. */
static void fill_row(struct link_build *b, uint32_t row)
{
	const struct link *link = b->link;
	size_t i = link->item_start ? link->item_start[row] : row;
	size_t end = link->item_start ? link->item_start[row + 1] : i + 1;

	for (; i < end; i++) {
		uint32_t target = link->target[i];

		if (target != ROW_NONE && !is_repeated(b, row, target))
			link->back[link->back_start[(size_t)target + 1]++] = row;
	}
}

/* Each stage goes through the rows of a table; the size of a row bounds its items too. */
bool link_build_step(struct link_build *b, int64_t until)
{
	static const struct {
		void (*row)(struct link_build *b, uint32_t row);
		bool other; /* the rows of the table pointed to */
	} stages[STAGE_DONE] = {
		[STAGE_INDEX] = { index_row, true },
		[STAGE_RESOLVE] = { resolve_row, false },
		[STAGE_SUM] = { sum_row, true },
		[STAGE_FILL] = { fill_row, false },
	};
	size_t work = 0;

	for (; b->stage < STAGE_DONE; b->stage++) {
		const struct table *t = stages[b->stage].other ? b->other : b->table;
		size_t rows = table_rows(t);

		while (b->row < rows) {
			size_t row = b->row++;

			stages[b->stage].row(b, (uint32_t)row);
			if (task_is_late(&work, table_row_size(t, row), until))
				return false;
		}
		if (b->stage == STAGE_SUM) {
			b->link->back = xcalloc(
				b->link->back_start[rows + 1], sizeof *b->link->back);
			clear_last(b);
		}
		b->row = 0;
	}
	b->link->built = true;
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
