/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The list of what the last reload changed. */

#include "unit/test.h"
#include "view/made.h"

static const char package[] =
	"{'name':'towns','title':'Towns','resources':["
	"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
	"{'name':'name','title':'Name','type':'string'},"
	"{'name':'since','title':'Since','type':'date'},"
	"{'name':'note','title':'Note','type':'string'}],'primaryKey':'name'},"
	"'bali':{'label':'name'}},"
	"{'name':'rivers','path':'rivers.csv','title':'Rivers','schema':{'fields':["
	"{'name':'name','title':'Name','type':'string'}],'primaryKey':'name'}}]}";

/* Opens two tables on a screen of COLS by 16, changes both and reloads. */
static void reload(struct made *m, int cols)
{
	made_begin(m);
	made_write(m, "datapackage.json", package);
	made_write(m, "towns.csv",
		"name,since,note\nLund,1985-04-20,A town in the south of the country "
		"with "
		"a cathedral\nVisby,1645-02-03,\nOslo,1048-01-01,gone\n");
	made_write(m, "rivers.csv", "name\nGlomma\n");
	made_open(m, cols, 16);
	made_write(m, "towns.csv",
		"name,since,note\nLund,1985-04-21,A town in the north of the country "
		"with "
		"a cathedral\nVisby,1645-02-03,\nRome,1800-01-01,new\n");
	made_write(m, "rivers.csv", "name\nGlomma\nTiber\n");
	stage_keys(&m->stage, "1 r R");
}

static void test_each_change_is_a_line(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 110);
	stage_expect_file(&m.stage, "changes");
	made_end(&m);
}

static void test_on_a_narrow_screen(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 60);
	stage_expect_file(&m.stage, "changes-narrow");
	made_end(&m);
}

static void test_enter_opens_the_row(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 80);
	stage_keys(&m.stage, "Down Enter");
	stage_expect(&m.stage, "1985-04-21");
	stage_keys(&m.stage, "q Down Down Enter");
	stage_expect(&m.stage, "This row no longer exists.");
	stage_keys(&m.stage, "q");
	stage_expect(&m.stage, "1 Towns 3");
	made_end(&m);
}

/* What is shown is compared with another package: tabs, rows and records show it. */
static void test_two_packages_compared(void **state)
{
	struct folder old;
	struct made m;
	struct str err = STR_INIT;

	(void)state;
	folder_make(&old);
	folder_copy(&old, "diff_old");
	made_copy(&m, "diff_new");
	made_open(&m, 80, 24);
	assert_true(app_compare(
		&m.stage.app, old.path, &(struct diff_options){ .order = true }, &err));
	stage_keys(&m.stage, "1");
	stage_expect(&m.stage, "1 Members 5 +1 -1 ~2 >1  2 Visits 3 +1 -2 >1  3 Added 1");
	stage_expect(&m.stage, ">▌ FJ    Fiji");
	stage_expect(&m.stage, "~  AF    Afghanistan");
	stage_expect(&m.stage, "   AU    Australia");
	stage_expect(&m.stage, "~  BD    Bangladesh");
	stage_expect(&m.stage, "+  KI    Kiribati");
	/* The record has the old value beside the new one. */
	stage_keys(&m.stage, "Down Down Down Enter");
	stage_expect(&m.stage, "  Changed");
	stage_expect(&m.stage, "  Since  03/04/2003 → 2004-04-03");
	stage_keys(&m.stage, "J");
	stage_expect(&m.stage, "  Added");
	stage_keys(&m.stage, "q g Enter");
	stage_expect(&m.stage, "  Moved");
	stage_keys(&m.stage, "q R");
	stage_expect(&m.stage, " - Bhutan");
	/* A reload compares with the same former state again. */
	made_write(&m, "visits.csv", "town,day,hour\nLund,Monday,10\n");
	stage_keys(&m.stage, "r");
	stage_expect(&m.stage, "Reloaded: 2 visits removed.");
	stage_expect(&m.stage, "2 Visits 1 -3");
	stage_expect(&m.stage, " - Bhutan");
	stage_expect(&m.stage, "1 Members 5 +1 -1 ~2 >1");
	made_end(&m);
	folder_remove(&old);
	str_release(&err);
}

static void test_what_cannot_be_compared(void **state)
{
	struct made m;
	struct str err = STR_INIT;

	(void)state;
	made_copy(&m, "diff_new");
	made_open(&m, 80, 24);
	assert_false(app_compare(
		&m.stage.app, "/no/such/folder", &(struct diff_options){ 0 }, &err));
	assert_string_equal(
		err.buf, "/no/such/folder cannot be opened: No such file or directory.");
	str_clear(&err);
	assert_false(app_compare(&m.stage.app, "-", &(struct diff_options){ 0 }, &err));
	assert_string_equal(
		err.buf, "Standard input can be the new side only, to be browsed.");
	stage_keys(&m.stage, "1");
	stage_expect(&m.stage, "1 Members 5  2 Visits 3");
	made_end(&m);
	str_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_change_is_a_line),
		cmocka_unit_test(test_on_a_narrow_screen),
		cmocka_unit_test(test_enter_opens_the_row),
		cmocka_unit_test(test_two_packages_compared),
		cmocka_unit_test(test_what_cannot_be_compared),
	};

	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
