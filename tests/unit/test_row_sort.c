/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/rowset.h"

#include <stdlib.h>

#include "data/reading.h"
#include "data/table.h"
#include "unit/packed.h"
#include "unit/random.h"

static const char descriptor[] =
	"{'resources': [{'name': 'things', 'path': 'things.csv',"
	" 'dialect': {'delimiter': ';'}, 'bali': {'label': 'name'}, 'schema': {"
	" 'primaryKey': 'id', 'fields': ["
	" {'name': 'id'},"
	" {'name': 'number', 'type': 'integer'},"
	" {'name': 'price', 'type': 'number', 'decimalChar': ',', 'groupChar': '.',"
	"  'bareNumber': false},"
	" {'name': 'date', 'type': 'string',"
	"  'rdfType': 'http://id.loc.gov/datatypes/edtf/EDTF'},"
	" {'name': 'name', 'type': 'string'},"
	" {'name': 'size', 'type': 'string', 'categoriesOrdered': true,"
	"  'categories': [{'value': 's', 'label': 'small'}, {'value': 'm', 'label':"
	"  'medium'}, {'value': 'l', 'label': 'large'}]},"
	" {'name': 'any', 'type': 'any'}, {'name': 'up', 'type': 'string'}],"
	" 'foreignKeys': [{'fields': 'up', 'reference': {'fields': 'id'}}]}}]}";

static const char things[] = "id;number;price;date;name;size;any;up\n"
			     "a;10;1.000,5 EUR;2011;Item 10;l;7;c\n"
			     "b;9;3,25;2011-03-01;item 9;s;x;e\n"
			     "c;;;;;;;b\n"
			     "d;-2;-7;2002/..;Österreich;m;-1.5;\n"
			     "e;x;200;some day;österreich 2;huge;20;a\n"
			     "f;10;0;1999-12;Azores;s;a;a\n";

/* Appends the ids of things in the order of S. */
static void add_ids(struct packed *x, const struct row_sort *s, struct str *out)
{
	for (size_t i = 0; i < rowset_count(&s->rows, 0); i++)
		table_add_key(&x->p.tables[0], rowset_at(&s->rows, i), out);
}

static void check_order(struct packed *x, const size_t *fields, size_t count,
	bool reverse, const char *want)
{
	const struct table *t = &x->p.tables[0];
	struct path path = { .count = count,
		.fields = fields,
		.last = &t->schema->fields[fields[count - 1]] };
	struct rowset all;
	struct row_sort s;
	struct str got;

	str_init(&got);
	rowset_init(&all);
	row_sort_init(&s, &x->p, 0, &(struct row_sort_key){ path, reverse }, 1, &all);
	task_finish(&s.task);
	assert_int_equal(s.task.total, 6);
	assert_int_equal(s.task.done, 6);
	add_ids(x, &s, &got);
	assert_string_equal(got.buf, want);
	row_sort_release(&s);
	str_release(&got);
}

static void test_sorts_by_the_type_of_the_column(void **state)
{
	static const struct {
		const char *field, *up, *down;
	} cases[] = {
		/* Rows that are alike keep their order, in both directions; empty ones
		 * are last; what is no value of the type sorts next to the values. */
		{ "number", "dbafec", "eafbdc" },
		{ "price", "dfbeac", "aebfdc" },
		{ "date", "fdabec", "ebadfc" },
		{ "name", "fbadec", "edabfc" },
		{ "size", "bfdaec", "eadbfc" },
		{ "any", "daefbc", "bfeadc" },
		{ "id", "abcdef", "fedcba" },
	};
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "things.csv", things);
	packed_load(&x, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int field = resource_field(x.p.tables[0].schema, cases[i].field);
		size_t path = (size_t)field;

		assert_true(field >= 0);
		check_order(&x, &path, 1, false, cases[i].up);
		check_order(&x, &path, 1, true, cases[i].down);
	}
	packed_end(&x);
}

static void test_sorts_through_references(void **state)
{
	struct packed x;
	size_t up;
	size_t number;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "things.csv", things);
	packed_load(&x, NULL);
	up = (size_t)resource_field(x.p.tables[0].schema, "up");
	number = (size_t)resource_field(x.p.tables[0].schema, "number");
	/* a up to c: no number; b: x; c: 9; d: none; e and f: 10. */
	check_order(&x, (size_t[]){ up, number }, 2, false, "cefbad");
	/* Labels: c ("c"), item 9, Item 10, österreich 2. */
	check_order(&x, &up, 1, false, "acefbd");
	packed_end(&x);
}

static void test_sorts_the_rows_given(void **state)
{
	struct packed x;
	struct rowset some;
	struct row_sort s;
	struct str got;
	struct path path = { .count = 1 };
	size_t field;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "things.csv", things);
	packed_load(&x, NULL);
	field = (size_t)resource_field(x.p.tables[0].schema, "number");
	path.fields = &field;
	path.last = &x.p.tables[0].schema->fields[field];
	rowset_init(&some);
	rowset_clear(&some);
	row_sort_init(&s, &x.p, 0, &(struct row_sort_key){ path, false }, 1, &some);
	task_finish(&s.task);
	assert_int_equal(rowset_count(&s.rows, 6), 0);
	row_sort_release(&s);
	/* f and a are alike: f was given first. */
	rowset_add(&some, 5);
	rowset_add(&some, 0);
	rowset_add(&some, 3);
	str_init(&got);
	row_sort_init(&s, &x.p, 0, &(struct row_sort_key){ path, false }, 1, &some);
	task_finish(&s.task);
	add_ids(&x, &s, &got);
	assert_string_equal(got.buf, "dfa");
	row_sort_release(&s);
	str_release(&got);
	rowset_release(&some);
	packed_end(&x);
}

/* Many rows in many steps: the result ascends, rows that are alike stay in order, and the
 * progress never goes back. */
static void check_many(unsigned rows, bool reverse)
{
	struct packed x;
	struct str csv;
	uint64_t seed = rows;
	struct rowset all;
	struct row_sort s;
	size_t field = 0;
	struct path path = { .count = 1, .fields = &field };
	uint64_t last_done = 0;
	long *values = calloc(rows + 1, sizeof *values);

	str_init(&csv);
	str_add(&csv, "value\n");
	for (unsigned i = 0; i < rows; i++) {
		values[i] = (long)random_below(&seed, rows / 4 + 1) - 50;
		str_addf(&csv, "%ld\n", values[i]);
	}
	packed_begin(&x);
	packed_write(&x, "v.csv", csv.buf);
	packed_load(&x, "v.csv");
	path.last = &x.p.tables[0].schema->fields[0];
	rowset_init(&all);
	row_sort_init(&s, &x.p, 0, &(struct row_sort_key){ path, reverse }, 1, &all);
	while (!s.task.step(&s.task, 0)) {
		assert_true(s.task.done >= last_done && s.task.done <= rows);
		last_done = s.task.done;
	}
	assert_int_equal(rowset_count(&s.rows, 0), rows);
	for (size_t i = 1; i < rows; i++) {
		uint32_t before = rowset_at(&s.rows, i - 1);
		uint32_t row = rowset_at(&s.rows, i);

		if (values[before] == values[row])
			assert_true(before < row);
		else
			assert_true((values[before] < values[row]) != reverse);
	}
	row_sort_release(&s);
	packed_end(&x);
	str_release(&csv);
	free(values);
}

static void test_sorts_any_number_of_rows_in_steps(void **state)
{
	(void)state;
	for (unsigned rows = 1; rows < 200; rows += 7)
		check_many(rows, rows % 2);
	check_many(4096, false);
	check_many(20011, true);
}

/* Appends a random cell: texts that agree for long, or begin with signs, and long numbers. */
static void add_cell(struct str *out, uint64_t *seed)
{
	static const char *const pieces[] = { "a", "b", "abcdef", "abcdefgh", "é", " ",
		"1", "007", "90071992547409930", "90071992547409931", "-4", "2.5",
		"----------------", "→→→→→→" };
	size_t count = random_below(seed, 4);
	bool quoted = !random_below(seed, 5);

	str_add(out, quoted ? "\"" : "");
	for (size_t i = 0; i < count; i++)
		str_add(out, pieces[random_below(seed, sizeof pieces / sizeof *pieces)]);
	str_add(out, quoted ? "\"" : "");
}

/* Checks that the rows of X sorted by FIELD are in the order of their whole keys. */
static void check_keys(struct packed *x, size_t field, bool reverse)
{
	const struct table *t = &x->p.tables[0];
	struct path path = {
		.count = 1, .fields = &field, .last = &t->schema->fields[field]
	};
	const struct field *as = reading_of_path(&x->p, 0, &path);
	struct str value = STR_INIT, scratch = STR_INIT;
	struct sortkey before = { .kind = SORTKEY_VALUE };
	struct arena arena = { NULL };
	struct rowset all;
	struct row_sort s;

	rowset_init(&all);
	row_sort_init(&s, &x->p, 0, &(struct row_sort_key){ path, reverse }, 1, &all);
	while (!s.task.step(&s.task, 0))
		;
	assert_int_equal(rowset_count(&s.rows, 0), table_rows(t));
	for (size_t i = 0; i < table_rows(t); i++) {
		uint32_t row = rowset_at(&s.rows, i);
		struct sortkey key;
		int order;

		str_clear(&value);
		package_add_value(&x->p, t, row, &path, &value);
		key = sortkey_make(as, str_slice(&value), row, &arena, &scratch);
		order = i ? sortkey_compare(&before, &key) : -1;
		if (reverse && key.kind != SORTKEY_EMPTY && i)
			order = -order;
		assert_true(order < 0 || (order == 0 && before.row < row));
		before = key;
	}
	row_sort_release(&s);
	str_release(&value);
	str_release(&scratch);
	arena_release(&arena);
}

static void test_the_order_is_that_of_whole_keys(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct str csv = STR_INIT;
		struct packed x;

		str_add(&csv, "id;number;price;date;name;size;any;up\n");
		for (int row = 0; row < 200; row++) {
			for (int cell = 0; cell < 8; cell++) {
				str_add(&csv, cell ? ";" : "");
				if (cell)
					add_cell(&csv, &seed);
				else
					str_addf(&csv, "%d", row);
			}
			str_add_char(&csv, '\n');
		}
		packed_begin(&x);
		packed_write(&x, "datapackage.json", descriptor);
		packed_write(&x, "things.csv", csv.buf);
		packed_load(&x, NULL);
		for (size_t field = 0; field < 7; field++)
			check_keys(&x, field, (size_t)round % 2 == field % 2);
		packed_end(&x);
		str_release(&csv);
	}
}

/* Groups and runs that no single step sorts: names of words that agree for long. */
static void test_long_texts_are_sorted_in_steps(void **state)
{
	static const char *const words[] = { "meeting ", "Meeting, ", "agreed ",
		"plan 9 ", "plan 10 ", "é ", "of the whole group of people " };
	struct str csv = STR_INIT;
	uint64_t seed = 4;
	struct packed x;

	(void)state;
	str_add(&csv, "id;number;price;date;name;size;any;up\n");
	for (int row = 0; row < 4000; row++) {
		str_addf(&csv, "%d;;;;", row);
		for (unsigned i = random_below(&seed, 8); i; i--)
			str_add(&csv, words[random_below(&seed, i < 3 ? 7 : 2)]);
		str_add(&csv, ";;;\n");
	}
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "things.csv", csv.buf);
	packed_load(&x, NULL);
	check_keys(&x, 4, false);
	check_keys(&x, 4, true);
	packed_end(&x);
	str_release(&csv);
}

/* A search or a window that goes away in the middle leaves nothing behind. */
static void test_can_be_abandoned(void **state)
{
	struct packed x;
	struct rowset all;
	struct row_sort s;
	size_t field = 1;
	struct path path = { .count = 1, .fields = &field };

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "things.csv", things);
	packed_load(&x, NULL);
	path.last = &x.p.tables[0].schema->fields[field];
	rowset_init(&all);
	row_sort_init(&s, &x.p, 0, &(struct row_sort_key){ path, false }, 1, &all);
	row_sort_release(&s);
	row_sort_init(&s, &x.p, 0, &(struct row_sort_key){ path, false }, 1, &all);
	s.task.step(&s.task, 0);
	row_sort_release(&s);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorts_by_the_type_of_the_column),
		cmocka_unit_test(test_sorts_through_references),
		cmocka_unit_test(test_sorts_the_rows_given),
		cmocka_unit_test(test_sorts_any_number_of_rows_in_steps),
		cmocka_unit_test(test_the_order_is_that_of_whole_keys),
		cmocka_unit_test(test_long_texts_are_sorted_in_steps),
		cmocka_unit_test(test_can_be_abandoned),
	};

	return cmocka_run_group_tests_name("row_sort", tests, NULL, NULL);
}
