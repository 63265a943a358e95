/*
 * Owns the keys of the rows and the result. Three stages: a key is made for each row, the
 * keys are sorted (base/sort.h), and the rows of the sorted keys become the result.
 */

#include "config.h"

#include "query/row_sort.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "query/sortkey.h"

enum {
	KEYS_PORTION = 64,   /* keys made between two looks at the clock */
	ROWS_PORTION = 16384 /* rows added to the result between two */
};

struct row_sort_state {
	const struct package *package;
	const struct table *table;
	struct path path;
	bool reverse;
	struct rowset from;
	size_t count;
	struct sortkey *keys;
	size_t made;        /* keys */
	struct arena arena; /* what keys point to */
	struct sort sort;   /* of the keys; begun when all are made */
	bool sorting;
	size_t added; /* to the result */
	struct str value, scratch;
};

/* Empty values stay last. */
static int compare_reversed(const void *a, const void *b, const void *context)
{
	const struct sortkey *x = a;
	const struct sortkey *y = b;
	int order = sortkey_compare(x, y);

	(void)context;
	return x->kind == SORTKEY_EMPTY || y->kind == SORTKEY_EMPTY ? order : -order;
}

static int compare(const void *a, const void *b, const void *context)
{
	(void)context;
	return sortkey_compare(a, b);
}

/* Makes keys until the clock reaches UNTIL; returns whether all are made. */
static bool make_keys(struct row_sort_state *state, int64_t until)
{
	while (state->made < state->count) {
		uint32_t row = rowset_at(&state->from, state->made);

		str_clear(&state->value);
		package_add_value(
			state->package, state->table, row, &state->path, &state->value);
		state->keys[state->made] = sortkey_make(state->path.last,
			(struct slice){ state->value.buf, state->value.len }, row,
			&state->arena, &state->scratch);
		if (++state->made % KEYS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

/* Adds the rows of sorted keys to ROWS; returns whether all are added. */
static bool add_rows(struct row_sort_state *state, struct rowset *rows, int64_t until)
{
	while (state->added < state->count) {
		rowset_add(rows, state->keys[state->added].row);
		if (++state->added % ROWS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

static bool step(struct task *task, int64_t until)
{
	struct row_sort *s = (struct row_sort *)task;
	struct row_sort_state *state = s->state;
	bool done;

	if (!state->sorting && make_keys(state, until)) {
		sort_begin(&state->sort, state->keys, state->count, sizeof *state->keys,
			state->reverse ? compare_reversed : compare, NULL);
		state->sorting = true;
	}
	done = state->sorting && sort_step(&state->sort, until) &&
		add_rows(state, &s->rows, until);
	/* Making the keys is about half of the work. */
	task->done = done ? state->count : state->made / 2;
	if (!done && state->sorting && state->sort.total)
		task->done += state->count / 2 * state->sort.done / state->sort.total;
	return done;
}

void row_sort_init(struct row_sort *s, const struct package *p, int table,
	const struct path *path, bool reverse, const struct rowset *from)
{
	struct row_sort_state *state = xcalloc(1, sizeof *state);

	state->package = p;
	state->table = &p->tables[table];
	state->path = *path;
	state->reverse = reverse;
	state->count = rowset_count(from, table_rows(state->table));
	state->keys = xreallocarray(NULL, state->count, sizeof *state->keys);
	rowset_init(&state->from);
	rowset_copy(&state->from, from);
	arena_init(&state->arena);
	str_init(&state->value);
	str_init(&state->scratch);
	*s = (struct row_sort){ .task = { .step = step, .total = state->count },
		.state = state };
	rowset_init(&s->rows);
	rowset_clear(&s->rows);
}

void row_sort_release(struct row_sort *s)
{
	struct row_sort_state *state = s->state;

	rowset_release(&state->from);
	arena_release(&state->arena);
	str_release(&state->value);
	str_release(&state->scratch);
	sort_release(&state->sort);
	free(state->keys);
	free(state);
	rowset_release(&s->rows);
}
