/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the array of a row set, and for sorting the keys of the rows and the result. All
 * rows of a table in its own order need no array: a table of millions of rows that is
 * neither searched nor sorted costs nothing.
 *
 * Sorting has four stages. For each row the first eight bytes of its key are taken. They
 * are sorted by one byte after the other from the last, without a comparison. Rows that
 * agree in them and may differ all the same get whole keys, group by group, which are
 * sorted as usual (base/sort.h). Then the rows become the result. So a row needs 24 bytes
 * while it is sorted, and a group is mostly small enough to be compared in the cache.
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
#include "data/table.h"
#include "data/value.h"

enum {
	FIRST = 8,         /* bytes of a text in the key itself */
	SHARED = 6,        /* of them that rows of a group have in common */
	DIGITS = 8,        /* bytes of the start of a key */
	AHEAD = 8,         /* rows after the present one that are asked for */
	LONG_RUN = 9,      /* digits from which on the length of a run is a byte more */
	KEYS_PORTION = 64, /* keys made between two looks at the clock */
	GROUPS_PORTION = 1024, /* rows in small groups, or in none, between two */
	ROWS_PORTION = 16384   /* rows added to the result between two */
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
	for (;;) {
		size_t run = strcspn(text, "0123456789");
		size_t zeros = 0;

		str_add_bytes(out, text, run);
		text += run;
		if (!*text)
			return;
		run = strspn(text, "0123456789");
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
	if (!arena || fabs(rank) < NUMBER_EXACT || !value_copy_number(f, raw, plain))
		return;
	str_clear(scratch);
	number_add_order(scratch, plain);
	key->rest = arena_strndup(arena, scratch->buf, scratch->len);
}

/* Sets KEY to order VALUE as a text, of which SKIP bytes are left out. */
static void set_text(struct sortkey *key, struct slice value, size_t skip,
	struct arena *arena, struct str scratch[2])
{
	const struct str *text = &scratch[0];

	str_clear(&scratch[0]);
	str_clear(&scratch[1]);
	casefold_add(&scratch[0], value);
	if (strpbrk(scratch[0].buf, "0123456789")) {
		add_natural(&scratch[1], scratch[0].buf);
		text = &scratch[1];
	}
	key->kind = SORTKEY_TEXT;
	for (size_t i = skip; i < skip + FIRST; i++)
		key->order = key->order << 8 |
			(i < text->len ? (unsigned char)text->buf[i] : 0);
	skip += FIRST;
	if (arena && text->len > skip)
		key->rest = arena_strndup(arena, text->buf + skip, text->len - skip);
}

/* As sortkey_make. Without ARENA the key is but the start of one. Of a text, SKIP bytes are
 * left out. */
static struct sortkey make_key(const struct field *f, struct slice value, uint32_t row,
	size_t skip, struct arena *arena, struct str scratch[2])
{
	struct sortkey key = { .row = row, .rest = "", .kind = SORTKEY_VALUE };
	struct slice raw = value; /* a choice may be shown by a label */
	double rank;

	for (size_t i = 0; i < f->choice_count; i++)
		if (slice_equal(slice_of(f->choices[i].label), value)) {
			raw = slice_of(f->choices[i].value);
			break;
		}
	if (!value.len)
		key.kind = SORTKEY_EMPTY;
	else if (value_rank(f, raw, &rank))
		set_rank(&key, f, raw, rank, arena, scratch);
	else
		set_text(&key, value, skip, arena, scratch);
	return key;
}

struct sortkey sortkey_make(const struct field *f, struct slice value, uint32_t row,
	struct arena *arena, struct str *scratch)
{
	struct str both[2] = { *scratch, STR_INIT };
	struct sortkey key = make_key(f, value, row, 0, arena, both);

	*scratch = both[0];
	str_release(&both[1]);
	return key;
}

/* A row with the start of its key, in two halves: so it has twelve bytes. */
struct sort_item {
	uint32_t high, low;
	uint32_t row;
};

/* The starts of keys: those of values are below, as no number has these bits. */
static const uint64_t start_of_texts = UINT64_C(0xfff8) << 48;
static const uint64_t start_of_empty = UINT64_MAX;

struct row_sort_state {
	const struct package *package;
	const struct table *table;
	struct row_sort_key keys_by[ROW_SORT_KEYS];
	const struct field *as; /* which the values of the key are read as */
	bool peeks;             /* they need not be put together */
	size_t key;             /* index of the one that is sorted by now */
	size_t key_count;
	struct rowset from;
	size_t count;
	struct sort_item *items, *spare;
	size_t made;                   /* items */
	size_t digits[DIGITS][1 << 8]; /* how often a byte is there, then where it goes */
	int digit;                     /* which is sorted by now, from the last */
	size_t moved;                  /* items, by that */
	size_t group, end;             /* the rows that get whole keys now */
	struct sortkey *keys;          /* of them */
	size_t key_alloc;
	size_t key_made;
	struct arena arena; /* what keys point to */
	struct sort sort;   /* of the keys; begun when all are made */
	bool sorting;
	size_t added; /* to the result */
	struct str value, scratch[2];
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

/* Returns the key of ROW, or the start of it, as make_key does. */
static struct sortkey key_of(
	struct row_sort_state *state, uint32_t row, size_t skip, struct arena *arena)
{
	const struct path *path = &state->keys_by[state->key].path;
	struct slice value;

	if (!state->peeks || !table_peek(state->table, row, path->fields[0], &value)) {
		str_clear(&state->value);
		package_add_value(state->package, state->table, row, path, &state->value);
		value = str_slice(&state->value);
	}
	return make_key(state->as, value, row, skip, arena, state->scratch);
}

/* Returns whether what PATH shows is mostly the cell of a row itself. */
static bool shows_cell(const struct path *path)
{
	const struct field *f = path->last;

	return path->count == 1 && f->type != FIELD_LIST && f->reference < 0 &&
		!f->choice_count;
}

/* Returns what orders KEY among the others, as far as it fits. */
static uint64_t start_of(const struct sortkey *key, bool reverse)
{
	uint64_t start = key->order;

	if (key->kind == SORTKEY_EMPTY)
		return start_of_empty;
	if (key->kind == SORTKEY_TEXT)
		start = start_of_texts | start >> 8 * (FIRST - SHARED);
	return reverse ? ~start : start;
}

/* Returns whether rows with this START have equal values. */
static bool is_whole(uint64_t start, bool reverse)
{
	double rank;
	uint64_t bits;

	if (start == start_of_empty)
		return true;
	if (reverse)
		start = ~start;
	if (start >= start_of_texts)
		return !(start & 0xff);
	bits = start >> 63 ? start ^ UINT64_C(1) << 63 : ~start;
	memcpy(&rank, &bits, sizeof rank);
	return fabs(rank) < NUMBER_EXACT;
}

static uint64_t item_start(const struct sort_item *item)
{
	return (uint64_t)item->high << 32 | item->low;
}

/* Makes items until the clock reaches UNTIL; returns whether all are made. */
static bool make_items(struct row_sort_state *state, int64_t until)
{
	const struct row_sort_key *by = &state->keys_by[state->key];

	if (!state->made) {
		state->as =
			reading_of_path(state->package, state->table->number, &by->path);
		state->peeks = shows_cell(&by->path);
	}
	while (state->made < state->count) {
		uint32_t row = rowset_at(&state->from, state->made);
		struct sortkey key = key_of(state, row, 0, NULL);
		uint64_t start = start_of(&key, by->reverse);

		for (int i = 0; i < DIGITS; i++)
			state->digits[i][start >> 8 * i & 0xff]++;
		state->items[state->made] = (struct sort_item){ (uint32_t)(start >> 32),
			(uint32_t)start, row };
		if (++state->made % KEYS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

/* Makes DIGIT, how often each value of it is there among COUNT, where the first of each goes.
 * Returns false when all have the same. */
static bool begin_digit(size_t *digit, size_t count)
{
	size_t start = 0;

	for (size_t i = 0; i < 1 << 8; i++) {
		size_t here = digit[i];

		if (here == count)
			return false;
		digit[i] = start;
		start += here;
	}
	return true;
}

/* Sorts the items by one digit after the other; returns whether it is done. */
static bool sort_items(struct row_sort_state *state, int64_t until)
{
	if (!state->spare && state->digit < DIGITS)
		state->spare = xreallocarray(NULL, state->count, sizeof *state->spare);
	for (; state->digit < DIGITS; state->digit++, state->moved = 0) {
		size_t *to = state->digits[state->digit];
		int shift = 8 * state->digit;
		struct sort_item *items = state->items;

		if (!state->moved && !begin_digit(to, state->count))
			continue;
		while (state->moved < state->count) {
			const struct sort_item *item = &items[state->moved];

			state->spare[to[item_start(item) >> shift & 0xff]++] = *item;
			if (++state->moved % ROWS_PORTION == 0 && clock_now() >= until)
				return false;
		}
		state->items = state->spare;
		state->spare = items;
	}
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Sorts the rows of the group by their whole keys; returns whether it is done. */
static bool sort_group(struct row_sort_state *state, int64_t until)
{
	const struct table *t = state->table;
	struct sort_item *items = &state->items[state->group];
	size_t count = state->end - state->group;

	state->keys =
		array_reserve(state->keys, &state->key_alloc, count, sizeof *state->keys);
	while (state->key_made < count) {
		size_t next = least(state->key_made + AHEAD, count - 1);
		size_t later = least(next + AHEAD, count - 1);

		csvfile_prefetch(
			t->file, t->first + items[next].row, t->first + items[later].row);
		state->keys[state->key_made] =
			key_of(state, items[state->key_made].row, SHARED, &state->arena);
		if (++state->key_made % KEYS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	if (!state->sorting)
		sort_begin(&state->sort, state->keys, count, sizeof *state->keys, compare,
			&state->keys_by[state->key].reverse);
	state->sorting = true;
	if (!sort_step(&state->sort, until))
		return false;
	for (size_t i = 0; i < count; i++)
		items[i].row = state->keys[i].row;
	sort_release(&state->sort);
	arena_release(&state->arena);
	state->sorting = false;
	state->key_made = 0;
	return true;
}

/* Sorts each group of rows whose keys start alike; returns whether it is done. */
static bool sort_groups(struct row_sort_state *state, int64_t until)
{
	bool reverse = state->keys_by[state->key].reverse;

	free(state->spare);
	state->spare = NULL;
	while (state->group < state->count) {
		uint64_t start = item_start(&state->items[state->group]);
		size_t end = state->group + 1;
		bool late;

		while (end < state->count && !is_whole(start, reverse) &&
			item_start(&state->items[end]) == start)
			end++;
		state->end = end;
		if (end - state->group > 1 && !sort_group(state, until))
			return false;
		late = state->group / GROUPS_PORTION != end / GROUPS_PORTION &&
			clock_now() >= until;
		state->group = end;
		if (late)
			return false;
	}
	return true;
}

/* Adds the rows of sorted items to ROWS; returns whether all are added. */
static bool add_rows(struct row_sort_state *state, struct rowset *rows, int64_t until)
{
	while (state->added < state->count) {
		rowset_add(rows, state->items[state->added].row);
		if (++state->added % ROWS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	if (!state->key) {
		free(state->items);
		state->items = NULL;
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
	memset(state->digits, 0, sizeof state->digits);
	state->made = state->added = state->group = 0;
	state->digit = 0;
	state->key--;
}

static bool step(struct task *task, int64_t until)
{
	struct row_sort *s = (struct row_sort *)task;
	struct row_sort_state *state = s->state;
	bool done;

	for (;;) {
		done = make_items(state, until) && sort_items(state, until) &&
			sort_groups(state, until) && add_rows(state, &s->rows, until);
		if (!done || !state->key)
			break;
		sort_next_key(state, &s->rows);
	}
	/* Making the items is about half of the work. */
	task->done = state->count * (state->key_count - 1 - state->key);
	task->done += done ? state->count : state->made / 2 + state->group / 2;
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
	state->items = xreallocarray(NULL, state->count, sizeof *state->items);
	rowset_init(&state->from);
	rowset_copy(&state->from, from);
	str_init(&state->value);
	str_init(&state->scratch[0]);
	str_init(&state->scratch[1]);
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
	str_release(&state->scratch[0]);
	str_release(&state->scratch[1]);
	sort_release(&state->sort);
	free(state->items);
	free(state->spare);
	free(state->keys);
	free(state);
	rowset_release(&s->rows);
}
