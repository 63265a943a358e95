#include "config.h"

/*
 * Three ways to the same rows, the quickest that is right is taken. Rows that an earlier
 * text found are looked at one by one, however many: they are at most what a key found
 * before. A word that every hit must hold is searched in the bytes, a portion of the file
 * at a time, rows without it are never touched. Else every row is looked at.
 *
 * Searching in the background by a thread was the alternative; steps of a few thousand
 * rows need no locks, and a letter typed in between abandons the rest.
 */

#include "query/table_hits.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"

enum {
	ROWS_PORTION = 64,          /* rows between two looks at the clock */
	BYTES_PORTION = 128 * 1024, /* the same, where bytes are scanned */
	WORK_PORTION = 1 << 16,     /* the same, of the work of expressions */
};

void table_hits_init(struct table_hits *f, int table)
{
	*f = (struct table_hits){ .table = table };
	rowset_init(&f->rows);
	rowset_init(&f->earlier);
}

void table_hits_release(struct table_hits *f)
{
	rowset_release(&f->rows);
	rowset_release(&f->earlier);
	free(f->ranks);
}

void table_hits_restart(struct table_hits *f, bool all)
{
	rowset_release(&f->rows);
	rowset_release(&f->earlier);
	if (!all)
		rowset_clear(&f->rows);
	f->next = 0;
	f->earlier_end = 0;
	f->ranked = 0;
	f->too_slow = 0;
}

/* What an earlier text found and this one has not looked at yet stays to be looked at. */
void table_hits_narrow(struct table_hits *f)
{
	size_t end = f->earlier_end ? f->earlier_end : f->next;

	for (size_t i = f->earlier_at; f->earlier_end && i < f->earlier.count; i++)
		rowset_add(&f->rows, f->earlier.rows[i]);
	rowset_release(&f->earlier);
	f->earlier = f->rows;
	f->earlier_at = 0;
	f->earlier_end = end;
	rowset_init(&f->rows);
	rowset_clear(&f->rows);
	f->next = 0;
	f->ranked = 0;
	f->too_slow = 0;
}

static const struct table *table_of(const struct table_hits *f, const struct match *m)
{
	return &m->index->package->tables[f->table];
}

static void look_at(struct table_hits *f, struct match *m, uint32_t row)
{
	size_t too_slow = m->too_slow;

	if (match_row(m, (struct row_ref){ f->table, row }))
		rowset_add(&f->rows, row);
	f->too_slow += m->too_slow - too_slow;
}

/* Returns whether UNTIL is reached; looks at the clock once per portion. */
static bool is_late(struct match *m, size_t rows, int64_t until)
{
	if (rows % ROWS_PORTION && m->budget.spent < WORK_PORTION)
		return false;
	m->budget.spent = 0;
	return clock_now() >= until;
}

static bool look_at_earlier(struct table_hits *f, struct match *m, int64_t until)
{
	while (f->earlier_at < f->earlier.count) {
		look_at(f, m, f->earlier.rows[f->earlier_at++]);
		if (is_late(m, f->earlier_at, until))
			return false;
	}
	f->next = f->earlier_end;
	f->earlier_end = 0;
	rowset_release(&f->earlier);
	return true;
}

static bool look_at_each(struct table_hits *f, struct match *m, size_t end, int64_t until)
{
	while (f->next < end) {
		look_at(f, m, (uint32_t)f->next);
		if (is_late(m, ++f->next, until))
			return false;
	}
	return true;
}

/* Returns the last row from ROW on and before END that starts at or before P: most are
 * near, so the steps begin small. */
static size_t row_at(const struct table *t, size_t row, size_t end, const char *p)
{
	size_t step = 1;
	bool plain;

	while (row + step < end &&
		csvfile_raw(t->file, t->first + row + step, &plain).text <= p) {
		row += step;
		step *= 2;
	}
	for (; step; step /= 2)
		if (row + step < end &&
			csvfile_raw(t->file, t->first + row + step, &plain).text <= p)
			row += step;
	return row;
}

/* The bytes of a part of the file, and how far they are searched. */
struct span_search {
	const struct scan *scan;
	bool all; /* a row that holds the word matches */
	struct slice bytes;
	size_t hit; /* place of the next word ... */
	size_t odd; /* ... and of the next odd byte, or the end */
};

static void go_on_from(struct span_search *s, size_t place)
{
	if (s->hit < place)
		s->hit = scan_find(s->scan, s->bytes, place);
	if (s->odd < place)
		s->odd = scan_odd(s->bytes, place);
}

/* Looks at the row in which the next word or odd byte stands. Between rows there may be
 * lines that are none, comments. */
static void look_at_place(
	struct table_hits *f, struct match *m, struct span_search *s, size_t end)
{
	const struct table *t = table_of(f, m);
	size_t place = s->hit < s->odd ? s->hit : s->odd;
	size_t row = row_at(t, f->next, end, s->bytes.text + place);
	bool plain;
	struct slice raw = csvfile_raw(t->file, t->first + row, &plain);
	size_t start = (size_t)(raw.text - s->bytes.text);

	f->next = row;
	if (place < start || place >= start + raw.len) {
		go_on_from(s, place + 1);
		return;
	}
	if (s->all && s->hit < start + raw.len)
		rowset_add(&f->rows, (uint32_t)row);
	else
		look_at(f, m, (uint32_t)row);
	f->next = row + 1;
	go_on_from(s, start + raw.len);
}

/* Looks at the rows before END by their bytes: only at those that hold the word, and at
 * those with odd bytes, where folding alone tells. Ends early when the expressions of the
 * query have worked long. */
static void look_at_bytes(
	struct table_hits *f, struct match *m, struct span_search *s, size_t end)
{
	const struct table *t = table_of(f, m);

	s->bytes = csvfile_span(t->file, t->first + f->next, t->first + end);
	s->hit = scan_find(s->scan, s->bytes, 0);
	s->odd = scan_odd(s->bytes, 0);
	while (f->next < end && (s->hit < s->bytes.len || s->odd < s->bytes.len)) {
		if (m->budget.spent >= WORK_PORTION)
			return;
		look_at_place(f, m, s, end);
	}
	f->next = end;
}

bool table_hits_step(struct table_hits *f, struct match *m, int64_t until)
{
	const struct table *t = table_of(f, m);
	struct span_search s;
	size_t end = table_rows(t);
	size_t portion;

	if (f->earlier_end && !look_at_earlier(f, m, until))
		return false;
	s.scan = match_scan(m, f->table, &s.all);
	if (!s.scan)
		return look_at_each(f, m, end, until);
	portion = BYTES_PORTION / (csvfile_bytes(t->file, NULL) / (end + 1) + 1) + 1;
	while (f->next < end) {
		look_at_bytes(
			f, m, &s, end - f->next > portion ? f->next + portion : end);
		if (is_late(m, 0, until))
			return f->next >= end;
	}
	return true;
}

bool table_hits_rank_step(struct table_hits *f, struct rank *r, int64_t until)
{
	if (f->ranked == f->rows.count)
		return true;
	f->ranks =
		array_reserve(f->ranks, &f->rank_alloc, f->rows.count, sizeof *f->ranks);
	while (f->ranked < f->rows.count) {
		struct row_ref ref = { f->table, f->rows.rows[f->ranked] };

		f->ranks[f->ranked++] = (uint8_t)rank_row(r, ref);
		if (f->ranked % ROWS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

size_t table_hits_best(
	const struct table_hits *f, size_t total, uint32_t *out, size_t max)
{
	size_t count = 0;

	for (int rank = 0; rank <= RANK_OTHER; rank++)
		for (size_t i = 0; i < f->ranked && count < max; i++)
			if (f->ranks[i] == rank)
				out[count++] = f->rows.rows[i];
	for (size_t i = f->ranked; i < rowset_count(&f->rows, total) && count < max; i++)
		out[count++] = rowset_at(&f->rows, i);
	return count;
}
