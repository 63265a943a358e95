/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the array of a row set, and for sorting the keys of the rows and the result. All
 * rows of a table in its own order need no array: a table of millions of rows that is
 * neither searched nor sorted costs nothing.
 *
 * Sorting has four stages. For each row the first eight bytes of its key are taken. The
 * rows are sorted by them. Those that agree in them and may differ all the same get whole
 * keys, group by group, and are sorted by the next eight bytes of these, run by run, and so
 * on: a text is looked at once for each eight, not for each comparison, for which it would
 * have to come from memory again. Then the rows become the result. So a row needs 24 bytes
 * while it is sorted.
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
	FIRST = 8,           /* bytes of a text in the key itself */
	SHARED = 6,          /* of them that rows of a group have in common */
	BEGINNING = 16,      /* bytes of a value that mostly give those */
	AHEAD = 8,           /* rows after the present one that are asked for */
	LONG_RUN = 9,        /* digits from which on the length of a run is a byte more */
	ROWS_PORTION = 16384 /* rows added to the result between two looks at the clock */
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

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

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

static bool has_digits(const struct str *text)
{
	return strpbrk(text->buf, "0123456789");
}

/* Sets KEY to order VALUE as a text, of which SKIP bytes are left out. Without ARENA the
 * beginning of VALUE is enough, unless it may fold to less or ends in a number. */
static void set_text(struct sortkey *key, struct slice value, size_t skip,
	struct arena *arena, struct str scratch[2])
{
	const struct str *text = &scratch[0];

	str_clear(&scratch[0]);
	if (!arena)
		casefold_add_words(
			&scratch[0], slice_part(value, 0, least(value.len, BEGINNING)));
	if (scratch[0].len < skip + FIRST || has_digits(&scratch[0])) {
		str_clear(&scratch[0]);
		casefold_add(&scratch[0], value);
	}
	if (has_digits(&scratch[0])) {
		str_clear(&scratch[1]);
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
	size_t spare_alloc;
	size_t made;            /* items */
	struct radix_sort sort; /* of all items, then of those of a run */
	bool sorting;           /* it is not done */
	bool sorted;            /* all items are, by the starts of their keys */
	size_t group, end;      /* the items that get whole keys now */
	uint32_t *rows;     /* of the keys: the items have the keys' numbers meanwhile */
	const char **texts; /* what is left of the keys */
	size_t row_alloc, text_alloc;
	size_t key_made;
	struct arena arena; /* what texts point to */
	size_t *runs;       /* ends of the runs being sorted, each in the one before */
	size_t run_count, run_alloc;
	size_t run;  /* items of the group before this have their places */
	size_t next; /* those from run to here had this order and have the next: */
	uint64_t order;
	bool taken, differ; /* there was something left of a text; the orders differ */
	size_t added;       /* to the result */
	size_t work;        /* since the clock was looked at */
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

/* Makes the items; returns whether all are made. */
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

		state->items[state->made].id = row;
		sort_item_set(&state->items[state->made], start_of(&key, by->reverse));
		state->made++;
		if (task_is_late(&state->work, table_row_size(state->table, row), until))
			return false;
	}
	return true;
}

/* Sorts all items by the starts of their keys; returns whether it is done. */
static bool sort_items(struct row_sort_state *state, int64_t until)
{
	if (state->sorted)
		return true;
	if (!state->sorting) {
		state->spare = xreallocarray(NULL, state->count, sizeof *state->spare);
		radix_sort_begin(&state->sort, state->items, state->spare, state->count);
	}
	state->sorted = radix_sort_step(&state->sort, until);
	state->sorting = !state->sorted;
	if (!state->sorted)
		return false;
	free(state->spare);
	state->spare = NULL;
	return true;
}

/* Makes the keys of the group; returns whether all are made. */
static bool make_keys(struct row_sort_state *state, int64_t until)
{
	const struct table *t = state->table;
	struct sort_item *items = &state->items[state->group];
	size_t count = state->end - state->group;

	state->rows =
		array_reserve(state->rows, &state->row_alloc, count, sizeof *state->rows);
	state->texts = array_reserve(
		state->texts, &state->text_alloc, count, sizeof *state->texts);
	while (state->key_made < count) {
		size_t made = state->key_made;
		size_t next = least(made + AHEAD, count - 1);
		size_t later = least(next + AHEAD, count - 1);
		struct sortkey key;

		csvfile_prefetch(
			t->file, t->first + items[next].id, t->first + items[later].id);
		key = key_of(state, items[made].id, SHARED, &state->arena);
		state->rows[made] = items[made].id;
		state->texts[made] = key.rest;
		items[made].id = (uint32_t)made;
		sort_item_set(&items[made],
			state->keys_by[state->key].reverse ? ~key.order : key.order);
		state->key_made++;
		if (task_is_late(
			    &state->work, table_row_size(t, state->rows[made]), until))
			return false;
	}
	return true;
}

/* Begins a run: the items of the group from state->run to END, which are alike but for
 * the order that they have now. */
static void begin_run(struct row_sort_state *state, size_t end)
{
	/* Texts that are equal are one run after the other with one end. */
	if (!state->run_count || state->runs[state->run_count - 1] != end)
		*ARRAY_ADD(state->runs, state->run_count, state->run_alloc) = end;
	if (state->differ)
		radix_sort_begin(&state->sort, &state->items[state->group + state->run],
			state->spare, end - state->run);
	state->sorting = state->differ;
	state->next = state->run;
}

/* Has the items of the group up to END, which have their places, be rows again. */
static void end_items(struct row_sort_state *state, size_t end)
{
	struct sort_item *items = &state->items[state->group];

	for (; state->run < end; state->run++)
		items[state->run].id = state->rows[items[state->run].id];
	state->next = end;
}

/* Has ITEM ordered by the next bytes of its key; returns whether there are any. */
static bool take_next(struct row_sort_state *state, struct sort_item *item)
{
	const char **text = &state->texts[item->id];
	uint64_t order = 0;
	int i;

	for (i = 0; i < FIRST && (*text)[i]; i++)
		order |= (uint64_t)(unsigned char)(*text)[i] << 8 * (FIRST - 1 - i);
	*text += i;
	sort_item_set(item, state->keys_by[state->key].reverse ? ~order : order);
	return i;
}

/* Begins a run of the next items that are alike in the last run, which ends at END,
 * unless nothing is left of their keys. Returns whether it is done. */
static bool take_run(struct row_sort_state *state, size_t end, int64_t until)
{
	struct sort_item *items = &state->items[state->group];
	const struct sort_item *first = &items[state->run];

	if (state->next == state->run) {
		state->order = sort_item_order(first);
		state->taken = state->differ = false;
	}
	while (state->next < end &&
		sort_item_order(&items[state->next]) == state->order) {
		struct sort_item *item = &items[state->next];

		if (state->next + AHEAD < end)
			__builtin_prefetch(state->texts[item[AHEAD].id]);
		state->taken |= take_next(state, item);
		state->differ |= sort_item_order(item) != sort_item_order(first);
		state->next++;
		if (task_is_late(&state->work, FIRST, until))
			return false;
	}
	if (state->taken)
		begin_run(state, state->next);
	else
		end_items(state, state->next);
	return true;
}

/* Sorts the items of the group, run by run; returns whether it is done. */
static bool sort_runs(struct row_sort_state *state, int64_t until)
{
	const struct sort_item *items = &state->items[state->group];

	while (state->run_count) {
		size_t end = state->runs[state->run_count - 1], run = state->run;

		if (state->sorting && !radix_sort_step(&state->sort, until))
			return false;
		state->sorting = false;
		if (run == end) {
			state->run_count--;
		} else if (state->next > run ||
			(run + 1 < end &&
				sort_item_order(&items[run]) ==
					sort_item_order(&items[run + 1]))) {
			if (!take_run(state, end, until))
				return false;
		} else {
			end_items(state, run + 1);
			if (task_is_late(&state->work, 0, until))
				return false;
		}
	}
	return true;
}

/* Sorts the rows of the group by their whole keys; returns whether it is done. */
static bool sort_group(struct row_sort_state *state, int64_t until)
{
	size_t count = state->end - state->group;

	/* When all have their places, only the keys are left to be freed. */
	if (state->run < count || state->run_count) {
		/* Before the keys: above them in the heap it would keep what is freed of
		 * them from the system, which would get all of it in one piece. */
		state->spare = array_reserve(
			state->spare, &state->spare_alloc, count, sizeof *state->spare);
		if (!make_keys(state, until))
			return false;
		if (!state->run_count) {
			state->differ = true;
			begin_run(state, count);
		}
		if (!sort_runs(state, until))
			return false;
	}
	if (!arena_release_step(&state->arena, &state->work, until))
		return false;
	state->key_made = state->run = 0;
	return true;
}

/* Returns the end of the group of items, whose keys start alike, that begins with FIRST. */
static size_t group_end(const struct row_sort_state *state, size_t first)
{
	uint64_t start = sort_item_order(&state->items[first]);
	size_t end = first + 1;

	if (!is_whole(start, state->keys_by[state->key].reverse))
		while (end < state->count && sort_item_order(&state->items[end]) == start)
			end++;
	return end;
}

/* Sorts each group; returns whether it is done. */
static bool sort_groups(struct row_sort_state *state, int64_t until)
{
	while (state->group < state->count) {
		size_t from = state->group;

		/* Once: the items of a group get other orders. */
		if (state->end == from)
			state->end = group_end(state, from);
		if (state->end - from > 1 && !sort_group(state, until))
			return false;
		state->group = state->end;
		if (task_is_late(&state->work, 0, until))
			return false;
	}
	return true;
}

/* Adds the rows of sorted items to ROWS; returns whether all are added. */
static bool add_rows(struct row_sort_state *state, struct rowset *rows, int64_t until)
{
	while (state->added < state->count) {
		rowset_add(rows, state->items[state->added].id);
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
	free(state->spare);
	state->spare = NULL;
	state->spare_alloc = 0;
	state->made = state->added = state->group = state->end = 0;
	state->sorted = false;
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
	free(state->items);
	free(state->spare);
	free(state->rows);
	free(state->texts);
	free(state->runs);
	free(state);
	rowset_release(&s->rows);
}
