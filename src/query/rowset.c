#include "config.h"

/*
 * Owns the array of a row set, and for sorting the keys of the rows and the result. All
 * rows of a table in its own order need no array: a table of millions of rows that is
 * neither searched nor sorted costs nothing.
 *
 * Sorting has three stages: a key is made for each row, the keys are sorted (base/sort.h),
 * and the rows of the sorted keys become the result. A key has 24 bytes and mostly is all
 * that is compared: a million of them sort in cache lines and not through pointers. Only
 * texts that agree in their first eight bytes are followed to the arena.
 */

#include "query/rowset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/str.h"
#include "data/number.h"
#include "data/reading.h"
#include "data/value.h"

enum {
	FIRST = 8,           /* bytes of a text in the key itself */
	LONG_RUN = 9,        /* digits from which on the length of a run is a byte more */
	KEYS_PORTION = 64,   /* keys made between two looks at the clock */
	ROWS_PORTION = 16384 /* rows added to the result between two */
};

void rowset_init(struct rowset *s)
{
	*s = (struct rowset){ .all = true };
}

void rowset_release(struct rowset *s)
{
	free(s->rows);
	rowset_init(s);
}

void rowset_clear(struct rowset *s)
{
	s->all = false;
	s->count = 0;
}

void rowset_add(struct rowset *s, uint32_t row)
{
	if (s->count == s->alloc)
		s->rows =
			array_reserve(s->rows, &s->alloc, s->count + 1, sizeof *s->rows);
	s->rows[s->count++] = row;
}

size_t rowset_count(const struct rowset *s, size_t total)
{
	return s->all ? total : s->count;
}

uint32_t rowset_at(const struct rowset *s, size_t index)
{
	return s->all ? (uint32_t)index : s->rows[index];
}

size_t rowset_find(const struct rowset *s, uint32_t row, bool sorted)
{
	size_t low = 0;
	size_t high = s->count;

	if (s->all)
		return row;
	while (sorted && low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	while (!sorted && low < high && s->rows[low] != row)
		low++;
	return low < s->count && s->rows[low] == row ? low : SIZE_MAX;
}

void rowset_copy(struct rowset *out, const struct rowset *s)
{
	if (out == s)
		return;
	rowset_release(out);
	if (s->all)
		return;
	rowset_clear(out);
	out->rows = xreallocarray(NULL, s->count ? s->count : 1, sizeof *out->rows);
	out->alloc = s->count ? s->count : 1;
	out->count = s->count;
	if (s->count)
		memcpy(out->rows, s->rows, s->count * sizeof *out->rows);
}

/* --- sorting --- */

/* Appends TEXT so that comparing byte by byte orders runs of digits as numbers: for each
 * run the number of its digits, as a digit, and then the digits. */
static void add_natural(struct str *out, const char *text)
{
	while (*text) {
		size_t run = strspn(text, "0123456789");
		size_t zeros = 0;

		if (!run) {
			str_add_char(out, *text++);
			continue;
		}
		while (zeros + 1 < run && text[zeros] == '0')
			zeros++;
		run -= zeros;
		str_add_char(out, (char)('0' + (run < LONG_RUN ? run : LONG_RUN)));
		if (run >= LONG_RUN)
			str_add_char(out, (char)(run < UINT8_MAX ? run : UINT8_MAX));
		str_add_bytes(out, text + zeros, run);
		text += zeros + run;
	}
}

/* Sets KEY to order RAW, whose value of F is RANK. */
static void set_rank(struct sortkey *key, const struct field *f, struct slice raw,
	double rank, struct arena *arena, struct str *scratch)
{
	char plain[NUMBER_SIZE];
	uint64_t bits;

	/* These bits order as the numbers do (IEEE 754, section 5.10). */
	rank += 0.0; /* makes -0 a 0 */
	memcpy(&bits, &rank, sizeof bits);
	key->order = bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
	if (fabs(rank) < NUMBER_EXACT || !value_copy_number(f, raw, plain))
		return;
	str_clear(scratch);
	number_add_order(scratch, plain);
	key->rest = arena_strndup(arena, scratch->buf, scratch->len);
}

/* Sets KEY to order VALUE as a text. */
static void set_text(
	struct sortkey *key, struct slice value, struct arena *arena, struct str *scratch)
{
	struct str folded = STR_INIT;

	str_clear(scratch);
	casefold_add(&folded, value);
	add_natural(scratch, folded.buf);
	str_release(&folded);
	key->kind = SORTKEY_TEXT;
	for (size_t i = 0; i < FIRST; i++)
		key->order = key->order << 8 |
			(i < scratch->len ? (unsigned char)scratch->buf[i] : 0);
	if (scratch->len > FIRST)
		key->rest =
			arena_strndup(arena, scratch->buf + FIRST, scratch->len - FIRST);
}

struct sortkey sortkey_make(const struct field *f, struct slice value, uint32_t row,
	struct arena *arena, struct str *scratch)
{
	struct sortkey key = { .row = row, .rest = "", .kind = SORTKEY_VALUE };
	struct slice raw = value; /* a choice may be shown by a label */
	double rank;

	for (size_t i = 0; i < f->choice_count; i++)
		if (slice_equal(slice_of(f->choices[i].label), value)) {
			raw = slice_of(f->choices[i].value);
			break;
		}
	if (!value.len) {
		key.kind = SORTKEY_EMPTY;
	} else if (value_rank(f, raw, &rank)) {
		set_rank(&key, f, raw, rank, arena, scratch);
	} else {
		set_text(&key, value, arena, scratch);
	}
	return key;
}

struct row_sort_state {
	const struct package *package;
	const struct table *table;
	struct row_sort_key keys_by[ROW_SORT_KEYS];
	const struct field *as; /* which the values of the key are read as */
	size_t key;             /* index of the one that is sorted by now */
	size_t key_count;
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

int sortkey_compare(const struct sortkey *a, const struct sortkey *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return strcmp(a->rest, b->rest);
}

/* Compares two keys, reversed if *CONTEXT; empty values stay last. */
static int compare(const void *a, const void *b, const void *context)
{
	const struct sortkey *x = a;
	const struct sortkey *y = b;
	const bool *reverse = context;
	int order = sortkey_compare(x, y);

	return *reverse && x->kind != SORTKEY_EMPTY && y->kind != SORTKEY_EMPTY ? -order
										: order;
}

/* Makes keys until the clock reaches UNTIL; returns whether all are made. */
static bool make_keys(struct row_sort_state *state, int64_t until)
{
	const struct path *path = &state->keys_by[state->key].path;

	if (!state->made)
		state->as = reading_of_path(state->package, state->table->number, path);
	while (state->made < state->count) {
		uint32_t row = rowset_at(&state->from, state->made);

		str_clear(&state->value);
		package_add_value(state->package, state->table, row, path, &state->value);
		state->keys[state->made] = sortkey_make(state->as,
			str_slice(&state->value), row, &state->arena, &state->scratch);
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

/* Begins to sort ROWS, which are sorted by a key, by the one before it, which counts for
 * more: sorting is stable. */
static void sort_next_key(struct row_sort_state *state, struct rowset *rows)
{
	rowset_release(&state->from);
	state->from = *rows;
	rowset_init(rows);
	rowset_clear(rows);
	sort_release(&state->sort);
	arena_release(&state->arena);
	state->sorting = false;
	state->made = state->added = 0;
	state->key--;
}

static bool step(struct task *task, int64_t until)
{
	struct row_sort *s = (struct row_sort *)task;
	struct row_sort_state *state = s->state;
	bool done;

	for (;;) {
		if (!state->sorting && make_keys(state, until)) {
			sort_begin(&state->sort, state->keys, state->count,
				sizeof *state->keys, compare,
				&state->keys_by[state->key].reverse);
			state->sorting = true;
		}
		done = state->sorting && sort_step(&state->sort, until) &&
			add_rows(state, &s->rows, until);
		if (!done || !state->key)
			break;
		sort_next_key(state, &s->rows);
	}
	/* Making the keys is about half of the work. */
	task->done = state->count * (state->key_count - 1 - state->key);
	task->done += done ? state->count : state->made / 2;
	if (!done && state->sorting && state->sort.total)
		task->done += state->count / 2 * state->sort.done / state->sort.total;
	return done;
}

void row_sort_init(struct row_sort *s, const struct package *p, int table,
	const struct row_sort_key *keys, size_t count, const struct rowset *from)
{
	struct row_sort_state *state = xcalloc(1, sizeof *state);

	state->package = p;
	state->table = &p->tables[table];
	memcpy(state->keys_by, keys, count * sizeof *keys);
	state->key_count = count;
	state->key = count - 1;
	state->count = rowset_count(from, table_rows(state->table));
	state->keys = xreallocarray(NULL, state->count, sizeof *state->keys);
	rowset_init(&state->from);
	rowset_copy(&state->from, from);
	str_init(&state->value);
	str_init(&state->scratch);
	*s = (struct row_sort){ .task = { .step = step, .total = state->count * count },
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
