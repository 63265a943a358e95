/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/table_hits.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/casefold.h"
#include "base/task.h"
#include "query/search.h"
#include "unit/random.h"
#include "unit/searched.h"

/* Pieces of which the cells of these tests are made: letters that differ when they are
 * folded, signs that part words, and bytes that do neither or are no text at all. */
static const char *const pieces[] = { "a", "A", "b", "B", "a", "b", "ab", " ", "-", "'",
	"’", "\303\241", "\303\201", "a\314\201", "\314\201", "\"", ",", "\n", "\001",
	"\177", "\357\254\201", "\303\237", "s", "\357\275\201", "\377", "\342\230\205",
	"1", "", "\t" };

static void add_random_cell(struct str *csv, uint64_t *seed)
{
	size_t count = random_below(seed, 7);

	str_add_char(csv, '"');
	for (size_t i = 0; i < count; i++) {
		const char *piece =
			pieces[random_below(seed, sizeof pieces / sizeof *pieces)];

		/* Most rows are plain, as they are in life. */
		if (random_below(seed, 3) && ((unsigned char)piece[0] >= 0x80))
			continue;
		str_add(csv, piece[0] == '"' ? "\"\"" : piece);
	}
	str_add_char(csv, '"');
}

static const char schema[] =
	"{'resources': [{'name': 't', 'path': 't.csv', 'bali': {'label': 'one'}, "
	"'schema': {"
	"'fields': [{'name': 'one', 'type': 'string', 'missingValues': ['', 'ab', 'B']},"
	" {'name': 'two', 'type': 'string', 'constraints': {'unique': true, 'maxLength': "
	"3}},"
	" {'name': 'three', 'type': 'boolean'}]}}]}";

/* A table without a schema, or, if TYPED, one with missing values, a code and a
 * column that is not searched; some rows are short, without a schema some are long. */
static void make_random_table(struct packed *x, uint64_t *seed, size_t rows, bool typed)
{
	struct str csv;

	str_init(&csv);
	str_add(&csv, "one,two,three\n");
	for (size_t i = 0; i < rows; i++) {
		size_t cells = random_below(seed, 10)
			? 3
			: 1 + random_below(seed, typed ? 3 : 4);

		if (random_below(seed, 4) == 0) {
			str_add(&csv, "ab,b a,A1\n");
			continue;
		}
		for (size_t k = 0; k < cells; k++) {
			str_add(&csv, k ? "," : "");
			add_random_cell(&csv, seed);
		}
		str_add_char(&csv, '\n');
	}
	packed_begin(x);
	folder_write(&x->folder, "t.csv", csv.buf);
	if (typed)
		packed_write(x, "datapackage.json", schema);
	packed_load(x, typed ? NULL : "t.csv");
	str_release(&csv);
}

/* Tells whether a cell of ROW, folded, holds WORD, or is it when it is a code: what the
 * search is to find. */
static bool holds(const struct packed *x, size_t row, const char *word, bool typed)
{
	const struct table *t = &x->p.tables[0];
	struct csvrow cells;
	struct str folded;
	bool found = false;

	csvrow_init(&cells);
	str_init(&folded);
	if (typed)
		table_row(t, row, &cells);
	else
		csvfile_row(t->file, t->first + row, &cells);
	for (size_t i = 0; i < (typed ? 2 : cells.count) && !found; i++) {
		str_clear(&folded);
		casefold_add(&folded, cells.cells[i]);
		found = typed && i == 1 ? strcmp(folded.buf, word) == 0
					: strstr(folded.buf, word) != NULL;
	}
	csvrow_release(&cells);
	str_release(&folded);
	return found;
}

static void random_word(uint64_t *seed, char *word)
{
	size_t len = 1 + random_below(seed, 3);

	for (size_t i = 0; i < len; i++)
		word[i] = "abs1f"[random_below(seed, 5)];
	word[len] = '\0';
}

/* Searches for one word, for two, or for one without the other. */
static void check_words(struct packed *x, struct search *s, uint64_t *seed, bool typed)
{
	unsigned form = random_below(seed, 3);
	char one[4];
	char two[4];
	struct str text;
	size_t next = 0;

	random_word(seed, one);
	random_word(seed, two);
	str_init(&text);
	str_add(&text, one);
	if (form)
		str_addf(&text, form == 1 ? " %s" : " -%s", two);
	search_set(s, text.buf, 0, NULL, NULL);
	task_finish(&s->task);
	for (size_t row = 0; row < table_rows(&x->p.tables[0]); row++) {
		bool want = holds(x, row, one, typed);
		bool got = next < search_rows(s, 0)->count &&
			search_rows(s, 0)->rows[next] == row;

		if (form)
			want = want && holds(x, row, two, typed) == (form == 1);
		next += got;
		/* A run of the words is searched for when all of them find nothing. */
		if (search_took_run(s) ? want : got != want)
			fail_msg("\"%s\" in row %zu", text.buf, row);
	}
	assert_int_equal(next, search_count(s, 0));
	str_release(&text);
}

/* The bytes of the file give the very rows that folding every cell gives. */
static void check_tables(uint64_t seed, bool typed)
{
	for (int round = 0; round < 60; round++) {
		struct packed x;
		struct search s;

		make_random_table(&x, &seed, 1 + random_below(&seed, 300), typed);
		search_init(&s, &x.p);
		for (int k = 0; k < 12; k++)
			check_words(&x, &s, &seed, typed);
		search_release(&s);
		packed_end(&x);
	}
}

static void test_bytes_tell_what_folding_tells(void **state)
{
	(void)state;
	check_tables(1, false);
	check_tables(4, true);
}

static void assert_same_rows(const struct rowset *a, const struct rowset *b)
{
	assert_int_equal(a->all, b->all);
	if (a->all)
		return;
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		assert_int_equal(a->rows[i], b->rows[i]);
}

/* Typing and deleting letters, with the search abandoned anywhere, gives what a search
 * for the text gives that has seen none before. */
static void check_typing(const struct package *p, uint64_t *seed, const char *letters)
{
	struct search typed;
	struct search fresh;
	char text[16] = "";
	size_t len = 0;

	search_init(&typed, p);
	search_init(&fresh, p);
	for (int key = 0; key < 40; key++) {
		if (len == sizeof text - 1 || (len && random_below(seed, 4) == 0))
			len--;
		else
			text[len++] =
				letters[random_below(seed, (unsigned)strlen(letters))];
		text[len] = '\0';
		search_set(&typed, text, 0, NULL, NULL);
		for (unsigned steps = random_below(seed, 4); steps; steps--)
			typed.task.step(&typed.task, 0);
		if (random_below(seed, 2))
			continue;
		task_finish(&typed.task);
		search_set(&fresh, "", -1, NULL, NULL);
		search_set(&fresh, text, 0, NULL, NULL);
		task_finish(&fresh.task);
		for (size_t t = 0; t < p->table_count; t++) {
			assert_same_rows(
				search_rows(&typed, (int)t), search_rows(&fresh, (int)t));
			assert_true(search_complete(&typed, (int)t));
		}
	}
	search_release(&typed);
	search_release(&fresh);
}

static void test_typing_gives_what_a_new_search_gives(void **state)
{
	uint64_t seed = 2;
	struct searched s;

	(void)state;
	for (int round = 0; round < 12; round++) {
		struct packed x;

		make_random_table(&x, &seed, 400, round % 2);
		check_typing(&x.p, &seed, "aabb1s '-|\"");
		packed_end(&x);
	}
	searched_make(&s);
	for (int round = 0; round < 12; round++)
		check_typing(&s.x.p, &seed, "kampucheniz tr'-");
	searched_end(&s);
}

/* Rows are found in order, only at the end, and the progress says how far. */
static void test_rows_come_in_steps(void **state)
{
	uint64_t seed = 3;
	struct packed x;
	struct search s;
	size_t last = 0;
	size_t steps = 0;

	(void)state;
	make_random_table(&x, &seed, 20000, false);
	search_init(&s, &x.p);
	search_set(&s, "a | 1", 0, NULL, NULL);
	assert_false(search_complete(&s, 0));
	while (!s.task.step(&s.task, 0)) {
		size_t count = search_count(&s, 0);

		assert_true(count >= last);
		assert_true(s.task.done <= s.task.total);
		for (size_t i = last ? last : 1; i < count; i++)
			assert_true(search_rows(&s, 0)->rows[i] >
				search_rows(&s, 0)->rows[i - 1]);
		last = count;
		steps++;
	}
	assert_true(steps > 100);
	assert_true(search_complete(&s, 0));
	assert_int_equal(s.task.done, 20000);
	assert_int_equal(s.task.total, 20000);
	search_release(&s);
	packed_end(&x);
}

/* What comes while a package is loaded is searched as it comes; what hangs on links is
 * searched again when they are there. */
static void test_searches_while_loading(void **state)
{
	enum { ROWS = 30000 };
	struct packed x;
	struct search s;
	struct str csv;
	size_t last = 0;
	size_t seen = 0;
	bool loaded = false;

	(void)state;
	str_init(&csv);
	str_add(&csv, "a\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&csv, "this is %s line %d\n", i % 3 ? "some" : "Every", i);
	packed_begin(&x);
	packed_write(&x, "t.csv", csv.buf);
	packed_open(&x, "t.csv");
	search_init(&s, &x.p);
	search_set(&s, "every", 0, NULL, NULL);
	while (!loaded) {
		loaded = x.load.task.step(&x.load.task, 0);
		task_finish(&s.task);
		assert_true(search_complete(&s, 0));
		assert_true(search_count(&s, 0) >= last);
		seen += search_count(&s, 0) > last;
		last = search_count(&s, 0);
		assert_int_equal(last, (table_rows(&x.p.tables[0]) + 2) / 3);
	}
	assert_true(seen > 2);
	assert_int_equal(last, ROWS / 3);
	search_release(&s);
	packed_end(&x);
	str_release(&csv);
}

static void test_links_that_come_later_count(void **state)
{
	struct searched s;
	struct load load;
	bool loaded = false;

	(void)state;
	searched_make(&s);
	search_release(&s.s);
	load_release(&s.x.load);
	package_release(&s.x.p);
	str_clear(&s.text);
	assert_true(package_open(&s.x.p, s.x.folder.path, NULL, &s.text));
	load_init(&load, &s.x.p);
	search_init(&s.s, &s.x.p);
	search_set(&s.s, "camboya", MEMBERS, NULL, NULL);
	while (!loaded) {
		task_finish(&s.s.task);
		loaded = load.task.step(&load.task, 0);
	}
	task_finish(&s.s.task);
	load_release(&load);
	assert_int_equal(search_count(&s.s, MEMBERS), 1);
	assert_int_equal(search_rank(&s.s, MEMBERS, 0), RANK_ALIAS);
	load_init(&s.x.load, &s.x.p);
	searched_end(&s);
}

/* Stepping without a text is allowed: it makes the first letter quick. */
static void test_the_index_is_built_ahead(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	task_finish(&s.s.task);
	assert_true(search_rows(&s.s, NAMES)->all);
	assert_string_equal(searched_keys(&s, "camboya", MEMBERS), "kh");
	searched_end(&s);
}

/* Lines that are no rows, comments, have no hit of the rows next to them. */
static void test_lines_between_rows_are_no_rows(void **state)
{
	struct packed x;
	struct search s;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources': [{'name': 't', 'path': 't.csv', 'dialect': {'commentChar':"
		" '#'}, 'schema': {'fields': [{'name': 'a'}]}}]}");
	packed_write(
		&x, "t.csv", "a\n# bali\nxx\n#bali, é, bali\n\nbali\nyy\n# bali é\n");
	packed_load(&x, NULL);
	assert_int_equal(table_rows(&x.p.tables[0]), 3);
	search_init(&s, &x.p);
	search_set(&s, "bali", 0, NULL, NULL);
	task_finish(&s.task);
	assert_int_equal(search_count(&s, 0), 1);
	assert_int_equal(search_rows(&s, 0)->rows[0], 1);
	search_release(&s);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes_tell_what_folding_tells),
		cmocka_unit_test(test_typing_gives_what_a_new_search_gives),
		cmocka_unit_test(test_rows_come_in_steps),
		cmocka_unit_test(test_searches_while_loading),
		cmocka_unit_test(test_links_that_come_later_count),
		cmocka_unit_test(test_the_index_is_built_ahead),
		cmocka_unit_test(test_lines_between_rows_are_no_rows),
	};

	return cmocka_run_group_tests_name("table_hits", tests, NULL, NULL);
}
