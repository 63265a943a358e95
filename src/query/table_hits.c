/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * There are three ways to the same rows, and the fastest that is right is taken. Rows that
 * an earlier text found are matched one by one, however many: they are at most what a key
 * found before. A word that every hit must have is searched in the bytes, a portion of the
 * file at a time; rows without it are never touched. Else every row is matched.
 *
 * The alternative was to search in a background thread; steps of a few thousand rows need
 * no locks, and a letter typed meanwhile abandons the rest.
 */

#include "query/table_hits.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"

enum {
	BYTES_PORTION = 128 * 1024, /* bytes scanned between two looks at the clock */
};

void table_hits_init(struct table_hits *h, int table)
{
	*h = (struct table_hits){ .table = table, .best = RANK_NONE };
	rowset_init(&h->rows);
	rowset_init(&h->earlier);
}

void table_hits_release(struct table_hits *h)
{
	rowset_release(&h->rows);
	rowset_release(&h->earlier);
	free(h->ranks);
}

void table_hits_restart(struct table_hits *h, bool all)
{
	rowset_release(&h->rows);
	rowset_release(&h->earlier);
	if (!all)
		rowset_clear(&h->rows);
	h->next = 0;
	h->earlier_end = 0;
	h->ranked = 0;
	h->best = RANK_NONE;
	h->too_slow = 0;
	h->cut = false;
}

/* What an earlier text found and this one has not searched yet remains to be searched.
 * The cells that were given up still count: their expression is part of the new text. */
void table_hits_narrow(struct table_hits *h)
{
	size_t end = h->earlier_end ? h->earlier_end : h->next;

	for (size_t i = h->earlier_at; h->earlier_end && i < h->earlier.count; i++)
		rowset_add(&h->rows, h->earlier.rows[i]);
	rowset_release(&h->earlier);
	h->earlier = h->rows;
	h->earlier_at = 0;
	h->earlier_end = end;
	rowset_init(&h->rows);
	rowset_clear(&h->rows);
	h->next = 0;
	h->ranked = 0;
	h->best = RANK_NONE;
}

static void match_one(struct table_hits *h, struct match *m, uint32_t row)
{
	const struct table *t = &m->texts->package->tables[h->table];
	size_t too_slow = m->too_slow, size = table_row_size(t, row);

	m->budget.spent += size;
	h->cut |= size > SEARCH_TEXT_MOST && m->count;
	if (match_row(m, NULL, (struct row_ref){ h->table, row }))
		rowset_add(&h->rows, row);
	h->too_slow += m->too_slow - too_slow;
}

static bool match_earlier(struct table_hits *h, struct match *m, int64_t until)
{
	while (h->earlier_at < h->earlier.count) {
		match_one(h, m, h->earlier.rows[h->earlier_at++]);
		if (task_is_late(&m->budget.spent, 0, until))
			return false;
	}
	h->next = h->earlier_end;
	h->earlier_end = 0;
	rowset_release(&h->earlier);
	return true;
}

/* A portion of the file, and how far it is searched. */
struct span_search {
	const struct table *table;
	const struct scan *scan;
	bool all;    /* a row that has the word matches ... */
	bool starts; /* ... if it starts there */
	struct slice bytes;
	size_t hit;        /* where the next word is ... */
	size_t odd;        /* ... and the next odd byte, or the end */
	struct str folded; /* scratch */
};

static const char *start_of(const struct table *t, size_t row)
{
	return csvfile_span(t->file, t->first + row, t->first + row + 1).text;
}

/* Returns the last row from ROW on and before END that starts at or before P: most are
 * near, so the steps begin small. */
static size_t row_at(const struct table *t, size_t row, size_t end, const char *p)
{
	size_t step = 1;

	while (row + step < end && start_of(t, row + step) <= p) {
		row += step;
		step *= 2;
	}
	for (; step; step /= 2)
		if (row + step < end && start_of(t, row + step) <= p)
			row += step;
	return row;
}

static void find_from(struct span_search *s, size_t from)
{
	if (s->hit < from)
		s->hit = scan_find(s->scan, s->bytes, from);
	if (s->odd < from)
		s->odd = scan_odd(s->bytes, from);
}

/* Returns whether RAW, a row with odd bytes, has the word once it is folded. It is folded
 * as a whole: what is between its cells separates words, and what an escape does is not
 * known. */
static bool folds_to_word(struct span_search *s, struct match *m, struct slice raw)
{
	m->budget.spent += raw.len;
	if (s->table->schema->dialect.escape)
		return true;
	str_clear(&s->folded);
	casefold_add(&s->folded, raw);
	return memmem(
		s->folded.buf, s->folded.len, s->scan->word.text, s->scan->word.len);
}

/* Searches the rows before END by their bytes: only those that have the word, and those
 * with odd bytes, where folding alone decides. Between rows there may be lines that are
 * none, comments. Ends early after a portion of work. */
static void match_bytes(
	struct table_hits *h, struct match *m, struct span_search *s, size_t end)
{
	const struct table *t = s->table;

	end = h->next +
		csvfile_limit_rows(t->file, t->first + h->next, end - h->next,
			SEARCH_TEXT_MOST);
	if (table_row_size(t, h->next) > SEARCH_TEXT_MOST) {
		match_one(h, m, (uint32_t)h->next++);
		return;
	}
	s->bytes = csvfile_span(t->file, t->first + h->next, t->first + end);
	s->hit = scan_find(s->scan, s->bytes, 0);
	s->odd = scan_odd(s->bytes, 0);
	while (h->next < end && (s->hit < s->bytes.len || s->odd < s->bytes.len)) {
		size_t at = s->hit < s->odd ? s->hit : s->odd;
		size_t row = row_at(t, h->next, end, s->bytes.text + at);
		struct slice raw = csvfile_raw(t->file, t->first + row, NULL);
		size_t start = (size_t)(raw.text - s->bytes.text);

		if (m->budget.spent >= TASK_PORTION)
			return;
		h->next = row;
		if (at < start || at >= start + raw.len) {
			find_from(s, at + 1);
			continue;
		}
		if (s->all && s->hit < start + raw.len &&
			(!s->starts || scan_starts(s->scan, raw, s->hit - start)))
			rowset_add(&h->rows, (uint32_t)row);
		else if (s->hit < start + raw.len || folds_to_word(s, m, raw))
			match_one(h, m, (uint32_t)row);
		h->next = row + 1;
		find_from(s, start + raw.len);
	}
	h->next = end;
}

bool table_hits_step(struct table_hits *h, struct match *m, int64_t until)
{
	const struct table *t = &m->texts->package->tables[h->table];
	struct span_search s = { .table = t, .folded = STR_INIT };
	size_t end = table_rows(t);
	size_t portion;

	if (h->earlier_end && !match_earlier(h, m, until))
		return false;
	s.scan = match_scan(m, h->table, &s.all);
	s.starts = match_only_starts(m, h->table);
	if (!s.scan) {
		while (h->next < end) {
			match_one(h, m, (uint32_t)h->next++);
			if (task_is_late(&m->budget.spent, 0, until))
				return false;
		}
		return true;
	}
	portion =
		(size_t)(BYTES_PORTION / (csvfile_bytes(t->file, NULL) / (end + 1) + 1)) +
		1;
	while (h->next < end) {
		match_bytes(h, m, &s, end - h->next > portion ? h->next + portion : end);
		m->budget.spent = 0;
		if (clock_now() >= until)
			break;
	}
	str_release(&s.folded);
	return h->next >= end;
}

bool table_hits_rank_step(struct table_hits *h, struct rank *r, int64_t until)
{
	const struct table *t;
	size_t work = 0;

	if (h->ranked == h->rows.count)
		return true;
	t = &r->match->texts->package->tables[h->table];
	h->ranks =
		array_reserve(h->ranks, &h->rank_alloc, h->rows.count, sizeof *h->ranks);
	while (h->ranked < h->rows.count) {
		struct row_ref ref = { h->table, h->rows.rows[h->ranked] };
		enum search_rank rank = rank_row(r, ref);

		h->best = rank < h->best ? rank : h->best;
		h->ranks[h->ranked++] = (uint8_t)rank;
		if (task_is_late(&work, table_row_size(t, ref.row), until))
			return false;
	}
	return true;
}

size_t table_hits_best(
	const struct table_hits *h, size_t total, uint32_t *out, size_t max)
{
	size_t count = 0;

	for (int rank = RANK_KEY; rank <= RANK_OTHER; rank++)
		for (size_t i = 0; i < h->ranked && count < max; i++)
			if (h->ranks[i] == rank)
				out[count++] = h->rows.rows[i];
	for (size_t i = h->ranked; i < rowset_count(&h->rows, total) && count < max; i++)
		out[count++] = rowset_at(&h->rows, i);
	return count;
}

bool table_hits_add_note(const struct table_hits *hits, size_t count, struct str *out)
{
	size_t cells = 0;
	bool cut = false;

	for (size_t i = 0; i < count; i++) {
		cells += hits[i].too_slow;
		cut |= hits[i].cut;
	}
	if (cells) {
		str_addf(out,
			ngettext("Pattern too slow: %s cell not searched.",
				"Pattern too slow: %s cells not searched.", cells),
			number_text(cells).text);
	} else if (cut) {
		str_add(out, _("Of long rows only the first 1 MiB is searched."));
	}
	return cells || cut;
}
