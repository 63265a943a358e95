/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/reading.h"

#include <stdlib.h>
#include <string.h>

#include "data/value.h"
#include "query/rowset.h"
#include "unit/packed.h"
#include "unit/random.h"

enum { VALUES_MOST = 64 };

/* Splits LIST at each |, in its place; returns how many values there are. */
static size_t split(char *list, char *values[VALUES_MOST])
{
	size_t count = 0;

	for (values[count++] = list; (list = strchr(list, '|')); values[count++] = list)
		*list++ = '\0';
	return count;
}

/* Opens a table without a schema whose one column has the COUNT VALUES, the last first. */
static void open_column(struct packed *x, char *const *values, size_t count)
{
	struct str csv = STR_INIT;

	str_add(&csv, "v,n\n");
	while (count--)
		str_addf(&csv, "\"%s\",\n", values[count]);
	packed_begin(x);
	folder_write(&x->folder, "t.csv", csv.buf);
	packed_load(x, NULL);
	str_release(&csv);
}

/* Fails unless the COUNT VALUES, which are in order, are so when their column is sorted. */
static void check_sorted(char *const *values, size_t count)
{
	struct packed x;
	struct rowset all;
	struct row_sort s;
	struct str want = STR_INIT, got = STR_INIT;

	open_column(&x, values, count);
	rowset_init(&all);
	row_sort_init(&s, &x.p, 0,
		&(struct row_sort_key){ x.p.tables[0].schema->columns[0], false }, 1,
		&all);
	task_finish(&s.task);
	for (size_t i = 0; i < count; i++) {
		str_addf(&want, "%s|", values[i]);
		package_add_field(&x.p, &x.p.tables[0], rowset_at(&s.rows, i), 0, &got);
		str_add_char(&got, '|');
	}
	if (strcmp(got.buf, want.buf) != 0)
		fail_msg("%s\nsorts as %s", want.buf, got.buf);
	row_sort_release(&s);
	packed_end(&x);
	str_release(&want);
	str_release(&got);
}

/* Values in the order in which the column sorts. */
static void test_columns_sort_as_people_write(void **state)
{
	static const char *const columns[] = {
		/* thousands */
		"900|2,000|15,500|1,000,000",
		"999|1.000.000|2.000.000",
		"-1 000|5|1 000|1 000 000",
		"1'000|20'000|100'000",
		"1,000|2,000|10,000",
		"1.000|1.5|2.000",
		/* decimal commas */
		"0,25|0,5|9,75|10,1",
		"0,5|9,75|1.234,56",
		"0,500|1,000|1,25|10,000",
		"1,5|2,25|1 000,5",
		/* currencies */
		"-$20|$5|$99.99|$1,000",
		"($1,000)|-$5|$0|$7",
		"-1.000 €|5 €|12,50 €",
		"€5|€10|€1,000",
		"CHF 9|CHF 10|CHF 1'000",
		"Rp5.000|Rp20.000|Rp1.000.000",
		"US$ 9|US$10|US$ 1,000",
		"£2|£10|£1,000,000",
		/* signs */
		"−10|−2|0|+7|8",
		"(20)|(3)|4|500",
		/* percent and units */
		"-10%|-5%|3%|20%|n/a",
		"0.25 kg|0.5 kg|1.25 kg|10 kg|heavy",
		"0|5 %|10%",
		"0.5 km/h|1.25 km/h|10 km/h",
		"5e2|1e3|2000",
		"-1 1/2|1/10|1/4|1/2|0.75|1|1 1/2|2",
		/* not numbers of one kind: letter by letter, runs of digits as numbers */
		"1.9.0|1.10.0|2.0.0",
		"item2|item9|item10",
		"2 kB|3 MB|10 kB",
		"v1.9|v1.10",
		"AB-2|AB-12|AB-100",
		"(1)|(2)|(10)",
		"1/2|1/10|3/4",
		/* dates */
		"31/12/2019|15/01/2020|01/02/2020",
		"12/31/2019|1/15/2020|2/1/2020",
		"1.2.2019|28.1.2020|3.2.2020",
		"31/12/2019 09:30|15/01/2020 08:00|15/01/2020 10:00|1/2/2020 00:00",
		"31/12/98|1/1/99",
		"31/12/2019|15/01/2020|unknown",
		"2019-12-31|2020-01-15|2020-02-01",
	};

	(void)state;
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
		char *list = strdup(columns[c]), *values[VALUES_MOST];

		check_sorted(values, split(list, values));
		free(list);
	}
}

static int compare_longs(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

/* Returns CENTS written with the characters of a convention; the caller frees it. */
static char *write_cents(long cents, const char *decimal, const char *group,
	const char *before, const char *after, const char *minus)
{
	struct str text = STR_INIT;
	char digits[24];
	size_t len;

	snprintf(digits, sizeof digits, "%ld", labs(cents) / 100);
	len = strlen(digits);
	str_add(&text, cents < 0 ? minus : "");
	str_add(&text, before);
	for (size_t i = 0; i < len; i++) {
		str_add(&text, i && (len - i) % 3 == 0 ? group : "");
		str_add_char(&text, digits[i]);
	}
	str_addf(&text, "%s%02ld%s", decimal, labs(cents) % 100, after);
	str_add(&text, cents < 0 && strcmp(minus, "(") == 0 ? ")" : "");
	return text.buf;
}

/* Random amounts of all sizes, written in any way that people have. */
static void test_every_convention_is_seen(void **state)
{
	static const char *const groups[] = { "", "x", " ", "\u00a0", "\u202f", "'",
		"’" };
	static const char *const units[] = { "", "$", "€ ", "CHF ", "Rp", "US$" };
	static const char *const afters[] = { "", "%", " kg", " €", "\u00a0kr" };
	static const char *const signs[] = { "-", "−", "(", "- " };
	enum { AMOUNTS = 40 };
	uint64_t seed = 5;

	(void)state;
	for (int turn = 0; turn < 120; turn++) {
		bool comma = random_below(&seed, 2);
		const char *group = groups[random_below(&seed, 7)];
		const char *before = units[random_below(&seed, 6)];
		const char *after = *before ? "" : afters[random_below(&seed, 5)];
		const char *minus = signs[random_below(&seed, 4)];
		long amounts[AMOUNTS];
		char *values[AMOUNTS];
		size_t count = 0;

		if (strcmp(group, "x") == 0)
			group = comma ? "." : ",";
		for (int i = 0; i < AMOUNTS; i++) {
			unsigned size = random_below(&seed, 9);

			amounts[i] = (long)random_below(&seed, 99) + 1;
			while (size--)
				amounts[i] = amounts[i] * 10 + random_below(&seed, 10);
			if (random_below(&seed, 4) == 0)
				amounts[i] = -amounts[i];
		}
		qsort(amounts, AMOUNTS, sizeof *amounts, compare_longs);
		for (int i = 0; i < AMOUNTS; i++)
			if (!i || amounts[i] != amounts[i - 1])
				values[count++] = write_cents(amounts[i],
					comma ? "," : ".", group, before, after, minus);
		check_sorted(values, count);
		while (count)
			free(values[--count]);
	}
}

static void test_what_a_column_is_read_as(void **state)
{
	static const struct {
		const char *values;
		enum field_type type;
		const char
			*detail; /* the decimal character and the unit, or the format */
	} columns[] = {
		{ "1,000|2,000", FIELD_NUMBER, "." },
		{ "1,000|0,5", FIELD_NUMBER, "," },
		{ "1|2|x|y", FIELD_NUMBER, "." },
		{ "1|x|y", FIELD_ANY, "" },
		{ "5%|7", FIELD_NUMBER, ".%" },
		{ "5 kg|7 g", FIELD_ANY, "" },
		{ "5 kg|7|8|9 g", FIELD_NUMBER, "." },
		{ "13/02/2020|1/3/2020", FIELD_DATE, "%d/%m/%Y" },
		{ "2/13/2020|1/3/2020", FIELD_DATE, "%m/%d/%Y" },
		{ "13/02/2020|2/13/2020", FIELD_ANY, "" },
		{ "192.168.0.1|10.0.0.1", FIELD_ANY, "" },
		{ "a|b", FIELD_ANY, "" },
	};

	(void)state;
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
		char *list = strdup(columns[c].values), *values[VALUES_MOST];
		size_t count = split(list, values);
		const struct field *as;
		struct packed x;
		char detail[NUMBER_UNIT + 1] = "";

		open_column(&x, values, count);
		as = reading_of(&x.p.tables[0], 0);
		if (as->type == FIELD_NUMBER)
			snprintf(detail, sizeof detail, "%c%s", as->decimal_char,
				as->unit);
		else if (as->type != FIELD_ANY)
			snprintf(detail, sizeof detail, "%s", as->format);
		if (as->type != columns[c].type || strcmp(detail, columns[c].detail) != 0)
			fail_msg("%s: %d %s", columns[c].values, as->type, detail);
		assert_ptr_equal(as, reading_of(&x.p.tables[0], 0));
		assert_int_equal(reading_of(&x.p.tables[0], 1)->type, FIELD_ANY);
		packed_end(&x);
		free(list);
	}
}

/* Whatever stands in a column, its order is one: of three values, too. */
static void test_odd_values_have_one_order(void **state)
{
	static const char *const pieces[] = { "1", "0", "9007199254740993", "1,000",
		"0,5", ".", ",", "-", "−", "(", ")", "$", "€", "%", " ", "e", "kg", "1e3",
		"x", "\xc2\xa0", "'", "/", "12", "INF", "é" };
	enum { TEXTS = 160 };
	struct field any = { .name = "v",
		.format = "default",
		.type = FIELD_ANY,
		.decimal_char = '.',
		.group_char = "",
		.reference = -1 };
	struct field number = any, comma;
	struct sortkey keys[TEXTS];
	struct arena arena = { NULL };
	struct str text = STR_INIT, scratch = STR_INIT;
	uint64_t seed = 11;

	(void)state;
	number.type = FIELD_NUMBER;
	number.unit = "$";
	comma = number;
	comma.decimal_char = ',';
	comma.unit = "kg";
	for (int turn = 0; turn < 3; turn++) {
		const struct field *f = turn == 0 ? &any : turn == 1 ? &number : &comma;

		for (int i = 0; i < TEXTS; i++) {
			str_clear(&text);
			for (unsigned n = random_below(&seed, 5); n; n--)
				str_add(&text,
					pieces[random_below(
						&seed, sizeof pieces / sizeof *pieces)]);
			keys[i] = sortkey_make(
				f, str_slice(&text), (uint32_t)i, &arena, &scratch);
		}
		for (int i = 0; i < TEXTS; i++)
			for (int j = 0; j < TEXTS; j++) {
				int order = sortkey_compare(&keys[i], &keys[j]);
				int back = sortkey_compare(&keys[j], &keys[i]);

				assert_true((order < 0) == (back > 0) &&
					(order == 0) == (back == 0));
				for (int k = 0; k < TEXTS && order <= 0; k++)
					if (sortkey_compare(&keys[j], &keys[k]) <= 0)
						assert_true(sortkey_compare(&keys[i],
								    &keys[k]) <= 0);
			}
	}
	arena_release(&arena);
	str_release(&text);
	str_release(&scratch);
}

/* A few rows of megabytes are enough: looking at more would take too long. */
static void test_long_rows_are_looked_at_less(void **state)
{
	enum { LONG = 5000000, WORDS = 20 };
	struct str csv = STR_INIT;
	struct packed x;

	(void)state;
	str_add(&csv, "v,n\n1,");
	str_add_repeat(&csv, 'y', LONG);
	for (int i = 0; i < WORDS; i++)
		str_add(&csv, "\nword,");
	str_add(&csv, "\n");
	packed_begin(&x);
	folder_write(&x.folder, "t.csv", csv.buf);
	packed_load(&x, NULL);
	assert_int_equal(reading_of(&x.p.tables[0], 0)->type, FIELD_NUMBER);
	packed_end(&x);
	str_release(&csv);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_sort_as_people_write),
		cmocka_unit_test(test_every_convention_is_seen),
		cmocka_unit_test(test_what_a_column_is_read_as),
		cmocka_unit_test(test_odd_values_have_one_order),
		cmocka_unit_test(test_long_rows_are_looked_at_less),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
