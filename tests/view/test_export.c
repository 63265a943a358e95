/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What is shown, written into a file by the key e, and the file read back. */

#include <stdio.h>
#include <sys/stat.h>

#include "browser/export.h"
#include "unit/test.h"
#include "view/forum.h"
#include "view/stage.h"

struct desk {
	struct stage s;
	struct folder folder; /* that is exported to */
	struct str text;      /* of the file read last */
};

static struct desk desk;

static int open_desk(void **state)
{
	folder_make(&desk.folder);
	str_init(&desk.text);
	/* A short name for the folder, as the user would type it. */
	assert_int_equal(setenv("HOME", desk.folder.path, 1), 0);
	stage_open(&desk.s, stage_small(), 100, 24);
	*state = &desk;
	return 0;
}

static int close_desk(void **state)
{
	(void)state;
	stage_close(&desk.s);
	str_release(&desk.text);
	folder_remove(&desk.folder);
	return 0;
}

/* Exports what is shown to NAME, below the home folder. */
static void export_to(struct desk *d, const char *name)
{
	stage_keys(&d->s, "e Ctrl-U");
	stage_type(&d->s, "~/");
	stage_type(&d->s, name);
	stage_keys(&d->s, "Enter");
}

static bool is_there(struct desk *d, const char *name)
{
	struct stat file;

	return stat(folder_file(&d->folder, name), &file) == 0;
}

static size_t count_files(const struct desk *d)
{
	return (size_t)folder_count(&d->folder);
}

/* Returns the text of file NAME. */
static const char *read_back(struct desk *d, const char *name)
{
	FILE *file = fopen(folder_file(&d->folder, name), "r");
	char part[512];
	size_t got;

	if (!file)
		fail_msg("%s was not written:\n%s", name, d->s.screen.buf);
	str_clear(&d->text);
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		str_add_bytes(&d->text, part, got);
	fclose(file);
	return d->text.buf;
}

static void test_a_list_as_it_is(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "1 e");
	stage_expect(&d->s, " export to: islands.csv");
	stage_expect(&d->s, "Enter export   Esc cancel");
	stage_keys(&d->s, "Esc");
	export_to(d, "islands.csv");
	stage_expect(&d->s, "Wrote 4 rows to ~/islands.csv (113 bytes)");
	assert_string_equal(read_back(d, "islands.csv"),
		"name,sea,people\n"
		"Gotland,Baltic Sea,61000\n"
		"Öland,Baltic Sea,26000\n"
		"Elba,Tyrrhenian Sea,32000\n"
		"Bali,Bali Sea,4300000\n");
	assert_int_equal(count_files(d), 1);
}

static void test_filtered_sorted_and_with_its_columns(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "1 / b a l t i c Enter Right Right s");
	export_to(d, "a.tsv");
	assert_string_equal(read_back(d, "a.tsv"),
		"name\tsea\tpeople\nÖland\tBaltic Sea\t26000\nGotland\tBaltic "
		"Sea\t61000\n");
	/* Sea is hidden, the code is shown. */
	stage_keys(&d->s, "c g Down Space G Space Esc");
	export_to(d, "b.csv");
	assert_string_equal(read_back(d, "b.csv"),
		"name,people,id\nÖland,26000,OLA\nGotland,61000,GOT\n");
	stage_expect(&d->s, "Wrote 2 rows to ~/b.csv (50 bytes)");
}

static void test_every_form(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "2 / b o r g h o l m Enter");
	export_to(d, "a.json");
	assert_string_equal(read_back(d, "a.json"),
		"{\"name\":\"harbours\",\"title\":\"Harbours\",\"rows\":[\n"
		"{\"name\":\"Borgholm\",\"island.name\":\"Öland\",\"depth\":3.5}\n]}\n");
	export_to(d, "a.md");
	assert_string_equal(read_back(d, "a.md"),
		"| Harbour | Island | Depth |\n| --- | --- | ---: |\n"
		"| Borgholm | Öland | 3.5 |\n");
	export_to(d, "a.txt");
	assert_string_equal(read_back(d, "a.txt"),
		"Harbour   Island  Depth\nBorgholm  Öland     3.5\n");
}

static void test_a_name_that_will_not_do_can_be_mended(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "1 Down");
	export_to(d, "islands.xls");
	stage_expect(&d->s, "File name must end in .txt, .csv, .tsv, .json, .md or .geojson.");
	stage_expect(&d->s, " export to: ~/islands.xls");
	stage_keys(&d->s, "Backspace Backspace Backspace c s v Enter");
	stage_expect(&d->s, "Wrote 4 rows");
	export_to(d, "none/islands.csv");
	stage_expect(&d->s, "Cannot write: folder does not exist.");
	stage_expect(&d->s, " export to: ~/none/islands.csv");
	stage_keys(&d->s, "Ctrl-U Enter");
	stage_expect(&d->s, "File name must end in .txt,");
	/* Up is no search from before, Down and the page keys are not the list's. */
	stage_keys(&d->s, "Esc / x Enter C e Up Down PgDn");
	stage_expect(&d->s, " export to: islands.csv");
	stage_keys(&d->s, "Esc");
	stage_expect_not(&d->s, "export to");
	stage_expect(&d->s, " 2/4");
	assert_int_equal(count_files(d), 1);
}

static void test_a_file_is_replaced_only_by_y(void **state)
{
	static const char question[] =
		" ~/a.csv exists. y overwrites, any other key cancels.";
	struct desk *d = *state;

	folder_write(&d->folder, "a.csv", "mine\n");
	stage_keys(&d->s, "1");
	export_to(d, "a.csv");
	stage_expect(&d->s, question);
	stage_keys(&d->s, "Enter");
	stage_expect(&d->s, "Not overwritten.");
	assert_string_equal(read_back(d, "a.csv"), "mine\n");
	export_to(d, "a.csv");
	stage_keys(&d->s, "Y");
	stage_expect_not(&d->s, question);
	assert_string_equal(read_back(d, "a.csv"), "mine\n");
	export_to(d, "a.csv");
	stage_keys(&d->s, "y");
	stage_expect(&d->s, "Wrote 4 rows to ~/a.csv");
	assert_int_equal(strncmp(read_back(d, "a.csv"), "name,sea,people\n", 16), 0);
	assert_int_equal(count_files(d), 1);
}

static void test_a_record(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "1 Enter e");
	stage_expect(&d->s, " export to: islands-GOT.md");
	stage_keys(&d->s, "Esc");
	export_to(d, "a.md");
	stage_expect(&d->s, "Wrote islands/GOT to ~/a.md");
	assert_int_equal(strncmp(read_back(d, "a.md"), "# Gotland\n", 10), 0);
	assert_non_null(strstr(d->text.buf, "Visby"));
	export_to(d, "a.tsv");
	assert_non_null(strstr(read_back(d, "a.tsv"), "islands\tGOT\tsea\tBaltic Sea\n"));
	export_to(d, "a.json");
	assert_int_equal(
		strncmp(read_back(d, "a.json"), "{\"table\":\"islands\"", 18), 0);
	export_to(d, "a.txt");
	assert_non_null(strstr(read_back(d, "a.txt"), "Gotland"));
}

/* The proposed name is selected; Tab completes what is typed in its place. */
static void test_names_are_completed(void **state)
{
	struct desk *d = *state;

	folder_write(&d->folder, "harbours.csv", "x\n");
	folder_write(&d->folder, "harvest.csv", "x\n");
	folder_write(&d->folder, ".hidden.csv", "x\n");
	assert_int_equal(mkdir(folder_file(&d->folder, "out"), 0700), 0);
	stage_keys(&d->s, "1 e ~ / h Tab");
	stage_expect(&d->s, " export to: ~/harbours.csv ");
	stage_expect(&d->s, "harbours.csv · harvest.csv");
	stage_keys(&d->s, "Tab");
	stage_expect(&d->s, " export to: ~/harvest.csv ");
	stage_keys(&d->s, "Ctrl-U ~ / o Tab a . c s v Enter");
	assert_true(is_there(d, "out/a.csv"));
	assert_int_equal(unlink(folder_file(&d->folder, "out/a.csv")), 0);
	assert_int_equal(rmdir(folder_file(&d->folder, "out")), 0);
	stage_keys(&d->s, "e ~ / q Tab");
	stage_expect(&d->s, "No completion.");
	stage_keys(&d->s, "Backspace . h Tab");
	stage_expect(&d->s, " export to: ~/.hidden.csv ");
	assert_int_equal(unlink(folder_file(&d->folder, ".hidden.csv")), 0);
}

static void test_what_was_found_in_all_tables(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "f g o t l a n d Enter e");
	stage_expect(&d->s, " export to: results.csv");
	stage_keys(&d->s, "Esc");
	export_to(d, "a.csv");
	stage_expect(&d->s, "Wrote 3 rows to ~/a.csv");
	assert_string_equal(read_back(d, "a.csv"),
		"table,key,label,answer,reason\n"
		"islands,GOT,Gotland,Baltic Sea · People: 61000,\n"
		"harbours,Visby,Visby,Gotland · Depth: 9.5,island: Gotland\n"
		"harbours,Slite,Slite,Gotland · Depth: 8,island: Gotland\n");
}

static void test_where_there_is_nothing(void **state)
{
	struct desk *d = *state;

	stage_keys(&d->s, "1 / x x Enter e");
	stage_expect(&d->s, "There is no row of Islands to export.");
	stage_expect_not(&d->s, "export to");
	stage_keys(&d->s, "C ! e");
	stage_expect(&d->s, "e does nothing here. ? lists the keys.");
	stage_keys(&d->s, "0 e");
	stage_expect(&d->s, "e does nothing here. ? lists the keys.");
}

static void test_formulas_are_guarded_when_asked_for(void **state)
{
	struct desk *d = *state;
	struct folder data;

	folder_make(&data);
	folder_write(&data, "t.csv", "a,b\n=1+1,-3\n");
	stage_close(&d->s);
	stage_open(&d->s, folder_file(&data, "t.csv"), 80, 24);
	export_to(d, "plain.csv");
	assert_string_equal(read_back(d, "plain.csv"), "a,b\n=1+1,-3\n");
	d->s.app.csv.safe = true;
	export_to(d, "safe.csv");
	assert_string_equal(read_back(d, "safe.csv"), "a,b\n'=1+1,-3\n");
	folder_remove(&data);
}

static void test_the_events_of_the_timeline(void **state)
{
	struct desk *d = *state;
	struct packed x;

	forum_open(&x);
	stage_close(&d->s);
	stage_open(&d->s, x.folder.path, 80, 24);
	stage_keys(&d->s, "t / c o n f e r e n c e Enter e");
	stage_expect(&d->s, " export to: timeline.csv");
	stage_keys(&d->s, "Esc");
	export_to(d, "a.csv");
	stage_expect(&d->s, "Wrote 5 events to ~/a.csv");
	assert_string_equal(read_back(d, "a.csv"),
		"date,lane,table,key,title,gap,late\n"
		"2002-02-26/2002-02-28,Conferences,meetings,1,First Conference,,\n"
		"2004-04-28,Conferences,meetings,2,Second Conference,P2Y2M,false\n"
		"2009-04-14/2009-04-15,Conferences,meetings,3,Third "
		"Conference,P4Y11M,true\n"
		"2011-03-29/2011-03-30,Conferences,meetings,4,Fourth "
		"Conference,P1Y11M,false\n"
		"2013-04-02,Conferences,meetings,5,Fifth Conference,P2Y,false\n");
	stage_keys(&d->s, "/ x x Enter e");
	stage_expect(&d->s, "There is no event to export.");
	packed_end(&x);
}

/* --- a table that takes long --- */

enum { MANY = 200000 };

/* Opens a long table and begins to export it; no more than a portion is written. */
static void begin_long(struct desk *d, struct folder *data)
{
	struct str rows;

	folder_make(data);
	str_init(&rows);
	str_add(&rows, "id,name\n");
	for (int i = 0; i < MANY; i++)
		str_addf(&rows, "%d,row %d\n", i, i);
	folder_write(data, "t.csv", rows.buf);
	str_release(&rows);
	stage_close(&d->s);
	stage_open(&d->s, folder_file(data, "t.csv"), 80, 24);
	stage_keys(&d->s, "e Ctrl-U");
	stage_type(&d->s, "~/long.csv");
	app_key(&d->s.app, '\r');
	assert_true(export_runs(&d->s.app));
	assert_false(app_work(&d->s.app, 0));
	assert_int_equal(count_files(d), 1); /* next to where it will be */
	assert_false(is_there(d, "long.csv"));
}

static void draw(struct desk *d)
{
	app_draw(&d->s.app, 80, 24);
	str_clear(&d->s.screen);
	canvas_add_text(&d->s.app.canvas, false, &d->s.screen);
}

static void test_ctrl_c_leaves_no_half_file(void **state)
{
	struct desk *d = *state;
	struct folder data;

	begin_long(d, &data);
	stage_keys(&d->s, "Ctrl-C");
	stage_expect(&d->s, "Writing stopped. No file was left.");
	assert_int_equal(count_files(d), 0);
	assert_false(d->s.app.done);
	folder_remove(&data);
}

static void test_the_end_of_the_program_leaves_no_half_file(void **state)
{
	struct desk *d = *state;
	struct folder data;

	begin_long(d, &data);
	stage_close(&d->s);
	assert_int_equal(count_files(d), 0);
	stage_open(&d->s, folder_file(&data, "t.csv"), 80, 24);
	folder_remove(&data);
}

static void test_keys_are_answered_while_it_is_written(void **state)
{
	struct desk *d = *state;
	struct folder data;
	int64_t began;

	begin_long(d, &data);
	began = clock_now();
	app_key(&d->s.app, 'e');
	draw(d);
	stage_expect(&d->s, "Still writing ~/long.csv. Ctrl-C stops it.");
	app_key(&d->s.app, 'Q');
	assert_false(d->s.app.done);
	draw(d);
	stage_expect(&d->s, "A file is still being written. Ctrl-C stops it.");
	/* The first line that is not a message of a key says how far it is. */
	app_key(&d->s.app, 'j');
	while (clock_now() - began < 300 * TASK_MS)
		app_layout(&d->s.app, 80, 24);
	draw(d);
	stage_expect(&d->s, " 2/200,000");
	stage_expect(&d->s, "writing ~/long.csv 0 %");
	stage_keys(&d->s, "j");
	stage_expect(&d->s, "Wrote 200,000 rows to ~/long.csv (3.4 MB)");
	assert_int_equal(count_files(d), 1);
	read_back(d, "long.csv");
	assert_non_null(strstr(d->text.buf, "\n199999,row 199999\n"));
	assert_int_equal(d->text.len, 3377788);
	folder_remove(&data);
}

/* Its rows would be others: the data that were read again come when it is written. */
static void test_data_read_again_wait_for_it(void **state)
{
	struct desk *d = *state;
	struct folder data;

	begin_long(d, &data);
	folder_write(&data, "t.csv", "id,name\n1,one\n");
	app_key(&d->s.app, 'r');
	for (int i = 0; i < 20; i++)
		assert_false(app_work(&d->s.app, 0));
	draw(d);
	stage_expect(&d->s, "/200,000");
	app_finish(&d->s.app);
	draw(d);
	stage_expect(&d->s, "1/1");
	folder_remove(&data);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
		TEST(test_a_list_as_it_is),
		TEST(test_filtered_sorted_and_with_its_columns),
		TEST(test_every_form),
		TEST(test_a_name_that_will_not_do_can_be_mended),
		TEST(test_a_file_is_replaced_only_by_y),
		TEST(test_a_record),
		TEST(test_names_are_completed),
		TEST(test_what_was_found_in_all_tables),
		TEST(test_where_there_is_nothing),
		TEST(test_formulas_are_guarded_when_asked_for),
		TEST(test_the_events_of_the_timeline),
		TEST(test_ctrl_c_leaves_no_half_file),
		TEST(test_the_end_of_the_program_leaves_no_half_file),
		TEST(test_keys_are_answered_while_it_is_written),
		TEST(test_data_read_again_wait_for_it),
#undef TEST
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
