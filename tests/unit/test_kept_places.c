/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Where the user was in one run is where the next one starts, whatever has happened to the
 * data meanwhile, and whatever the file holds. */

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "browser/app.h"
#include "unit/folder.h"
#include "unit/test.h"

static const char descriptor[] =
	"{'name':'p','resources':[{'name':'t','path':'t.csv','title':'Things','schema':{"
	"'fields':[{'name':'id','type':'string'},{'name':'name','type':'string'},"
	"{'name':'kind','type':'string'},{'name':'size','type':'integer'}],"
	"'primaryKey':['id'],'foreignKeys':[{'fields':'kind','reference':{'resource':"
	"'kinds','fields':'id'}}]},'bali':{'label':'name','columns':['name','kind','size'"
	"]}},"
	"{'name':'kinds','path':'kinds.csv','title':'Kinds','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'name','type':'string'}],'primaryKey':["
	"'id']}},{'name':'events','path':'events.csv','title':'Events','schema':{'fields'"
	":["
	"{'name':'id','type':'string'},{'name':'what','type':'string'},"
	"{'name':'day','type':'date'}],'primaryKey':['id']},'bali':{'label':'what',"
	"'timeline':{'date':'day'}}}]}";

enum { COLS = 100, ROWS = 24 };

static void make(struct folder *f)
{
	folder_make(f);
	folder_write_quoted(f, "datapackage.json", descriptor);
	folder_write(f, "t.csv",
		"id,name,kind,size\na,Anchor,x,3\nb,Bell,y,2\nc,Candle,x,1\nd,Door,x,"
		"7\n");
	folder_write(f, "kinds.csv", "id,name\nx,Iron\ny,Brass\n");
	folder_write(f, "events.csv",
		"id,what,day\n1,First,2001-01-01\n2,Second,2003-01-01\n3,Third,2009-01-"
		"01\n");
}

/* Opens the package in F at the place that the file "places" has. */
static void open_app(struct app *a, struct folder *f)
{
	struct str err = STR_INIT;

	if (!app_init(a, &app_commands, f->path, NULL, 0, &err))
		fail_msg("%s", err.buf);
	app_place_read(folder_file(f, "places"), a);
	app_draw(a, COLS, ROWS);
	app_finish(a);
	app_draw(a, COLS, ROWS);
	app_finish(a);
	assert_null(a->place);
	str_release(&err);
}

static void close_app(struct app *a, struct folder *f)
{
	app_place_write(folder_file(f, "places"), a);
	app_release(a);
}

static void keys(struct app *a, const char *text)
{
	for (; *text; text++) {
		app_key(a, (unsigned char)*text);
		app_finish(a);
		app_draw(a, COLS, ROWS);
		app_finish(a);
	}
}

/* Returns the label of the row under the cursor, "" when there is none. */
static const char *here(struct app *a)
{
	static char text[100];
	struct pane *pane = app_main_pane(a);
	struct row_ref at = pane->view->focus(pane);
	struct str label = STR_INIT;

	if (at.table >= 0)
		package_add_name(a->package, at, &label);
	snprintf(text, sizeof text, "%s", label.buf);
	str_release(&label);
	return text;
}

static bool shows(struct app *a, const char *text)
{
	struct str screen = STR_INIT;
	bool found;

	app_draw(a, COLS, ROWS);
	canvas_add_text(&a->canvas, false, &screen);
	found = strstr(screen.buf, text) != NULL;
	str_release(&screen);
	return found;
}

static void test_a_row_is_found_again_by_its_key(void **state)
{
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f);
	keys(&a, "1jj");
	assert_string_equal(here(&a), "Candle");
	close_app(&a, &f);
	folder_write(&f, "t.csv",
		"id,name,kind,size\nn,New,x,9\nm,More,y,9\na,Anchor,x,3\nc,Candle,x,1\n");
	open_app(&a, &f);
	assert_int_equal(history_here(&a.history)->tab, 1);
	assert_string_equal(here(&a), "Candle");
	assert_true(shows(&a, " 4/4 "));
	close_app(&a, &f);
	/* When the row is gone, the tab is left. */
	folder_write(&f, "t.csv", "id,name,kind,size\nn,New,x,9\nm,More,y,9\n");
	open_app(&a, &f);
	assert_int_equal(history_here(&a.history)->tab, 1);
	assert_string_equal(here(&a), "New");
	app_release(&a);
	folder_remove(&f);
}

static void test_order_search_and_filters_come_back(void **state)
{
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f);
	/* Sorted by size, largest first; those of iron; those with an o or a c. */
	keys(&a, "1llSh=");
	assert_string_equal(here(&a), "Door");
	keys(&a, "/o|c\rgj");
	assert_string_equal(here(&a), "Anchor");
	assert_true(shows(&a, " 2/3 "));
	close_app(&a, &f);
	open_app(&a, &f);
	assert_string_equal(here(&a), "Anchor");
	assert_true(shows(&a, " 2/3 "));
	assert_true(shows(&a, "  size▾"));
	assert_true(shows(&a, "[kind: Iron ×]"));
	assert_string_equal(search_text(&a.search), "o|c");
	keys(&a, "g");
	assert_string_equal(here(&a), "Door");
	close_app(&a, &f);
	/* A filter goes by the key of its row, and goes with it. */
	folder_write(&f, "kinds.csv", "id,name\nz,Tin\nx,Steel\n");
	open_app(&a, &f);
	assert_true(shows(&a, "[kind: Steel ×]"));
	close_app(&a, &f);
	folder_write(&f, "kinds.csv", "id,name\nz,Tin\n");
	open_app(&a, &f);
	assert_false(shows(&a, "[kind"));
	app_release(&a);
	folder_remove(&f);
}

static void test_a_range_of_numbers_comes_back(void **state)
{
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f);
	keys(&a, "1ll=");
	assert_true(shows(&a, "[size: 3 ×]"));
	close_app(&a, &f);
	open_app(&a, &f);
	assert_true(shows(&a, "[size: 3 ×]"));
	assert_true(shows(&a, " 1/1 "));
	app_release(&a);
	folder_remove(&f);
}

static void test_the_event_and_its_scale_come_back(void **state)
{
	struct folder f;
	struct app a;
	struct saved_pos before, after;
	struct pane *pane;

	(void)state;
	make(&f);
	open_app(&a, &f);
	keys(&a, "4+++l");
	pane = app_main_pane(&a);
	assert_string_equal(here(&a), "Second");
	pane->view->save(pane, &before);
	assert_false(before.timeline.fitted);
	close_app(&a, &f);
	folder_write(&f, "events.csv",
		"id,what,day\n0,Before,1995-01-01\n1,First,2001-01-01\n"
		"2,Second,2003-01-01\n3,Third,2009-01-01\n");
	open_app(&a, &f);
	pane = app_main_pane(&a);
	assert_string_equal(here(&a), "Second");
	pane->view->save(pane, &after);
	assert_int_equal(after.timeline.scale, before.timeline.scale);
	assert_false(after.timeline.fitted);
	assert_true(shows(&a, "Second"));
	app_release(&a);
	folder_remove(&f);
}

static void test_the_record_comes_back(void **state)
{
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f);
	keys(&a, "1j\r");
	assert_int_equal(history_here(&a.history)->record->row.row, 1);
	close_app(&a, &f);
	open_app(&a, &f);
	assert_non_null(history_here(&a.history)->record);
	assert_int_equal(history_here(&a.history)->record->row.row, 1);
	keys(&a, "q");
	assert_string_equal(here(&a), "Bell");
	app_release(&a);
	folder_remove(&f);
}

/* A key that comes before all is loaded is a wish of its own. */
static void test_a_key_goes_before_the_place(void **state)
{
	struct folder f;
	struct str err = STR_INIT;
	struct app a;

	(void)state;
	make(&f);
	folder_write(&f, "places", "p\t{\"tab\":\"t\",\"row\":\"t/d\"}\n");
	assert_true(app_init(&a, &app_commands, f.path, NULL, 0, &err));
	app_place_read(folder_file(&f, "places"), &a);
	assert_non_null(a.place);
	app_draw(&a, COLS, ROWS);
	app_key(&a, '2');
	app_finish(&a);
	assert_int_equal(history_here(&a.history)->tab, 2);
	app_release(&a);
	folder_remove(&f);
}

static void test_other_packages_keep_theirs(void **state)
{
	char bytes[300] = "";
	struct folder f;
	struct app a;
	FILE *file;

	(void)state;
	make(&f);
	folder_write(&f, "places", "q\t{\"tab\":\"x\"}\np\tnothing\n\nr\t{}\n");
	open_app(&a, &f);
	close_app(&a, &f);
	file = fopen(folder_file(&f, "places"), "r");
	assert_non_null(file);
	assert_int_not_equal(fread(bytes, 1, sizeof bytes - 1, file), 0);
	fclose(file);
	assert_string_equal(bytes,
		"p\t{\"tab\":\"Overview\",\"query\":\"\"}\nq\t{\"tab\":\"x\"}\nr\t{}\n");
	folder_remove(&f);
}

static void test_rubbish_leads_nowhere(void **state)
{
	static const char *const places[] = { "", "{", "[]", "null", "{}", "{\"tab\":1}",
		"{\"tab\":\"nowhere\"}",
		"{\"tab\":\"t\",\"row\":\"t/"
		"none\",\"sort\":[{\"by\":\"none\"},3],\"top\":-5}",
		"{\"tab\":\"t\",\"row\":\"events/1\",\"top\":1e300,\"column\":\"none\"}",
		"{\"tab\":\"t\",\"record\":\"t/none\",\"query\":\"re:/(/\"}",
		"{\"tab\":\"t\",\"filters\":[{\"table\":\"t\",\"field\":\"size\","
		"\"exponent\""
		":1e9,\"values\":[[1,2]]},{\"table\":\"t\",\"field\":\"size\","
		"\"exponent\":15,"
		"\"values\":[[1e14,1e15],[3,1],[1]]},{\"table\":\"t\",\"field\":"
		"\"kind\","
		"\"values\":[[1,2],{\"row\":\"none\"},7]},{\"field\":\"kind\"},5]}",
		"{\"tab\":\"Timeline\",\"row\":\"t/a\",\"scale\":1e300,\"form\":99}",
		"{\"tab\":\"Timeline\",\"row\":\"events/2\",\"scale\":-1,\"form\":-1,"
		"\"about\":\"events/none\"}" };
	struct folder f;

	(void)state;
	make(&f);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str line = STR_INIT;
		struct app a;

		str_addf(&line, "p\t%s\n", places[i]);
		folder_write(&f, "places", line.buf);
		open_app(&a, &f);
		assert_true(shows(&a, "Things"));
		keys(&a, "1jkl");
		assert_true(shows(&a, "Anchor"));
		app_release(&a);
		str_release(&line);
	}
	folder_remove(&f);
}

/* What keeps the state from being kept is found at the start. */
static void test_says_what_cannot_be_kept(void **state)
{
	struct folder f;
	struct diag d;

	(void)state;
	folder_make(&f);
	/* Nothing there, or no home at all: nothing to say. */
	diag_init(&d);
	app_kept_check(f.path, NULL, &d);
	app_kept_check("/nonexistent/state", NULL, &d);
	app_kept_check(NULL, NULL, &d);
	assert_int_equal(d.count, 0);
	assert_int_equal(mkdir(folder_file(&f, "bali"), 0700), 0);
	folder_write(&f, "bali/history", "one\n");
	assert_int_equal(symlink("/dev/zero", folder_file(&f, "bali/columns")), 0);
	assert_int_equal(mkfifo(folder_file(&f, "bali/places"), 0600), 0);
	app_kept_check(f.path, NULL, &d);
	assert_int_equal(d.count, 2);
	assert_non_null(strstr(d.entries[0].place.file, "/bali/columns"));
	assert_string_equal(d.entries[0].text,
		"It is not a regular file. It is neither used nor replaced.");
	assert_non_null(strstr(d.entries[1].place.file, "/bali/places"));
	diag_release(&d);
	unlink(folder_file(&f, "bali/history"));
	unlink(folder_file(&f, "bali/columns"));
	unlink(folder_file(&f, "bali/places"));
	assert_int_equal(rmdir(folder_file(&f, "bali")), 0);
	/* A file in place of the folder is one fault, not four. */
	folder_write(&f, "bali", "");
	diag_init(&d);
	app_kept_check(f.path, NULL, &d);
	assert_int_equal(d.count, 1);
	assert_string_equal(
		d.entries[0].text, "Nothing is kept for the next run: Not a directory.");
	diag_release(&d);
	folder_remove(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_is_found_again_by_its_key),
		cmocka_unit_test(test_order_search_and_filters_come_back),
		cmocka_unit_test(test_a_range_of_numbers_comes_back),
		cmocka_unit_test(test_the_event_and_its_scale_come_back),
		cmocka_unit_test(test_the_record_comes_back),
		cmocka_unit_test(test_a_key_goes_before_the_place),
		cmocka_unit_test(test_other_packages_keep_theirs),
		cmocka_unit_test(test_rubbish_leads_nowhere),
		cmocka_unit_test(test_says_what_cannot_be_kept),
	};

	return cmocka_run_group_tests_name("kept places", tests, NULL, NULL);
}
