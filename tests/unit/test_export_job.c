/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include <sys/stat.h>

#include "output/event_list.h"
#include "output/result_list.h"
#include "output/table_list.h"
#include "unit/packed.h"
#include "unit/test.h"

static const char towns[] =
	"{'name':'forum','resources':["
	"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'name','type':'string'},"
	"{'name':'founded','type':'year'}],'primaryKey':'id'},"
	"'bali':{'label':'name','timeline':{'date':'founded'}}}]}";

enum { TOWNS = 1000 };

struct world {
	struct packed x;
	struct search search;
	struct export_job w;
	struct str err;
};

/* A thousand towns: every tenth is called Perth. */
static void world_open(struct world *v, enum format format)
{
	struct str rows;

	packed_begin(&v->x);
	packed_write(&v->x, "datapackage.json", towns);
	str_init(&rows);
	str_add(&rows, "id,name,founded\n");
	for (int i = 0; i < TOWNS; i++)
		str_addf(&rows, "t%d,%s %d,%d\n", i, i % 10 ? "Kota" : "Perth", i,
			1000 + i);
	packed_write(&v->x, "towns.csv", rows.buf);
	str_release(&rows);
	packed_load(&v->x, NULL);
	search_init(&v->search, &v->x.p);
	export_job_init(&v->w, format);
	str_init(&v->err);
}

static void world_close(struct world *v)
{
	export_job_release(&v->w);
	search_release(&v->search);
	str_release(&v->err);
	packed_end(&v->x);
}

static void world_search(struct world *v, const char *text)
{
	assert_true(search_set(&v->search, text, -1, NULL, NULL));
	task_finish(&v->search.task);
}

static void world_begin(struct world *v)
{
	assert_true(export_job_open(&v->w, folder_file(&v->x.folder, "out.csv"), false,
		(struct csv_options){ 0 }, NULL, &v->err));
}

static void put_rows(struct world *v)
{
	v->w.list = table_list_new(
		&v->x.p, &v->x.p.tables[0], search_rows(&v->search, 0), NULL);
	table_list_add_fields(v->w.list);
}

static bool is_there(struct world *v, const char *name)
{
	struct stat file;

	return stat(folder_file(&v->x.folder, name), &file) == 0;
}

/* Returns how many files the folder has: also a temporary one is one. */
static size_t count_files(const struct world *v)
{
	return (size_t)folder_count(&v->x.folder);
}

/* Counts the lines of the file, and those that hold TEXT. */
static void count_lines(struct world *v, const char *text, size_t *lines, size_t *found)
{
	FILE *file = fopen(folder_file(&v->x.folder, "out.csv"), "r");
	char line[200];

	assert_non_null(file);
	*lines = *found = 0;
	while (fgets(line, sizeof line, file)) {
		++*lines;
		*found += strstr(line, text) != NULL;
	}
	fclose(file);
}

/* What is written is what was found then, whatever is searched for meanwhile. */
static void test_rows_stay_those_that_were_put_in(void **state)
{
	struct world v;
	struct stat file;
	size_t lines, found, steps = 1;

	(void)state;
	world_open(&v, FORMAT_CSV);
	world_search(&v, "perth");
	put_rows(&v);
	world_begin(&v);
	world_search(&v, "kota");
	assert_false(is_there(&v, "out.csv"));
	while (!v.w.task.step(&v.w.task, 0)) {
		assert_true(v.w.task.done <= v.w.task.total);
		steps++;
	}
	assert_true(steps > 1);
	assert_int_equal(v.w.task.done, 100);
	assert_true(export_job_close(&v.w, &v.err));
	count_lines(&v, ",Perth ", &lines, &found);
	assert_int_equal(lines, 101);
	assert_int_equal(found, 100);
	assert_int_equal(stat(folder_file(&v.x.folder, "out.csv"), &file), 0);
	assert_int_equal(v.w.size, file.st_size);
	export_job_add_what(&v.w, &v.err);
	assert_string_equal(v.err.buf, "100 rows");
	world_close(&v);
}

static void test_given_up_nothing_is_left(void **state)
{
	struct world v;

	(void)state;
	world_open(&v, FORMAT_JSON);
	put_rows(&v);
	world_begin(&v);
	assert_false(v.w.task.step(&v.w.task, 0));
	assert_int_equal(count_files(&v), 3);
	export_job_release(&v.w);
	assert_int_equal(count_files(&v), 2);
	export_job_init(&v.w, FORMAT_CSV);
	world_close(&v);
}

static void test_another_search_ends_what_was_found(void **state)
{
	struct world v;

	(void)state;
	world_open(&v, FORMAT_CSV);
	world_search(&v, "perth");
	v.w.list = result_list_new(&v.search, 0);
	world_begin(&v);
	assert_false(v.w.task.step(&v.w.task, 0));
	world_search(&v, "kota");
	task_finish(&v.w.task);
	assert_false(export_job_close(&v.w, &v.err));
	assert_non_null(strstr(v.err.buf,
		"out.csv: not written, because the search is another one now."));
	assert_int_equal(count_files(&v), 2);
	world_close(&v);
}

static void test_what_was_found_is_written(void **state)
{
	struct world v;
	size_t lines, found;

	(void)state;
	world_open(&v, FORMAT_CSV);
	world_search(&v, "perth");
	v.w.list = result_list_new(&v.search, 0);
	world_begin(&v);
	task_finish(&v.w.task);
	assert_true(export_job_close(&v.w, &v.err));
	count_lines(&v, "towns,t", &lines, &found);
	assert_int_equal(lines, 101);
	assert_int_equal(found, 100);
	world_close(&v);
}

static void test_events_are_counted_without_gaps(void **state)
{
	struct world v;
	struct events c;
	size_t lines, found;

	(void)state;
	world_open(&v, FORMAT_TEXT);
	events_init(&c, &v.x.p, 0);
	while (!events_step(&c, clock_now() + TASK_MS))
		;
	v.w.list = event_list_new(&c, NULL);
	world_begin(&v);
	task_finish(&v.w.task);
	assert_true(export_job_close(&v.w, &v.err));
	export_job_add_what(&v.w, &v.err);
	assert_string_equal(v.err.buf, "1,000 events");
	count_lines(&v, "───", &lines, &found);
	assert_int_equal(lines - found, 1000);
	assert_true(found > 0);
	events_release(&c);
	world_close(&v);
}

static void test_other_events_end_it(void **state)
{
	struct world v;
	struct events c;

	(void)state;
	world_open(&v, FORMAT_CSV);
	events_init(&c, &v.x.p, 0);
	while (!events_step(&c, clock_now() + TASK_MS))
		;
	v.w.list = event_list_new(&c, NULL);
	world_begin(&v);
	assert_false(v.w.task.step(&v.w.task, 0));
	c.edition++;
	task_finish(&v.w.task);
	assert_false(export_job_close(&v.w, &v.err));
	assert_non_null(strstr(v.err.buf, "more events came meanwhile"));
	events_release(&c);
	world_close(&v);
}

static void check_name(const char *text, const char *name)
{
	struct export_job w;

	export_job_init(&w, FORMAT_CSV);
	export_job_add_name(&w, text);
	assert_string_equal(w.name.buf, name);
	export_job_release(&w);
}

static void test_names_are_fit_for_files(void **state)
{
	(void)state;
	check_name("members", "members");
	check_name("members/KH", "members-KH");
	check_name("books/The Tale of Genji", "books-The-Tale-of-Genji");
	check_name("../../etc/passwd", "_.-..-etc-passwd");
	check_name("-f", "_f");
	check_name("a\x1b]52;c\x07\xe2\x80\xae\xff", "a-]52;c---");
	check_name("Öland", "Öland");
	check_name(
		"0123456789012345678901234567890123456789012345678901234567890123456789",
		"012345678901234567890123456789012345678901234567890123456789");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_stay_those_that_were_put_in),
		cmocka_unit_test(test_given_up_nothing_is_left),
		cmocka_unit_test(test_another_search_ends_what_was_found),
		cmocka_unit_test(test_what_was_found_is_written),
		cmocka_unit_test(test_events_are_counted_without_gaps),
		cmocka_unit_test(test_other_events_end_it),
		cmocka_unit_test(test_names_are_fit_for_files),
	};

	return cmocka_run_group_tests_name("export_job", tests, NULL, NULL);
}
