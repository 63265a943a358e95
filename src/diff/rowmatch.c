/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "diff/rowmatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"

void rowmatch_init(struct rowmatch *m, const struct table *old, const struct table *new,
	const size_t *old_fields, const size_t *new_fields, size_t count)
{
	size_t *fields = xcalloc(2 * count + 1, sizeof *fields);

	memcpy(fields, old_fields, count * sizeof *fields);
	memcpy(fields + count, new_fields, count * sizeof *fields);
	*m = (struct rowmatch){ .old = old,
		.new = new->schema,
		.fields = fields,
		.key = { .count = count, .fields = fields + count },
		.left = table_rows(old) };
	m->taken = xcalloc(m->left + 1, sizeof *m->taken);
	m->parts = xcalloc(count + 1, sizeof *m->parts);
	csvrow_init(&m->row);
}

void rowmatch_release(struct rowmatch *m)
{
	keyindex_free(m->index);
	if (m->fields)
		csvrow_release(&m->row);
	free(m->fields);
	free(m->next);
	free(m->taken);
	free(m->parts);
	*m = (struct rowmatch){ 0 };
}

void rowmatch_set_index(struct rowmatch *m, struct keyindex *index)
{
	m->index = index;
	m->left = 0;
}

/* Puts ROW behind FIRST, the last row of its key, which was indexed first. */
static void rowmatch_chain(struct rowmatch *m, uint32_t first, uint32_t row)
{
	size_t rows = table_rows(m->old);

	if (!m->next) {
		m->next = xreallocarray(NULL, rows, sizeof *m->next);
		memset(m->next, 0xff, rows * sizeof *m->next); /* ROW_NONE */
	}
	m->next[row] = m->next[first];
	m->next[first] = row;
}

/* Rows are indexed from the last to the first, so that a chain has them in order. */
bool rowmatch_step(struct rowmatch *m, int64_t until)
{
	size_t work = 0;

	if (!m->index && m->left)
		m->index = keyindex_new(m->old, m->fields, m->key.count, m->left);
	while (m->left) {
		uint32_t row = (uint32_t)--m->left, first;

		if (!m->taken[row]) {
			table_row(m->old, row, &m->row);
			first = keyindex_add(m->index, row, m->row.cells);
			if (first != ROW_NONE)
				rowmatch_chain(m, first, row);
		}
		if (task_is_late(&work, table_row_size(m->old, row), until))
			break;
	}
	return !m->left;
}

uint32_t rowmatch_find(struct rowmatch *m, const struct slice *cells)
{
	uint32_t last = ROW_NONE;

	for (size_t i = 0; i < m->key.count; i++)
		m->parts[i] = cells[m->key.fields[i]];
	if (m->index)
		last = keyindex_follow(m->index, m->new, &m->key, m->parts);
	if (last == ROW_NONE)
		return ROW_NONE;
	/* The last row of the key is in the index, the others behind it. */
	while (m->next && m->next[last] != ROW_NONE) {
		uint32_t row = m->next[last];

		if (!m->taken[row])
			return row;
		m->next[last] = m->next[row];
	}
	m->again |= m->taken[last];
	return m->taken[last] ? ROW_NONE : last;
}
