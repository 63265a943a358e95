/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the list of changes and the steps to it: fields are paired by name, rows matched
 * (rowmatch.c), compared, and listed. A row whose bytes are those of the row that follows
 * the last match is not even split; of all others only what differs is.
 */

#include "diff/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/table.h"
#include "data/value.h"
#include "diff/rowmatch.h"

enum {
	DIFF_PORTION = 128,   /* rows between two looks at the clock */
	DIFF_MISSES = 8,      /* in a row, after which rows are taken to be in no order */
	DIFF_CANDIDATES = 16, /* fields that are tried as key without being declared so */
};

enum diff_phase {
	PHASE_BEGIN,
	PHASE_CHOOSE,
	PHASE_MATCH,
	PHASE_CHECK,
	PHASE_ORDER,
	PHASE_LIST
};

/* Two rows whose bytes are being compared. */
struct same_bytes {
	uint32_t old, new;
	size_t at; /* so many are the same */
	bool differ;
};

/* The table being compared. */
struct diff_work {
	enum diff_phase phase;
	struct rowmatch match;
	size_t row;             /* the next of the new table */
	size_t old;             /* the next of the old table, in order */
	size_t candidate;       /* being tried as key: see is_candidate */
	size_t field;           /* the field that w->index is by */
	struct keyindex *index; /* of a field being tried */
	size_t missed;  /* rows in a row that were not the next of the old table */
	size_t matched; /* rows of both sides */
	size_t passed;  /* rows of the tables before */
	bool aligned;   /* equal bytes are equal rows */
	struct same_bytes next, found; /* row with old, and with that of its key */
	uint32_t *tails, *before; /* for the order: see diff_order */
	size_t longest;
	struct csvrow was, is;
};

/* --- tables and fields --- */

static bool same_dialect(const struct table *a, const struct table *b)
{
	const struct csvfile_dialect *x = &a->schema->dialect, *y = &b->schema->dialect;

	return x->delimiter == y->delimiter && x->quote == y->quote &&
		x->escape == y->escape && x->double_quote == y->double_quote &&
		x->skip_space == y->skip_space;
}

/* Pairs the fields of T by name. Where one side has no schema, its values are read as those
 * of the other. */
static void pair_fields(struct diff_table *t)
{
	const struct resource *a = t->old->schema, *b = t->new->schema;
	/* A file without any row has no header either. */
	bool any = a->field_count && b->field_count, guessed = a->guessed || b->guessed;

	bool *paired = xcalloc(a->field_count, sizeof *paired);

	t->fields = xcalloc(a->field_count + b->field_count, sizeof *t->fields);
	for (size_t i = 0; i < b->field_count; i++) {
		const struct field *is = &b->fields[i], *was;
		/* Names are there once: mostly at the same place. */
		bool same = i < a->field_count && !strcmp(a->fields[i].name, is->name);
		int old = same ? (int)i : resource_field(a, is->name);

		if (old < 0)
			continue;
		was = &a->fields[old];
		paired[old] = true;
		t->fields[t->field_count++] = (struct diff_field){ .old = old,
			.new = (int)i,
			.was = a->guessed ? is : was,
			.is = b->guessed ? was : is,
			.type_changed = !guessed && was->type != is->type };
		t->schema_changed |= !guessed && was->type != is->type;
	}
	t->paired = t->field_count;
	for (size_t i = 0; i < a->field_count; i++)
		if (!paired[i] && resource_field(b, a->fields[i].name) < 0)
			t->fields[t->field_count++] = (struct diff_field){ (int)i, -1,
				&a->fields[i], NULL, false };
	for (size_t i = 0; i < b->field_count && t->paired < b->field_count; i++)
		if (resource_field(a, b->fields[i].name) < 0)
			t->fields[t->field_count++] = (struct diff_field){ -1, (int)i,
				NULL, &b->fields[i], false };
	t->schema_changed |= any && t->field_count > t->paired;
	free(paired);
}

/* Returns the pair of T that is field NUMBER of the new table (OLD: of the old), or
 * t->paired. */
static size_t find_pair(const struct diff_table *t, bool old, size_t number)
{
	size_t i = 0;

	while (i < t->paired &&
		(size_t)(old ? t->fields[i].old : t->fields[i].new) != number)
		i++;
	return i;
}

/* Takes the COUNT fields NUMBERS of one side as the key of T; returns false, with no key,
 * unless both sides have all of them. */
static bool take_key(struct diff_table *t, bool old, const size_t *numbers, size_t count)
{
	t->key_count = 0;
	t->key = xreallocarray(t->key, count + 1, sizeof *t->key);
	for (size_t i = 0; i < count; i++) {
		size_t pair = find_pair(t, old, numbers[i]);

		if (pair == t->paired) {
			t->key_count = 0;
			return false;
		}
		t->key[t->key_count++] = pair;
	}
	t->by = DIFF_BY_KEY;
	return count > 0;
}

/* Takes the fields called by NAMES, with commas between, as the key of T; returns false,
 * with no key, unless both sides have all of them. */
static bool take_names(struct diff_table *t, const char *names)
{
	struct slice rest = slice_of(names), name;
	size_t *numbers = xcalloc(rest.len + 1, sizeof *numbers), count = 0;
	int number = 0;
	bool all;

	while (number >= 0 && list_next(&rest, ',', &name)) {
		number = resource_find_field(t->new->schema, name);
		if (number >= 0)
			numbers[count++] = (size_t)number;
	}
	all = number >= 0 && take_key(t, false, numbers, count);
	free(numbers);
	return all;
}

bool diff_table_any(const struct diff_table *t)
{
	return !t->old || !t->new || t->schema_changed || t->count;
}

bool diff_any(const struct diff *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (diff_table_any(&d->tables[i]))
			return true;
	return false;
}

const struct diff_table *diff_of(const struct diff *d, const struct table *table)
{
	size_t number = (size_t)table->number;

	/* Mostly all tables of the new package are compared. */
	if (number < d->count && d->tables[number].new == table)
		return &d->tables[number];
	for (size_t i = 0; i < d->count; i++)
		if (d->tables[i].new == table)
			return &d->tables[i];
	return NULL;
}

unsigned diff_row_kinds(const struct diff_table *t, struct diff_row row)
{
	return row.new == ROW_NONE ? 1u << DIFF_REMOVED : t->flags[row.new];
}

/* --- values --- */

/* Returns whether A and B are the same value of F. */
static bool same_value(
	const struct diff *d, const struct diff_field *f, struct slice a, struct slice b)
{
	const struct field *was = f->was, *is = f->is;
	bool numbers = (was->type == FIELD_INTEGER || was->type == FIELD_NUMBER) &&
		(is->type == FIELD_INTEGER || is->type == FIELD_NUMBER);
	char form_a[VALUE_KEY_SIZE], form_b[VALUE_KEY_SIZE];

	if (slice_equal(a, b))
		return true;
	if (d->options.exact || !a.len || !b.len || (was->type != is->type && !numbers))
		return false;
	if (value_has_key(is))
		return slice_equal(value_key(was, a, form_a), value_key(is, b, form_b));
	return value_same(is, a, b);
}

/* Returns the cell of FIELD of T in ROW, as diff_read has read it. */
static struct slice get_cell(
	const struct diff *d, const struct table *t, const struct csvrow *row, int field)
{
	int cell = d->options.exact ? t->cell_of[field] : field;

	return cell >= 0 && (size_t)cell < row->count ? row->cells[cell]
						      : (struct slice){ "", 0 };
}

/* As they are written, texts that mean that there is no value differ. */
void diff_read(const struct diff *d, const struct diff_table *t, struct diff_row row,
	struct csvrow *old, struct csvrow *new)
{
	if (d->options.exact) {
		csvfile_cells(t->old->file, t->old->first + row.old,
			table_most_cells(t->old), old);
		csvfile_cells(t->new->file, t->new->first + row.new,
			table_most_cells(t->new), new);
	} else {
		table_row(t->old, row.old, old);
		table_row(t->new, row.new, new);
	}
}

size_t diff_next(const struct diff *d, const struct diff_table *t,
	const struct csvrow *old, const struct csvrow *new, size_t from,
	struct slice *was, struct slice *is)
{
	for (; from < t->paired; from++) {
		const struct diff_field *f = &t->fields[from];

		*was = get_cell(d, t->old, old, f->old);
		*is = get_cell(d, t->new, new, f->new);
		if (!same_value(d, f, *was, *is))
			break;
	}
	return from;
}

/* --- steps --- */

static void work_free(struct diff_work *w)
{
	if (!w)
		return;
	rowmatch_release(&w->match);
	keyindex_free(w->index);
	csvrow_release(&w->was);
	csvrow_release(&w->is);
	free(w->tails);
	free(w->before);
	free(w);
}

enum same { SAME_UNKNOWN, SAME_NO, SAME_YES };

/* Goes on to find out in S whether the rows OLD and NEW of T have the same bytes, which
 * makes them equal, until the clock reaches UNTIL. */
static enum same same_bytes(const struct diff_work *w, struct same_bytes *s,
	const struct diff_table *t, uint32_t old, uint32_t new, int64_t until)
{
	struct slice was, is;

	if (!w->aligned)
		return SAME_NO;
	if (s->old != old || s->new != new)
		*s = (struct same_bytes){ .old = old, .new = new };
	was = csvfile_raw(t->old->file, t->old->first + old, NULL);
	is = csvfile_raw(t->new->file, t->new->first + new, NULL);
	s->differ |= was.len != is.len;
	while (!s->differ && s->at < is.len) {
		size_t part = is.len - s->at < TASK_PORTION ? is.len - s->at
							    : TASK_PORTION;

		s->differ = memcmp(was.text + s->at, is.text + s->at, part) != 0;
		s->at += part;
		if (s->at < is.len && clock_now() >= until)
			return SAME_UNKNOWN;
	}
	return s->differ ? SAME_NO : SAME_YES;
}

/* Begins to match the rows of T by its key. */
static void begin_match(struct diff_work *w, const struct diff_table *t)
{
	size_t *old = xcalloc(t->key_count + 1, sizeof *old);
	size_t *new = xcalloc(t->key_count + 1, sizeof *new);

	for (size_t i = 0; i < t->key_count; i++) {
		old[i] = (size_t)t->fields[t->key[i]].old;
		new[i] = (size_t)t->fields[t->key[i]].new;
	}
	rowmatch_init(&w->match, t->old, t->new, old, new, t->key_count);
	free(old);
	free(new);
	w->phase = PHASE_MATCH;
	w->row = w->old = w->matched = w->missed = 0;
	w->next.new = w->found.new = ROW_NONE;
}

static void begin_table(struct diff *d, struct diff_table *t)
{
	struct diff_work *w = d->work;
	const struct resource *a = t->old->schema, *b = t->new->schema;
	size_t rows = table_rows(t->new);

	t->match = xreallocarray(NULL, rows + 1, sizeof *t->match);
	t->flags = xcalloc(rows + 1, sizeof *t->flags);
	w->aligned = t->paired == t->field_count && t->old->ready &&
		t->new->ready &&same_dialect(t->old, t->new);
	for (size_t i = 0; w->aligned && i < t->paired; i++)
		w->aligned = t->old->cell_of[t->fields[i].old] ==
			t->new->cell_of[t->fields[i].new];
	if (t->key_count || take_key(t, false, b->key, b->key_count) ||
		take_key(t, true, a->key, a->key_count)) {
		begin_match(w, t);
		return;
	}
	w->phase = PHASE_CHOOSE;
	w->candidate = 0;
}

enum unique { UNIQUE_UNKNOWN, UNIQUE_NO, UNIQUE_YES };

/* Goes on to index T by FIELD until the clock reaches UNTIL, or a value is empty or there
 * twice; where ADDED is not NULL, those COUNT rows of which it says so. */
static enum unique index_unique(struct diff_work *w, const struct table *t,
	const size_t *field, const uint8_t *added, size_t count, int64_t until)
{
	size_t rows = table_rows(t), work = 0;

	if (!w->index) {
		w->index = keyindex_new(t, field, 1, count);
		w->row = 0;
	}
	while (w->row < rows) {
		uint32_t row = (uint32_t)w->row;

		if (!added || added[row] & 1 << DIFF_ADDED) {
			table_row(t, row, &w->is);
			if (!w->is.cells[*field].len ||
				keyindex_add(w->index, row, w->is.cells) != ROW_NONE)
				return UNIQUE_NO;
		}
		w->row++;
		if (task_is_late(&work, table_row_size(t, row), until))
			return UNIQUE_UNKNOWN;
	}
	return UNIQUE_YES;
}

/* Returns whether candidate NUMBER is a field to be tried as key: first come those that are
 * declared as unique, then the first others. */
static bool is_candidate(const struct diff_table *t, size_t number)
{
	const struct diff_field *f = &t->fields[number % t->paired];
	bool declared = f->was->unique || f->is->unique;

	return number < t->paired ? declared
				  : !declared && number < t->paired + DIFF_CANDIDATES;
}

/* Looks for a field that distinguishes the old rows of T, and begins to match by it; where
 * there is none, all fields are the key. */
static void choose_key(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	size_t rows = table_rows(t->old);
	bool any = rows && table_rows(t->new);

	for (; any && w->candidate < 2 * t->paired; w->candidate++) {
		enum unique unique;

		if (!is_candidate(t, w->candidate))
			continue;
		w->field = (size_t)t->fields[w->candidate % t->paired].old;
		unique = index_unique(w, t->old, &w->field, NULL, rows, until);
		if (unique == UNIQUE_UNKNOWN)
			return;
		if (unique == UNIQUE_YES) {
			t->by = DIFF_BY_FIELD;
			t->key = xreallocarray(t->key, 1, sizeof *t->key);
			t->key[0] = w->candidate % t->paired;
			t->key_count = 1;
			begin_match(w, t);
			rowmatch_set_index(&w->match, w->index);
			w->index = NULL;
			return;
		}
		keyindex_free(w->index);
		w->index = NULL;
	}
	t->by = DIFF_BY_CONTENT;
	t->key = xreallocarray(t->key, t->paired + 1, sizeof *t->key);
	for (t->key_count = 0; t->key_count < t->paired; t->key_count++)
		t->key[t->key_count] = t->key_count;
	begin_match(w, t);
}

/* Returns whether the key of T is the same in the two rows that were read. */
static bool same_key(const struct diff *d, const struct diff_table *t)
{
	const struct diff_work *w = d->work;

	for (size_t i = 0; i < t->key_count; i++) {
		const struct diff_field *f = &t->fields[t->key[i]];

		if (!same_value(d, f, w->was.cells[f->old], w->is.cells[f->new]))
			return false;
	}
	return t->key_count > 0;
}

/*
 * Matches row w->row of the new table of T; returns false when that was not done before
 * UNTIL, as when the old rows have to be indexed for it. The row that follows the last
 * match is tried first: then nothing has to be sought, and where the bytes are equal nothing
 * split. What was begun in a step before is ended before rows, which may be long, are split
 * again for it.
 */
static bool match_row(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	uint32_t new = (uint32_t)w->row, old = (uint32_t)w->old;
	bool next = w->missed < DIFF_MISSES && old < table_rows(t->old) &&
		!w->match.taken[old];
	bool found = w->found.new == new;
	enum same same = SAME_NO;
	struct slice was, is;

	if (found)
		old = w->found.old;
	if (found || next)
		same = same_bytes(w, found ? &w->found : &w->next, t, old, new, until);
	if (same == SAME_UNKNOWN ||
		(w->match.index && !rowmatch_step(&w->match, until)))
		return false;
	t->match[new] = ROW_NONE;
	if (same == SAME_NO && !found) {
		table_row(t->new, new, &w->is);
		if (next)
			table_row(t->old, old, &w->was);
		if (!next || !same_key(d, t)) {
			if (t->key_count && !rowmatch_step(&w->match, until))
				return false;
			old = t->key_count ? rowmatch_find(&w->match, w->is.cells)
					   : ROW_NONE;
		}
		if (old != ROW_NONE && !(next && old == w->old))
			same = same_bytes(w, &w->found, t, old, new, until);
		if (same == SAME_UNKNOWN)
			return false;
	}
	w->missed = old == w->old ? 0 : w->missed + 1;
	if (old == ROW_NONE) {
		t->flags[new] = 1 << DIFF_ADDED;
		return true;
	}
	w->match.taken[old] = true;
	w->old = old + 1;
	w->matched++;
	t->match[new] = old;
	t->flags[new] = 0;
	if (same == SAME_YES)
		return true;
	diff_read(d, t, (struct diff_row){ old, new }, &w->was, &w->is);
	if (diff_next(d, t, &w->was, &w->is, 0, &was, &is) < t->paired)
		t->flags[new] = 1 << DIFF_CHANGED;
	return true;
}

/* Gives up the field by which the rows of T were matched, for the next candidate. */
static void reject_key(struct diff_work *w)
{
	rowmatch_release(&w->match);
	keyindex_free(w->index);
	w->index = NULL;
	w->phase = PHASE_CHOOSE;
	w->candidate++;
}

static void match_rows(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	size_t old = table_rows(t->old), new = table_rows(t->new);
	size_t least = old < new ? old : new;
	bool chosen = t->by == DIFF_BY_FIELD;
	size_t work = 0;

	while (w->row < new && !(chosen && w->match.again)) {
		if (!match_row(d, t, until))
			return;
		if (task_is_late(&work, table_row_size(t->new, w->row++), until))
			return;
	}
	/* A field that has few values in common numbers the rows, or is a time. */
	if (chosen && (w->match.again || w->matched < least - w->matched))
		reject_key(w);
	else
		w->phase = PHASE_CHECK;
	w->row = 0;
}

/* Looks whether the field by which the rows of T were matched distinguishes the added ones,
 * too. */
static void check_key(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	size_t added = table_rows(t->new) - w->matched;
	enum unique unique = UNIQUE_YES;

	if (t->by == DIFF_BY_FIELD && added) {
		w->field = (size_t)t->fields[t->key[0]].new;
		unique = index_unique(w, t->new, &w->field, t->flags, added, until);
		if (unique == UNIQUE_UNKNOWN)
			return;
	}
	if (unique == UNIQUE_NO) {
		reject_key(w);
	} else {
		keyindex_free(w->index);
		w->index = NULL;
		w->phase = d->options.order ? PHASE_ORDER : PHASE_LIST;
	}
	w->row = 0;
}

/*
 * Finds the fewest rows of T that have to be moved so that all are in their old order: those
 * that are not in the longest ascending sequence of old rows. tails[k] is the row that ends
 * the one of k + 1 rows whose end is lowest, before[r] the row before r in its sequence.
 */
static void order_rows(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	size_t rows = table_rows(t->new);

	if (!w->row) {
		w->tails = xreallocarray(NULL, w->matched + 1, sizeof *w->tails);
		w->before = xreallocarray(NULL, rows + 1, sizeof *w->before);
		w->longest = 0;
	}
	while (w->row < rows) {
		uint32_t row = (uint32_t)w->row;
		size_t low = 0, high = w->longest;

		while (t->match[row] != ROW_NONE && low < high) {
			size_t middle = (low + high) / 2;

			if (t->match[w->tails[middle]] < t->match[row])
				low = middle + 1;
			else
				high = middle;
		}
		if (t->match[row] != ROW_NONE) {
			w->before[row] = low ? w->tails[low - 1] : ROW_NONE;
			w->tails[low] = row;
			w->longest += low == w->longest;
			t->flags[row] |= 1 << DIFF_MOVED;
		}
		if (++w->row % DIFF_PORTION == 0 && clock_now() >= until)
			return;
	}
	for (uint32_t row = w->longest ? w->tails[w->longest - 1] : ROW_NONE;
		row != ROW_NONE; row = w->before[row])
		t->flags[row] &= (uint8_t) ~(1u << DIFF_MOVED);
	free(w->tails);
	free(w->before);
	w->tails = w->before = NULL;
	w->row = 0;
	w->phase = PHASE_LIST;
}

static void list_row(struct diff_table *t, uint32_t old, uint32_t new)
{
	struct diff_row row = { old, new };
	unsigned kinds = diff_row_kinds(t, row);

	*ARRAY_ADD(t->rows, t->count, t->alloc) = row;
	for (int i = 0; i < DIFF_KINDS; i++)
		t->counts[i] += kinds >> i & 1;
}

/* Lists the old rows before END that were not taken, from w->old on. */
static void list_removed(struct diff_work *w, struct diff_table *t, size_t end)
{
	for (; w->old < end; w->old++)
		if (!w->match.taken[w->old])
			list_row(t, (uint32_t)w->old, ROW_NONE);
}

/* Lists the changes of T: a removed row before the one that followed it. */
static bool list_rows(struct diff *d, struct diff_table *t, int64_t until)
{
	struct diff_work *w = d->work;
	size_t rows = table_rows(t->new);

	if (!w->row)
		w->old = 0;
	while (w->row < rows) {
		uint32_t row = (uint32_t)w->row;

		if (t->match[row] != ROW_NONE)
			list_removed(w, t, t->match[row]);
		if (t->flags[row])
			list_row(t, t->match[row], row);
		if (++w->row % DIFF_PORTION == 0 && clock_now() >= until)
			return false;
	}
	list_removed(w, t, table_rows(t->old));
	rowmatch_release(&w->match);
	return true;
}

static bool diff_step(struct task *task, int64_t until)
{
	struct diff *d = (struct diff *)task;

	while (d->at < d->count) {
		struct diff_table *t = &d->tables[d->at];
		struct diff_work *w = d->work;
		bool both = t->old && t->new, done = !both;

		if (both && w->phase == PHASE_BEGIN)
			begin_table(d, t);
		else if (w->phase == PHASE_CHOOSE)
			choose_key(d, t, until);
		else if (w->phase == PHASE_MATCH)
			match_rows(d, t, until);
		else if (w->phase == PHASE_CHECK)
			check_key(d, t, until);
		else if (w->phase == PHASE_ORDER)
			order_rows(d, t, until);
		else if (w->phase == PHASE_LIST)
			done = list_rows(d, t, until);
		if (both)
			task->done = w->passed + w->row;
		if (done) {
			if (both)
				w->passed += table_rows(t->old) + table_rows(t->new);
			w->phase = PHASE_BEGIN;
			w->row = 0;
			d->at++;
		}
		if (clock_now() >= until)
			break;
	}
	return d->at == d->count;
}

/* --- from begin to end --- */

static void add_table(struct diff *d, const struct table *old, const struct table *new)
{
	struct diff_table *t = &d->tables[d->count++];

	*t = (struct diff_table){ .old = old, .new = new };
	if (!old || !new)
		return;
	pair_fields(t);
	d->task.total += table_rows(old) + table_rows(new);
}

bool diff_init(struct diff *d, const struct package *old, const struct package *new,
	const struct diff_options *options, struct str *err)
{
	bool single = old->table_count == 1 && new->table_count == 1, any = !options->key;

	*d = (struct diff){
		.task.step = diff_step, .old = old, .new = new, .options = *options
	};
	d->work = xcalloc(1, sizeof *d->work);
	csvrow_init(&d->work->was);
	csvrow_init(&d->work->is);
	d->tables = xcalloc(old->table_count + new->table_count, sizeof *d->tables);
	for (size_t i = 0; i < new->table_count; i++) {
		const struct table *t = &new->tables[i];
		const struct table *was =
			single ? old->tables : package_table(old, t->schema->name);

		if (was || !old->descriptor.lone)
			add_table(d, was, t);
	}
	for (size_t i = 0; i < old->table_count && !single; i++)
		if (!old->descriptor.lone && !new->descriptor.lone &&
			!package_table(new, old->tables[i].schema->name))
			add_table(d, &old->tables[i], NULL);
	for (size_t i = 0; i < d->count && options->key; i++) {
		struct diff_table *t = &d->tables[i];

		any |= t->old && t->new &&take_names(t, options->key);
	}
	if (!any)
		str_addf(
			err, "No table has the fields “%s” on both sides.", options->key);
	else if (!d->count)
		str_add(err, "The two have no table in common.");
	return any && d->count;
}

void diff_release(struct diff *d)
{
	for (size_t i = 0; i < d->count; i++) {
		free(d->tables[i].fields);
		free(d->tables[i].key);
		free(d->tables[i].rows);
		free(d->tables[i].match);
		free(d->tables[i].flags);
	}
	free(d->tables);
	work_free(d->work);
	*d = (struct diff){ 0 };
}
