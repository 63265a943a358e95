/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Tables as other programs write them, and the same with one quote lost: the first are read
 * as they are, whatever is in their cells; of the others no row is lost without a word.
 */

#include "data/csvfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "unit/random.h"
#include "unit/test.h"

enum { MOST_ROWS = 60, MOST_COLUMNS = 6 };

struct made {
	size_t rows, columns;
	char *cells[MOST_ROWS][MOST_COLUMNS];
	struct str text;
};

/* Appends words, and what is in cells besides: line ends, quotes, JSON, CSV. */
static void add_cell_text(struct str *out, uint64_t *seed)
{
	static const char *const pieces[] = { "oak", "elm tree", "5\"", "\"yew\"", ", ",
		",", "\n", "\r\n", " ", "a,\"b\nc\",d\n", "{\"k\": [1, \"v\"]}\n", "\"\"",
		"\n\n", "12", "," };
	unsigned count = random_below(seed, 4);

	for (unsigned i = 0; i < count; i++)
		str_add(out, pieces[random_below(seed, sizeof pieces / sizeof *pieces)]);
}

static void make(struct made *m, uint64_t *seed)
{
	bool prose = random_below(seed, 2), always = random_below(seed, 3) == 0;

	m->rows = 3 + random_below(seed, MOST_ROWS - 2);
	m->columns = 2 + random_below(seed, MOST_COLUMNS - 1);
	str_clear(&m->text);
	for (size_t i = 0; i < m->rows; i++) {
		for (size_t k = 0; k < m->columns; k++) {
			struct str cell = STR_INIT;

			if (i == 0)
				str_addf(&cell, "name %zu", k);
			else if (prose && random_below(seed, 3) == 0)
				add_cell_text(&cell, seed);
			else
				str_addf(&cell, "%u%s", random_below(seed, 999),
					random_below(seed, 4) ? "" : ", x");
			str_add(&m->text, k ? "," : "");
			if (always || !cell.len || strpbrk(cell.buf, ",\"\r\n"))
				csvfile_add_quoted(&m->text, str_slice(&cell));
			else
				str_add_bytes(&m->text, cell.buf, cell.len);
			m->cells[i][k] = xstrdup(cell.buf);
			str_release(&cell);
		}
		str_add_char(&m->text, '\n');
	}
}

static void release(struct made *m)
{
	for (size_t i = 0; i < m->rows; i++)
		for (size_t k = 0; k < m->columns; k++)
			free(m->cells[i][k]);
}

struct outcome {
	size_t same;   /* rows that are as they were written */
	size_t rows;   /* in the file */
	size_t uneven; /* rows with another number of cells than the header, which are
			* reported when they are checked */
	size_t faults;
};

static bool is_same(const struct made *m, size_t i, const struct csvrow *row)
{
	size_t k = 0;

	while (k < m->columns && row->count == m->columns &&
		slice_equal(row->cells[k], slice_of(m->cells[i][k])))
		k++;
	return k == m->columns;
}

static struct outcome read_back(const struct made *m)
{
	struct outcome o = { .same = 0 };
	struct diag diag;
	struct csvfile *file;
	struct csvrow row;
	size_t from = 0;

	diag_init(&diag);
	csvrow_init(&row);
	file = csvfile_open_memory(memcpy(xmalloc(m->text.len), m->text.buf, m->text.len),
		m->text.len, "t.csv", 0, &csvfile_rfc4180, &diag);
	while (!csvfile_step(file, INT64_MAX))
		;
	o.rows = csvfile_rows(file);
	for (size_t i = 0; i < o.rows; i++) {
		o.uneven += csvfile_row(file, i, &row) != m->columns;
		for (size_t k = from; k < m->rows; k++) {
			if (!is_same(m, k, &row))
				continue;
			o.same++;
			from = k + 1;
			break;
		}
	}
	o.faults = diag.count;
	csvfile_free(file);
	csvrow_release(&row);
	diag_release(&diag);
	return o;
}

static void test_what_is_written_well_is_left_alone(void **state)
{
	uint64_t seed = 11;
	struct made m = { .text = STR_INIT };

	(void)state;
	for (int i = 0; i < 400; i++) {
		struct outcome o;

		make(&m, &seed);
		o = read_back(&m);
		assert_int_equal(o.rows, m.rows);
		assert_int_equal(o.same, m.rows);
		assert_int_equal(o.faults, 0);
		release(&m);
	}
	str_release(&m.text);
}

static void test_no_row_is_lost_in_silence(void **state)
{
	uint64_t seed = 12;
	struct made m = { .text = STR_INIT };
	size_t lost = 0, rows = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct outcome o;
		size_t quotes = 0, which;
		char *at;

		make(&m, &seed);
		for (at = m.text.buf; (at = strchr(at, '"')); at++)
			quotes++;
		if (!quotes) {
			release(&m);
			continue;
		}
		which = random_below(&seed, (unsigned)quotes);
		for (at = strchr(m.text.buf, '"'); which; which--)
			at = strchr(at + 1, '"');
		memmove(at, at + 1, m.text.len - (size_t)(at - m.text.buf));
		m.text.len--;
		o = read_back(&m);
		if (o.same < m.rows && !o.faults && !o.uneven)
			fail_msg("%zu of %zu rows are lost in:\n%s", m.rows - o.same,
				m.rows, m.text.buf);
		lost += m.rows - o.same;
		rows += m.rows;
		release(&m);
	}
	/* Little more than the row of the quote. */
	assert_in_range(lost, 0, rows / 25);
	str_release(&m.text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_written_well_is_left_alone),
		cmocka_unit_test(test_no_row_is_lost_in_silence),
	};

	return cmocka_run_group_tests_name("lostquote", tests, NULL, NULL);
}
