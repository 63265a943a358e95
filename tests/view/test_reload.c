/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Reading the data again: what changed is reported, the user stays on the same row, and data
 * that cannot be read leave the old ones. */

#include "unit/test.h"
#include "view/made.h"

static const char boats_package[] =
	"{'name':'boats','title':'Boats','resources':["
	"{'name':'boats','path':'boats.csv','title':'Boats','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'},"
	"{'name':'name','title':'Name','type':'string'}],'primaryKey':'id'}},"
	"{'name':'ports','path':'ports.csv','title':'Ports','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'}],'primaryKey':'id'}}]}";

static int open_boats(void **state)
{
	static struct made made;

	made_begin(&made);
	made_write(&made, "datapackage.json", boats_package);
	made_write(&made, "boats.csv", "id,name\na,Anna\nb,Bora\nc,Cora\n");
	made_write(&made, "ports.csv", "id\np\nq\n");
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

static void test_reports_that_nothing_changed(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Down r");
	stage_expect(&m->stage, "Reloaded: nothing changed.");
	stage_expect(&m->stage, " ▌ b ");
}

static void test_reports_how_many_rows_each_table_has_more(void **state)
{
	struct made *m = *state;

	made_write(m, "boats.csv", "id,name\na,Anna\nb,Bora\nc,Cora\nd,Dora\n");
	stage_keys(&m->stage, "1 r");
	stage_expect(&m->stage, "Reloaded: 1 boat added.  R shows them");
	stage_expect(&m->stage, "1 Boats 4 ");
	made_write(m, "boats.csv", "id,name\na,Anna\n");
	made_write(m, "ports.csv", "id\np\nq\nr\ns\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "Reloaded: 3 boats removed, 2 ports added.");
	stage_expect(&m->stage, "2 Ports 4");
}

static void test_cursor_stays_on_the_row_of_the_key(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 G");
	made_write(m, "boats.csv", "id,name\nz,New\nc,Cora II\na,Anna\nb,Bora\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, " ▌ c   Cora II");
	stage_expect(&m->stage, " 2/4");
}

static void test_a_row_that_is_gone_leaves_the_cursor_in_the_list(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 G");
	made_write(m, "boats.csv", "id,name\na,Anna\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, " ▌ a   Anna");
	stage_expect(&m->stage, " 1/1");
}

static void test_search_stays(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 / o r a Enter Down");
	stage_expect(&m->stage, " 2/2  Id  [ora ×]");
	made_write(m, "boats.csv", "id,name\nd,Dora\nb,Bora\nc,Cora\na,Anna\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, " ▌ c ");
	stage_expect(&m->stage, " 3/3  Id  [ora ×]");
}

static void test_a_descriptor_that_broke_keeps_the_old_data(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Down");
	made_write(m, "datapackage.json", "{'resources': [");
	made_write(m, "boats.csv", "id,name\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "Reload failed, old data kept: datapackage.json:1");
	stage_expect(&m->stage, " ▌ b   Bora");
	stage_expect(&m->stage, "1 Boats 3 ");
	/* And it can be read once it is whole again. */
	made_write(m, "datapackage.json", boats_package);
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "Reloaded: 3 boats removed.");
}

/* Faults that leave something to read do not. */
static void test_a_descriptor_with_faults_is_read(void **state)
{
	struct made *m = *state;

	made_write(m, "datapackage.json",
		"{'name':'boats','title':'Boats','resources':["
		"{'name':'ports','path':'ports.csv','title':'Havens','schema':{'fields':["
		"{'name':'id','title':'Id','type':'sting'}],'primaryKey':'id'}}]}");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "1 Havens 2");
	stage_keys(&m->stage, "!");
	stage_expect(&m->stage, "“sting”. The field is read as any.");
}

static void test_a_file_that_is_gone_is_a_problem(void **state)
{
	struct made *m = *state;

	unlink(folder_file(&m->folder, "ports.csv"));
	stage_keys(&m->stage, "1 r");
	stage_expect(&m->stage, "2 ports removed");
	stage_expect(&m->stage, "! 1 problem");
	stage_keys(&m->stage, "2");
	stage_expect(&m->stage, "Ports: no rows.");
}

static void test_another_table_makes_another_tab(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "2 Down");
	made_write(m, "datapackage.json",
		"{'name':'boats','title':'Boats','resources':["
		"{'name':'quays','path':'quays.csv','title':'Quays','schema':{'fields':["
		"{'name':'id','title':'Id','type':'string'}],'primaryKey':'id'}},"
		"{'name':'ports','path':'ports.csv','title':'Ports','schema':{'fields':["
		"{'name':'id','title':'Id','type':'string'}],'primaryKey':'id'}}]}");
	made_write(m, "quays.csv", "id\nx\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "1 Quays 1  2 Ports 2");
	stage_expect(&m->stage, " ▌ q");
	stage_keys(&m->stage, "1");
	stage_expect(&m->stage, " ▌ x");
}

/* From a record, the help, a prompt: nothing of the old package may be looked at. */
static void test_reads_again_from_anywhere(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Down Enter r");
	stage_expect(&m->stage, "Reloaded");
	stage_expect(&m->stage, "Bora");
	stage_keys(&m->stage, "? r Esc ! r 0 r f a Enter r Enter r Esc");
	stage_resize(&m->stage, 120, 30);
	stage_keys(&m->stage, "1 Down r Enter r K J < r");
	stage_expect(&m->stage, "Reloaded: nothing changed.");
}

/* The order and a filter by a value stay, and so does the cursor on its row among them. */
static void test_order_and_filter_stay(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 s s Down");
	stage_expect(&m->stage, " ▌ b ");
	stage_expect(&m->stage, " 2/3");
	made_write(m, "boats.csv", "id,name\na,Anna\nd,Dora\nb,Bora\nc,Cora\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, " ▌ b ");
	stage_expect(&m->stage, " 3/4");
	stage_keys(&m->stage, "g");
	stage_expect(&m->stage, " ▌ d ");
	stage_keys(&m->stage, "=");
	stage_expect(&m->stage, " 1/1");
	made_write(m, "boats.csv", "id,name\na,Anna\nd,Dora II\nb,Bora\n");
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, " ▌ d   Dora II");
	stage_keys(&m->stage, "Ctrl-L");
	stage_expect(&m->stage, " 1/1");
	stage_expect(&m->stage, "[Id: d ×]");
}

/* A file that has changed is read again by itself, but for a large one; nothing moves while
 * the user is in the midst of something. */
static void test_a_changed_file_waits_for_the_user(void **state)
{
	struct made *m = *state;
	struct app *a = &m->stage.app;

	stage_keys(&m->stage, "1 Down");
	app_reload_changed(a, "boats.csv", (uint64_t)33 << 20);
	stage_keys(&m->stage, "Ctrl-L");
	stage_expect(&m->stage, "1 Boats 3 ");
	made_write(m, "boats.csv", "id,name\nz,Zora\na,Anna\nb,Bora\nc,Cora\n");
	stage_keys(&m->stage, "/ o");
	app_reload_changed(a, "boats.csv", 30);
	stage_keys(&m->stage, "r");
	stage_expect(&m->stage, "1 Boats 2");
	stage_keys(&m->stage, "Esc");
	stage_expect(&m->stage, "1 Boats 4");
	stage_expect(&m->stage, " ▌ b ");
	stage_expect(&m->stage, " 3/4");
	stage_expect(&m->stage, "Reloaded: 1 boat added.  R shows them");
	made_write(m, "boats.csv", "id,name\na,Anna\nb,Bora\n");
	stage_keys(&m->stage, "F");
	app_reload_changed(a, "boats.csv", 30);
	stage_keys(&m->stage, "Down");
	stage_expect(&m->stage, "1 Boats 4");
	stage_keys(&m->stage, "Esc y");
	stage_expect(&m->stage, "1 Boats 2");
}

/* Of a change that changes nothing nobody need know. */
static void test_a_file_written_again_is_no_news(void **state)
{
	struct made *m = *state;

	stage_keys(&m->stage, "1 Down");
	app_reload_changed(&m->stage.app, "boats.csv", 30);
	stage_keys(&m->stage, "Down");
	stage_expect_not(&m->stage, "Reloaded");
	stage_expect(&m->stage, " 3/3");
	stage_keys(&m->stage, "R");
	stage_expect(&m->stage, "Nothing changed.");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_reports_that_nothing_changed, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_reports_how_many_rows_each_table_has_more, open_boats,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_cursor_stays_on_the_row_of_the_key, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_row_that_is_gone_leaves_the_cursor_in_the_list, open_boats,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_search_stays, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_descriptor_that_broke_keeps_the_old_data, open_boats,
			close_made),
		cmocka_unit_test_setup_teardown(
			test_a_descriptor_with_faults_is_read, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_file_that_is_gone_is_a_problem, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_another_table_makes_another_tab, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_reads_again_from_anywhere, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_order_and_filter_stay, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_changed_file_waits_for_the_user, open_boats, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_file_written_again_is_no_news, open_boats, close_made),
	};

	return cmocka_run_group_tests_name("reload", tests, NULL, NULL);
}
