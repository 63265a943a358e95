/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* A table as a list: columns, panning, sorting, the cursor and its ways. */

#include "unit/folder.h"
#include "unit/test.h"
#include "view/made.h"

/* Values of three types, one of each missing, in no order of any column. */
static const char mixed_package[] =
	"{'name':'mixed','title':'Mixed','resources':[{'name':'fruit','path':'fruit.csv',"
	"'title':'Fruit','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'},"
	"{'name':'name','title':'Name','type':'string'},"
	"{'name':'size','title':'Size','type':'integer'},"
	"{'name':'date','title':'Date','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'}],"
	"'primaryKey':'id'},'bali':{'label':'name'}}]}";

static int open_mixed(void **state)
{
	static struct made made;

	made_begin(&made);
	made_write(&made, "datapackage.json", mixed_package);
	made_write(&made, "fruit.csv",
		"id,name,size,date\n"
		"a,pear,10,2011-03\n"
		"b,Apple,9,2003\n"
		"c,Äpfel,,2003-05-01\n"
		"d,fig,1000,\n"
		"e,,2,1999\n");
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

/* Six columns, each ten wide. */
static int open_wide(void **state)
{
	static struct made made;

	made_begin(&made);
	made_write(&made, "datapackage.json",
		"{'name':'wide','resources':[{'name':'w','path':'w.csv','title':'Wide',"
		"'schema':{'fields':["
		"{'name':'a','title':'A','type':'string'},"
		"{'name':'b','title':'B','type':'string'},"
		"{'name':'c','title':'C','type':'string'},"
		"{'name':'d','title':'D','type':'string'},"
		"{'name':'e','title':'E','type':'string'},"
		"{'name':'f','title':'F','type':'string'}]}}]}");
	made_write(&made, "w.csv",
		"a,b,c,d,e,f\n"
		"aaaaaaaaaa,bbbbbbbbbb,cccccccccc,dddddddddd,eeeeeeeeee,ffffffffff\n"
		"a2,b2,c2,d2,e2,f2\n");
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

/* A hundred rows; the list shows eleven of them. */
static int open_long(void **state)
{
	static struct made made;
	char text[1024] = "id\n";

	made_begin(&made);
	made_write(&made, "datapackage.json",
		"{'name':'long','resources':[{'name':'l','path':'l.csv','title':'Long',"
		"'schema':{'fields':[{'name':'id','title':'Id','type':'string'}]}}]}");
	for (int i = 1; i <= 100; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "r%d\n", i);
	made_write(&made, "l.csv", text);
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

/* So many rows that they are not sorted at once. */
static int open_large(void **state)
{
	enum { ROWS = 200000 };
	static struct made made;
	struct str text = STR_INIT;

	made_begin(&made);
	str_add(&text, "id\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&text, "r%d\n", ROWS - i);
	made_write(&made, "l.csv", text.buf);
	str_release(&text);
	made_open(&made, 80, 16);
	*state = &made;
	return 0;
}

static int close_made(void **state)
{
	made_end(*state);
	return 0;
}

/* The first letters of the rows as they are on the screen, for tables whose first
 * column is one letter. */
static const char *order(struct stage *s)
{
	static char letters[16];
	size_t count = 0;

	for (int y = 3; y < 14 && count + 1 < sizeof letters; y++) {
		const char *line = stage_line(s, y);

		if (!strncmp(line, " ▌", strlen(" ▌")))
			line += strlen(" ▌");
		line += strspn(line, " ");
		if (*line)
			letters[count++] = *line;
	}
	letters[count] = '\0';
	return letters;
}

static void test_numbers_are_at_the_right(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	assert_string_equal(stage_line(s, 2),
		"   Id  Name                                                    Size  "
		"Date");
	assert_string_equal(stage_line(s, 3),
		" ▌ a   pear                                                      10  "
		"Mar 2011");
	assert_string_equal(stage_line(s, 4),
		"   b   Apple                                                      9  "
		"2003");
	assert_string_equal(stage_line(s, 5),
		"   c   Äpfel                                                         1 "
		"May 2003");
	assert_string_equal(stage_line(s, 6),
		"   d   fig                                                     1000");
	assert_string_equal(stage_line(s, 7),
		"   e                                                              2  "
		"1999");
}

static void test_sorts_texts_by_their_letters(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	assert_string_equal(order(s), "abcde");
	stage_keys(s, "l s");
	stage_expect(s, "Sorted by Name, A to Z.");
	assert_string_equal(order(s), "cbdae");
	stage_keys(s, "S");
	stage_expect(s, "Sorted by Name, Z to A.");
	assert_string_equal(order(s), "adbce");
	stage_keys(s, "S");
	assert_string_equal(order(s), "cbdae");
}

static void test_sorts_numbers_by_their_size(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "l l s");
	stage_expect(s, "Sorted by Size, smallest first.");
	assert_string_equal(order(s), "ebadc");
	assert_non_null(strstr(stage_line(s, 2), "Size▴"));
	stage_keys(s, "s");
	stage_expect(s, "Sorted by Size, largest first.");
	assert_string_equal(order(s), "dabec");
	assert_non_null(strstr(stage_line(s, 2), "Size▾"));
}

static void test_sorts_dates_by_time(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "l l l s");
	stage_expect(s, "Sorted by Date, oldest first.");
	assert_string_equal(order(s), "ebcad");
	stage_keys(s, "s");
	stage_expect(s, "Sorted by Date, newest first.");
	assert_string_equal(order(s), "acbed");
	stage_keys(s, "s");
	stage_expect(s, "Original order restored.");
	assert_string_equal(order(s), "abcde");
}

/* The column sorted by before is the second key, its rank in the heads. */
static void test_sorts_by_several_columns(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	made_write(m, "fruit.csv",
		"id,name,size,date\n"
		"a,pear,9,2011\n"
		"b,fig,9,2003\n"
		"c,pear,2,1999\n"
		"d,fig,2,2003\n"
		"e,fig,9,1999\n");
	stage_keys(s, "r l l l s h s");
	stage_expect(s, "Sorted by Size, smallest first, then Date, oldest first.");
	assert_string_equal(order(s), "cdeba");
	stage_expect(s, "Siz▴1 Dat▴2");
	stage_keys(s, "h s");
	stage_expect(
		s, "Name, A to Z, then Size, smallest first, then Date, oldest first.");
	assert_string_equal(order(s), "debca");
	stage_expect(s, "Siz▴2 Dat▴3");
	/* Of a fourth column the oldest makes room; one of the three goes to the front. */
	stage_keys(s, "l s s");
	stage_expect(s, "Sorted by Size, largest first, then Name, A to Z, then Date");
	assert_string_equal(order(s), "ebadc");
	stage_keys(s, "h h s");
	stage_expect(
		s, "Sorted by Id, A to Z, then Size, largest first, then Name, A to Z.");
	stage_keys(s, "s s");
	stage_expect(s, "Original order restored.");
	assert_string_equal(order(s), "abcde");
}

/* On the first row one wants to see what comes first. */
static void test_the_first_row_stays_the_first(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "l l s");
	stage_expect(s, " ▌ e ");
	stage_expect(s, " 1/5");
	stage_keys(s, "s");
	stage_expect(s, " ▌ d ");
	stage_keys(s, "Down s");
	stage_expect(s, " ▌ a ");
}

static void test_cursor_stays_on_its_row(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "Down l l s");
	stage_expect(s, " ▌ b ");
	stage_expect(s, " 2/5");
	stage_keys(s, "/");
	stage_type(s, "2003");
	assert_string_equal(order(s), "bc");
	stage_keys(s, "Enter Down S l S");
	assert_string_equal(order(s), "cb");
	stage_expect(s, " ▌ c ");
	stage_keys(s, "Up"); /* the message has the whole status line up to then */
	stage_expect(s, " 1/2  Date: 2003-05-01  [2003 ×]");
	stage_keys(s, "C");
	assert_string_equal(order(s), "acbed");
	stage_expect(s, " ▌ c ");
	stage_expect(s, " 2/5");
}

static void test_columns_that_do_not_fit_are_counted(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	assert_string_equal(stage_line(s, 14), " 1/2  A");
	stage_resize(s, 60, 16);
	assert_string_equal(
		stage_line(s, 2), "   A                     B           C           D");
	assert_string_equal(stage_line(s, 14), " 1/2  A  +2 columns ›");
	stage_resize(s, 40, 16);
	assert_string_equal(stage_line(s, 2), "   A             B           C");
	assert_string_equal(stage_line(s, 14), " 1/2  A  +3 columns ›");
}

static void test_panning_keeps_the_first_column(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 40, 16);
	stage_keys(s, "l l");
	assert_string_equal(stage_line(s, 14), " 1/2  C  +3 columns ›");
	stage_keys(s, "l");
	assert_string_equal(stage_line(s, 2), "   A             C           D");
	assert_string_equal(stage_line(s, 3), " ▌ aaaaaaaaaa    cccccccccc  dddddddddd");
	assert_string_equal(stage_line(s, 14), " 1/2  D  ‹ 1 column  +2 columns ›");
	stage_keys(s, "Right Right Right Right");
	assert_string_equal(stage_line(s, 2), "   A             E           F");
	assert_string_equal(stage_line(s, 14), " 1/2  F  ‹ 3 columns");
	stage_keys(s, "h h");
	assert_string_equal(stage_line(s, 2), "   A             D           E");
	assert_string_equal(stage_line(s, 14), " 1/2  D  ‹ 2 columns  +1 column ›");
	stage_keys(s, "Left Left Left Left");
	assert_string_equal(stage_line(s, 2), "   A             B           C");
}

static void test_a_wider_screen_shows_more_again(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_resize(s, 40, 16);
	stage_keys(s, "l l l l l");
	stage_resize(s, 80, 16);
	assert_non_null(strstr(stage_line(s, 2), "F"));
	stage_expect(s, "ffffffffff");
}

static void test_pages_and_ends(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "PgDn");
	assert_string_equal(stage_line(s, 3), " ▌ r11");
	stage_keys(s, "Space");
	assert_string_equal(stage_line(s, 3), " ▌ r21");
	stage_keys(s, "Ctrl-D");
	assert_string_equal(stage_line(s, 3), " ▌ r26");
	stage_keys(s, "Ctrl-U b");
	assert_string_equal(stage_line(s, 3), " ▌ r11");
	stage_keys(s, "PgUp PgUp");
	assert_string_equal(stage_line(s, 3), " ▌ r1");
	stage_keys(s, "End");
	assert_string_equal(stage_line(s, 13), " ▌ r100");
	assert_string_equal(stage_line(s, 14), " 100/100  Id");
	stage_keys(s, "PgDn Down");
	assert_string_equal(stage_line(s, 14), " 100/100  Id");
	stage_keys(s, "Home Up PgUp");
	assert_string_equal(stage_line(s, 14), " 1/100  Id");
}

static void test_goes_to_rows_by_number(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, ": 5 0 Enter");
	assert_string_equal(stage_line(s, 8), " ▌ r50");
	stage_keys(s, ": 5 2 Enter");
	assert_string_equal(stage_line(s, 10), " ▌ r52");
	stage_keys(s, ": 9 9 9 9 9 Enter");
	stage_expect(s, "There is no row 99,999: Long has 100.");
	stage_expect(s, " ▌ r52");
	stage_keys(s, ": 0 Enter");
	stage_expect(s, "There is no row 0: Long has 100.");
	stage_keys(s, ": 4 x Enter");
	stage_expect(s, "There is no row 4x.");
	stage_expect(s, " ▌ r52");
	stage_keys(s, ": 7 Esc");
	stage_expect(s, " ▌ r52");
}

/* By the beginning of its label, where no command has the words. */
static void test_goes_to_rows_by_label(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, ": R 7 7 Enter");
	stage_expect(s, " ▌ r77");
	stage_expect(s, " 77/100");
	/* Those that begin so are listed. */
	stage_keys(s, ": r 9");
	stage_expect(s, "go to row 9             r9");
	stage_expect(s, "go to row 99            r99");
	stage_expect(s, " 11 rows");
	stage_keys(s, "Down Down Enter");
	stage_expect(s, " ▌ r91");
	stage_keys(s, ": r 8 0 0 Enter");
	stage_expect(s, "No command matches “r800”.");
	/* In the rows of a search, which ends only for a row that it has not. */
	stage_keys(s, "/");
	stage_type(s, "7");
	stage_keys(s, "Enter : r 2 7 Enter");
	stage_expect(s, " ▌ r27");
	stage_expect(s, " 3/19");
	stage_keys(s, ": r 5 5 Enter");
	stage_expect(s, " ▌ r55");
	stage_expect(s, " 55/100");
}

static void test_a_long_list_keeps_its_row_through_a_search(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, ": 7 7 Enter /");
	stage_type(s, "r7");
	stage_keys(s, "Enter : 9 Enter");
	stage_expect(s, " ▌ r77");
	stage_keys(s, "C");
	stage_expect(s, " ▌ r77");
	stage_expect(s, " 77/100");
}

/* What the status line says of a sort that is not done at once. */
static void test_a_slow_sort_is_shown(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;
	struct pane *pane;
	struct str said = STR_INIT;

	stage_keys(s, "1");
	app_command(&s->app, COMMAND_SORT, -1);
	pane = app_main_pane(&s->app);
	pane->view->progress(pane, &said);
	str_truncate(&said, strlen("Sorting by id, A to Z… "));
	assert_string_equal(said.buf, "Sorting by id, A to Z… ");
	stage_resize(s, 90, 16);
	stage_expect(s, "Sorted by id, A to Z.");
	stage_keys(s, "Down");
	assert_null(strstr(stage_line(s, 14), "Sorted"));
	str_release(&said);
}

/* Sorting is stopped, and the program is not left. */
static void test_ctrl_c_stops_the_sorting(void **state)
{
	struct made *m = *state;
	struct stage *s = &m->stage;

	stage_keys(s, "1");
	app_command(&s->app, COMMAND_SORT, -1);
	app_command(&s->app, COMMAND_INTERRUPT, -1);
	assert_false(s->app.done);
	stage_resize(s, 90, 16);
	stage_expect(s, "Sorting stopped. The rows are in the order of the table.");
	assert_non_null(strstr(stage_line(s, 3), "r200000"));
	stage_keys(s, "s");
	assert_non_null(strstr(stage_line(s, 3), "r1"));
}

/* Sorted before references are resolved, the rows are in the order of what they show when
 * that is known. Those to a field that is no key are the last to be. */
static void test_sorts_again_when_references_are_known(void **state)
{
	struct str err = STR_INIT, screen = STR_INIT;
	struct folder folder;
	struct app a;

	(void)state;
	folder_make(&folder);
	folder_write_quoted(&folder, "datapackage.json",
		"{'name':'p','resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'id','type':'string'},{'name':'of','type':'string'}],'"
		"primaryKey':"
		"'id','foreignKeys':[{'fields':'of','reference':{'resource':'u','fields':"
		"'code'}}]},'bali':{'columns':['of','id']}},{'name':'u','path':'u.csv','"
		"schema':"
		"{'fields':[{'name':'key','type':'string'},{'name':'code','type':'string'"
		"},"
		"{'name':'name','type':'string'}],'primaryKey':'key'},'bali':{'label':'"
		"name',"
		"'view':'lookup'}}]}");
	folder_write(&folder, "t.csv", "id,of\n1,x\n2,y\n3,z\n");
	folder_write(&folder, "u.csv", "key,code,name\n1,x,Pear\n2,y,Fig\n3,z,Apple\n");
	assert_true(app_init(&a, &app_commands, folder.path, NULL, 0, &err));
	app_draw(&a, 80, 16);
	app_key(&a, '1');
	while (!table_complete(&a.package->tables[0]))
		app_work(&a, 0);
	app_draw(&a, 80, 16);
	assert_false(a.package->linked);
	app_key(&a, 's');
	app_draw(&a, 80, 16);
	for (int i = 0; i < 2; i++) {
		app_finish(&a);
		app_draw(&a, 80, 16);
	}
	canvas_add_text(&a.canvas, false, &screen);
	assert_non_null(strstr(screen.buf, "Apple"));
	assert_true(strstr(screen.buf, "Apple") < strstr(screen.buf, "Fig"));
	assert_true(strstr(screen.buf, "Fig") < strstr(screen.buf, "Pear"));
	app_release(&a);
	str_release(&err);
	str_release(&screen);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_numbers_are_at_the_right, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_sorts_texts_by_their_letters, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_sorts_numbers_by_their_size, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_sorts_dates_by_time, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_sorts_by_several_columns, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_slow_sort_is_shown, open_large, close_made),
		cmocka_unit_test_setup_teardown(
			test_ctrl_c_stops_the_sorting, open_large, close_made),
		cmocka_unit_test_setup_teardown(
			test_the_first_row_stays_the_first, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_cursor_stays_on_its_row, open_mixed, close_made),
		cmocka_unit_test_setup_teardown(
			test_columns_that_do_not_fit_are_counted, open_wide, close_made),
		cmocka_unit_test_setup_teardown(
			test_panning_keeps_the_first_column, open_wide, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_wider_screen_shows_more_again, open_wide, close_made),
		cmocka_unit_test_setup_teardown(
			test_pages_and_ends, open_long, close_made),
		cmocka_unit_test_setup_teardown(
			test_goes_to_rows_by_number, open_long, close_made),
		cmocka_unit_test_setup_teardown(
			test_goes_to_rows_by_label, open_long, close_made),
		cmocka_unit_test_setup_teardown(
			test_a_long_list_keeps_its_row_through_a_search, open_long,
			close_made),
		cmocka_unit_test(test_sorts_again_when_references_are_known),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
