/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the order of the phases and the position in them. Does not read, link or check
 * itself (csvfile.c, links.c, check.c). In every phase what the package has is right.
 */

#include "data/load.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/memory.h"
#include "data/check.h"
#include "data/header_match.h"
#include "data/links.h"
#include "data/table.h"
#include "data/value.h"

/* The work between two looks at the clock. */
enum {
	BEGIN_PORTION = 64,     /* tables: more than have tabs on a screen */
	MEASURE_PORTION = 1024, /* rows, but not when they are long */
	MEASURE_BYTES = 1 << 20,
	LOAD_AT_ONCE = 4 * TASK_MS, /* in which phases may follow each other */
};

struct load_state {
	size_t begun;    /* tables that had their first portion */
	bool entered;    /* the work on the present table has begun */
	size_t key;      /* foreign key being resolved */
	uint64_t passed; /* rows of the tables of this phase that are done */
	struct csvrow row;
	struct link_build *link;
	struct check *check;
};

/* Gives the cells of T that have no field yet, up to before COUNT, one each. */
static void widen(struct package *p, struct table *t, size_t count)
{
	const struct resource *r = t->schema;
	size_t fields = r->field_count, cell = t->columns;

	if (count > t->header_count + TABLE_EXTRA)
		count = t->header_count + TABLE_EXTRA;
	if (count <= cell)
		return;
	descriptor_widen(&p->descriptor, t->number, cell, count);
	t->cell_of = xreallocarray(t->cell_of, r->field_count, sizeof *t->cell_of);
	for (; fields < r->field_count; fields++, cell++) {
		t->in_order = t->in_order && fields == cell;
		t->cell_of[fields] = (int)cell;
	}
	t->columns = count;
	row_cache_forget(p->row_cache);
}

/* Gives T columns for the cells that its rows have beyond its header; returns whether all
 * rows there are by now have been looked at. */
static bool measure_rows(struct load *l, struct table *t, int64_t until)
{
	size_t rows = table_rows(t), widest = t->columns;

	while (t->measured < rows) {
		size_t portion = rows - t->measured, end;

		portion = portion < MEASURE_PORTION ? portion : MEASURE_PORTION;
		end = t->measured +
			csvfile_limit_rows(t->file, t->first + t->measured, portion,
				MEASURE_BYTES);
		widest = csvfile_widest(
			t->file, t->first + t->measured, t->first + end, widest);
		t->measured = end;
		if (clock_now() >= until)
			break;
	}
	widen(l->package, t, widest);
	if (l->phase == LOAD_WIDTHS)
		l->row = t->measured;
	return t->measured == rows;
}

/* Reads on in T; returns true when all of it is there. */
static bool read_table(struct load *l, struct table *t, int64_t until)
{
	bool complete = t->match || table_complete(t) ||
		csvfile_step(t->file, l->unseen ? INT64_MAX : until);

	row_cache_forget(l->package->row_cache);
	header_match_step(l->package, t, l->unseen ? INT64_MAX : until);
	if (t->match)
		return false;
	complete = complete && table_complete(t);
	/* The rows of a pipe may never be all there. */
	if (!complete && t->ready && csvfile_wait_fd(t->file) >= 0)
		measure_rows(l, t, until);
	return complete;
}

/* Reads on in the tables that are lookups, or in those that are not. Returns true when all
 * of them are there; a pipe that has nothing to give yet delays no other table. */
static bool read_tables(struct load *l, bool lookups, int64_t until)
{
	struct package *p = l->package;
	bool complete = true;

	for (size_t i = 0; i < p->table_count; i++) {
		struct table *t = &p->tables[i];

		if ((t->schema->view == VIEW_LOOKUP) != lookups || table_complete(t))
			continue;
		l->table = (int)i;
		complete = read_table(l, t, until) && complete;
		if (clock_now() >= until)
			return false;
	}
	return complete;
}

/* First a portion of every table, so that each has rows to show. Then tables of tabs come
 * before lookups, which matter once links are followed. The total stays 0 while the size of
 * a file is not known. */
static bool step_rows(struct load *l, int64_t until)
{
	struct package *p = l->package;
	bool complete, known = true;

	while (!l->unseen && l->state->begun < p->table_count) {
		struct table *t = &p->tables[l->state->begun++];

		if (t->file && !t->match)
			csvfile_begin(t->file);
		row_cache_forget(p->row_cache);
		header_match_step(p, t, 0);
		if (l->state->begun % BEGIN_PORTION == 0 && clock_now() >= until)
			return false;
	}
	complete = read_tables(l, false, until);
	if (complete || clock_now() < until)
		complete = read_tables(l, true, until) && complete;
	l->task.done = 0;
	l->task.total = 0;
	for (size_t i = 0; i < p->table_count; i++) {
		const struct table *t = &p->tables[i];
		uint64_t total = 0;

		if (t->file)
			l->task.done += csvfile_bytes(t->file, &total);
		l->task.total += total;
		known = known && (total || table_complete(t));
	}
	if (!known)
		l->task.total = 0;
	return complete;
}

/* Adds the rows of T to the index of its primary key; check.c reports those without a
 * key. */
static bool index_rows(struct load *l, struct table *t, int64_t until)
{
	const struct resource *r = t->schema;
	const struct csvrow *row = &l->state->row;
	size_t rows = table_rows(t), work = 0;

	if (!r->key_count)
		return true;
	if (!l->state->entered)
		t->index = keyindex_new(t, r->key, r->key_count, rows);
	l->state->entered = true;
	while (l->row < rows) {
		struct str key = STR_INIT, quoted = STR_INIT;
		uint32_t first = ROW_NONE;
		size_t empty = 0;

		table_row(t, l->row, &l->state->row);
		while (empty < r->key_count && !row->cells[r->key[empty]].len)
			empty++;
		if (empty < r->key_count)
			first = keyindex_add(t->index, (uint32_t)l->row, row->cells);
		if (first != ROW_NONE) {
			table_add_key(t, l->row, &key);
			value_add_quoted(&quoted, str_slice(&key));
			str_clear(&key);
			table_add_line(t, first, l->row, &key);
			table_fault(l->package, t, FAULT_DUPLICATE_KEY, l->row,
				(int)r->key[0], TABLE_FIELD,
				"The key %s repeats %s. Each row needs its own key.",
				quoted.buf, key.buf);
			str_release(&quoted);
			str_release(&key);
		}
		if (task_is_late(&work, table_row_size(t, l->row++), until))
			return false;
	}
	return true;
}

/* Resolves the foreign keys of T, one after the other. */
static bool link_rows(struct load *l, struct table *t, int64_t until)
{
	struct load_state *s = l->state;

	for (; s->key < t->schema->foreign_count; s->key++) {
		bool done;

		if (!s->link)
			s->link = link_build_new(l->package, t, s->key);
		done = link_build_step(s->link, until);
		l->row = link_build_row(s->link);
		if (!done)
			return false;
		link_build_free(s->link);
		s->link = NULL;
	}
	return true;
}

static bool check_rows(struct load *l, struct table *t, int64_t until)
{
	struct load_state *s = l->state;
	bool done;

	if (!s->check)
		s->check = check_new(l->package, t);
	done = check_step(s->check, until);
	l->row = check_row(s->check);
	if (!done)
		return false;
	check_free(s->check);
	s->check = NULL;
	return true;
}

/* Does the work of the phase, one table after the other; steps end between tables too,
 * for many may be small. */
static bool step_tables(struct load *l, int64_t until)
{
	static bool (*const works[])(struct load * l, struct table * t, int64_t until) = {
		[LOAD_WIDTHS] = measure_rows,
		[LOAD_KEYS] = index_rows,
		[LOAD_LINKS] = link_rows,
		[LOAD_CHECKS] = check_rows,
	};
	struct package *p = l->package;

	while ((size_t)l->table < p->table_count) {
		struct table *t = &p->tables[l->table];
		bool done = works[l->phase](l, t, until);

		l->task.done = l->state->passed + l->row;
		if (!done)
			return false;
		l->state->passed += table_rows(t);
		l->state->entered = false;
		l->state->key = 0;
		l->table++;
		l->row = 0;
		if (clock_now() >= until)
			break;
	}
	return (size_t)l->table >= p->table_count;
}

/* Phases follow each other in one step when there is time left, or hardly any was needed:
 * small data are complete before the first screen is drawn. */
static bool load_step(struct task *task, int64_t until)
{
	struct load *l = (struct load *)task;
	struct package *p = l->package;
	int64_t begin = clock_now();

	while (l->phase < l->end) {
		if (!(l->phase == LOAD_ROWS ? step_rows(l, until)
					    : step_tables(l, until)))
			return false;
		p->linked |= l->phase == LOAD_LINKS;
		p->complete |= l->phase == LOAD_CHECKS;
		l->phase++;
		l->table = 0;
		l->row = 0;
		l->state->passed = 0;
		l->task.done = 0;
		l->task.total = 0;
		for (size_t i = 0; i < p->table_count; i++)
			l->task.total += table_rows(&p->tables[i]);
		if (l->phase < l->end && clock_now() >= until &&
			clock_now() - begin >= LOAD_AT_ONCE)
			return false;
	}
	return true;
}

void load_init(struct load *l, struct package *p)
{
	*l = (struct load){ .task.step = load_step, .package = p, .end = LOAD_DONE };
	l->state = xcalloc(1, sizeof *l->state);
	csvrow_init(&l->state->row);
}

void load_release(struct load *l)
{
	if (!l->state)
		return;
	link_build_free(l->state->link);
	check_free(l->state->check);
	csvrow_release(&l->state->row);
	free(l->state);
	l->state = NULL;
}

void load_add_progress(const struct load *l, struct str *out)
{
	const char *name;

	if (l->phase == LOAD_DONE || (size_t)l->table >= l->package->table_count)
		return;
	name = l->package->tables[l->table].schema->name;
	if (load_wait_fd(l) >= 0)
		str_addf(out, _("waiting for %s"), name);
	else if (l->phase < LOAD_KEYS)
		str_addf(out, _("loading %s"), name);
	else
		str_addf(out, l->phase < LOAD_CHECKS ? _("linking %s") : _("checking %s"),
			name);
	if (l->phase == LOAD_ROWS && l->task.total)
		str_addf(out, " %d %%", (int)(l->task.done * 100 / l->task.total));
}

int load_wait_fd(const struct load *l)
{
	int fd = -1;

	for (size_t i = 0; l->phase == LOAD_ROWS && i < l->package->table_count; i++) {
		const struct table *t = &l->package->tables[i];

		if (table_complete(t))
			continue;
		if (t->match || csvfile_wait_fd(t->file) < 0)
			return -1;
		if (fd < 0)
			fd = csvfile_wait_fd(t->file);
	}
	return fd;
}

int load_wait_most(const struct load *l)
{
	for (size_t i = 0; i < l->package->table_count; i++) {
		const struct table *t = &l->package->tables[i];

		if (t->file && csvfile_guesses(t->file))
			return CSVFILE_PATIENCE;
	}
	return -1;
}
