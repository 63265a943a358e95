#include "config.h"

#include "query/sort.h"

#include <stdlib.h>

#include "base/memory.h"
#include "query/sortkey.h"

enum {
	RUN = 32,            /* rows of the runs that are sorted by insertion */
	KEYS_PORTION = 64,   /* keys made between two looks at the clock ... */
	MOVES_PORTION = 2048 /* ... and keys moved, at least */
};

enum stage { STAGE_KEYS, STAGE_RUNS, STAGE_MERGE, STAGE_RESULT, STAGE_DONE };

/*
 * A merge sort from the bottom, cut into steps. In STAGE_MERGE the runs of WIDTH keys
 * from PLACE on are merged from keys into other, whose first OUT keys are done; LEFT and
 * RIGHT are the next keys of the two runs.
 */
struct sort_state {
	enum stage stage;
	struct rowset from;
	size_t count;
	struct sortkey *keys, *other;
	struct arena arena; /* what keys hold on to */
	struct str value, scratch;
	size_t place; /* of the stage */
	size_t width;
	size_t left, right, out;
	size_t passes; /* merged so far, for the progress */
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool step(struct task *task, int64_t until);

void sort_init(struct sort *s, const struct package *p, int table,
	const struct path *path, bool reverse, const struct rowset *from)
{
	struct sort_state *state = xcalloc(1, sizeof *state);

	*s = (struct sort){ .task = { .step = step },
		.package = p,
		.table = table,
		.path = *path,
		.reverse = reverse,
		.state = state };
	rowset_init(&s->rows);
	rowset_clear(&s->rows);
	rowset_init(&state->from);
	rowset_copy(&state->from, from);
	arena_init(&state->arena);
	str_init(&state->value);
	str_init(&state->scratch);
	state->count = rowset_count(from, table_rows(&p->tables[table]));
	state->keys = xreallocarray(NULL, state->count + 1, sizeof *state->keys);
	state->other = xreallocarray(NULL, state->count + 1, sizeof *state->other);
	s->task.total = state->count;
}

void sort_release(struct sort *s)
{
	struct sort_state *state = s->state;

	rowset_release(&state->from);
	arena_release(&state->arena);
	str_release(&state->value);
	str_release(&state->scratch);
	free(state->keys);
	free(state->other);
	free(state);
	rowset_release(&s->rows);
}

/* Empty values stay last in both directions. */
static int compare(const struct sort *s, const struct sortkey *a, const struct sortkey *b)
{
	int order = sortkey_compare(a, b);
	bool empty = a->kind == SORTKEY_EMPTY || b->kind == SORTKEY_EMPTY;

	return s->reverse && !empty ? -order : order;
}

static void make_key(struct sort *s, size_t place)
{
	struct sort_state *state = s->state;
	uint32_t row = rowset_at(&state->from, place);

	str_clear(&state->value);
	package_add_value(
		s->package, &s->package->tables[s->table], row, &s->path, &state->value);
	state->keys[place] = sortkey_make(s->path.last,
		(struct slice){ state->value.buf, state->value.len }, row, &state->arena,
		&state->scratch);
}

static bool step_keys(struct sort *s, int64_t until)
{
	struct sort_state *state = s->state;

	while (state->place < state->count) {
		make_key(s, state->place);
		if (++state->place % KEYS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

static void sort_run(struct sort *s, size_t start, size_t end)
{
	struct sortkey *keys = s->state->keys;

	for (size_t i = start + 1; i < end; i++) {
		struct sortkey key = keys[i];
		size_t k = i;

		for (; k > start && compare(s, &keys[k - 1], &key) > 0; k--)
			keys[k] = keys[k - 1];
		keys[k] = key;
	}
}

static bool step_runs(struct sort *s, int64_t until)
{
	struct sort_state *state = s->state;

	while (state->place < state->count) {
		sort_run(s, state->place, least(state->place + RUN, state->count));
		state->place += RUN;
		if (state->place % MOVES_PORTION == 0 && clock_now() >= until)
			return false;
	}
	state->width = RUN;
	return true;
}

static void start_pair(struct sort_state *state, size_t place)
{
	state->place = place;
	state->left = place;
	state->right = least(place + state->width, state->count);
	state->out = place;
}

/* Moves up to MOVES_PORTION keys of the current pair of runs; returns whether it is
 * merged. */
static bool merge_some(struct sort *s)
{
	struct sort_state *state = s->state;
	size_t middle = least(state->place + state->width, state->count);
	size_t end = least(state->place + 2 * state->width, state->count);

	for (size_t moved = 0; moved < MOVES_PORTION && state->out < end; moved++) {
		bool left = state->right >= end ||
			(state->left < middle &&
				compare(s, &state->keys[state->left],
					&state->keys[state->right]) <= 0);

		state->other[state->out++] =
			state->keys[left ? state->left++ : state->right++];
	}
	return state->out == end;
}

static void end_pass(struct sort_state *state)
{
	struct sortkey *merged = state->other;

	state->other = state->keys;
	state->keys = merged;
	state->width *= 2;
	state->passes++;
	start_pair(state, 0);
}

static bool step_merge(struct sort *s, int64_t until)
{
	struct sort_state *state = s->state;
	size_t merged = 0;

	if (!state->out)
		start_pair(state, 0);
	while (state->width < state->count) {
		size_t before = state->out;

		if (merge_some(s))
			start_pair(state, state->out);
		merged += state->out - before;
		if (state->place >= state->count)
			end_pass(state);
		if (merged >= MOVES_PORTION) {
			merged = 0;
			if (clock_now() >= until)
				return state->width >= state->count;
		}
	}
	return true;
}

static bool step_result(struct sort *s, int64_t until)
{
	struct sort_state *state = s->state;

	while (state->place < state->count) {
		rowset_add(&s->rows, state->keys[state->place].row);
		if (++state->place % (MOVES_PORTION * 8) == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

/* Making the keys is about half of the work, the passes the other half. */
static void update_progress(struct sort *s)
{
	struct sort_state *state = s->state;
	size_t passes = 1;

	for (size_t width = RUN; width < state->count; width *= 2)
		passes++;
	if (state->stage == STAGE_KEYS)
		s->task.done = state->place / 2;
	else if (state->stage <= STAGE_MERGE)
		s->task.done =
			state->count / 2 + state->count / 2 * state->passes / passes;
	else
		s->task.done = state->stage == STAGE_DONE ? state->count : s->task.done;
}

static bool step(struct task *task, int64_t until)
{
	static bool (*const steps[STAGE_DONE])(struct sort *, int64_t) = {
		[STAGE_KEYS] = step_keys,
		[STAGE_RUNS] = step_runs,
		[STAGE_MERGE] = step_merge,
		[STAGE_RESULT] = step_result,
	};
	struct sort *s = (struct sort *)task;

	while (s->state->stage < STAGE_DONE && steps[s->state->stage](s, until)) {
		s->state->stage++;
		s->state->place = 0;
		s->state->out = 0;
	}
	update_progress(s);
	return s->state->stage == STAGE_DONE;
}
