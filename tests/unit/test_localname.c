/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Rows are called by their names in a language where the user reads them, and nowhere
 * else. */

#include "data/localname.h"

#include <string.h>

#include "browser/app.h"
#include "query/language.h"
#include "unit/folder.h"
#include "unit/test.h"

enum { COLS = 80, ROWS = 24 };

static const char descriptor[] =
	"{'name':'p','resources':[{'name':'states','path':'states.csv','title':'States',"
	"'schema':{'fields':[{'name':'id','type':'string'},{'name':'name','type':'string'"
	"},"
	"{'name':'since','type':'year'}],'primaryKey':['id']},'bali':{'label':'name',"
	"'columns':['name','since']}},"
	"{'name':'members','path':'members.csv','title':'Members','schema':{'fields':["
	"{'name':'state','type':'string'},{'name':'role','type':'string'}],'primaryKey':["
	"'state'],'foreignKeys':[{'fields':'state','reference':{'resource':'states',"
	"'fields':'id'}}]},'bali':{'label':'state.name','columns':['state.name','role']}}"
	","
	"{'name':'other','path':'other.csv','title':'Other names','schema':{'fields':["
	"{'name':'state','type':'string'},{'name':'name','type':'string'},{'name':'kind',"
	"'type':'string'},{'name':'tongue','type':'list','delimiter':';'}],'foreignKeys':"
	"["
	"{'fields':'state','reference':{'resource':'states','fields':'id'}},{'fields':"
	"'tongue','reference':{'resource':'tongues','fields':'tag'}}]},'bali':{'view':"
	"'lookup','label':'name','names':true,'language':'tongue','called':[{'field':'"
	"kind',"
	"'value':'usual'},{'field':'kind','value':'short'}]}},"
	"{'name':'tongues','path':'tongues.csv','title':'Tongues','schema':{'fields':["
	"{'name':'tag','type':'string'},{'name':'name','type':'string'}],'primaryKey':["
	"'tag']},'bali':{'view':'lookup'}}]}";

static void make(struct folder *f)
{
	folder_make(f);
	folder_write_quoted(f, "datapackage.json", descriptor);
	folder_write(f, "states.csv",
		"id,name,since\na,Germany,1949\nb,China,1950\nc,Egypt,1951\nd,Nauru,"
		"1952\n");
	folder_write(f, "members.csv", "state,role\nb,chair\na,none\nd,none\n");
	folder_write(f, "other.csv",
		"state,name,kind,tongue\na,BRD,short,de\na,Deutsche,people,de\n"
		"a,Deutschland,usual,de;nds\na,Alemanha,usual,pt\nb,中国,usual,zh;yue\n"
		"b,China,usual,de\nc,مصر,usual,ar\nc,Ägypten,people,de\n");
	folder_write(f, "tongues.csv",
		"tag,name\nde,German\nnds,Low "
		"German\nzh,Chinese\nyue,Cantonese\nar,Arabic\n"
		"pt,Portuguese\n");
}

static void open_app(struct app *a, struct folder *f, const char *language)
{
	struct str err = STR_INIT;

	if (!app_init(a, &app_commands, f->path, NULL, 0, &err))
		fail_msg("%s", err.buf);
	app_set_language(a, language, true);
	app_draw(a, COLS, ROWS);
	app_finish(a);
	str_release(&err);
}

/* Checks what row ROW of TABLE is called in LANGUAGE, and where the name ends. */
static void check(struct folder *f, const char *language, const char *table, size_t row,
	const char *shown, size_t plain)
{
	struct str text = STR_INIT;
	struct app a;

	open_app(&a, f, language);
	assert_int_equal(
		package_add_shown_name(a.package,
			(struct row_ref){
				package_table(a.package, table)->number, (uint32_t)row },
			&text),
		plain);
	assert_string_equal(text.buf, shown);
	str_release(&text);
	app_release(&a);
}

static void test_the_best_name_is_taken(void **state)
{
	struct folder f;

	(void)state;
	make(&f);
	check(&f, "de", "states", 0, "Deutschland  Germany", 11);
	check(&f, "DE", "states", 0, "Deutschland  Germany", 11);
	/* Any item of the list. */
	check(&f, "nds", "states", 0, "Deutschland  Germany", 11);
	check(&f, "yue", "states", 1, "中国  China", 6);
	/* A language covers its regional forms, not the other way round. */
	check(&f, "pt-BR", "states", 0, "Alemanha  Germany", 8);
	check(&f, "p", "states", 0, "Germany", 7);
	/* The same text is not said twice. */
	check(&f, "de", "states", 1, "China", 5);
	/* By people a state is not called; some have no name at all. */
	check(&f, "de", "states", 2, "Egypt", 5);
	check(&f, "de", "states", 3, "Nauru", 5);
	check(&f, NULL, "states", 0, "Germany", 7);
	/* A member is a state. */
	check(&f, "de", "members", 1, "Deutschland  Germany", 11);
	folder_remove(&f);
}

static void test_unknown_languages(void **state)
{
	static const struct {
		const char *language, *why;
	} cases[] = {
		{ "de", "" },
		{ "de-AT", "" },
		{ "german", "Unknown language “german”. Near: de (German)." },
		{ "dee", "Unknown language “dee”. Near: de (German)." },
		{ "qq",
			"Unknown language “qq”. Languages are tags, such as en or "
			"pt-BR." },
	};
	struct str err = STR_INIT;
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&err);
		assert_int_equal(language_known(a.package, cases[i].language, &err),
			!*cases[i].why);
		assert_string_equal(err.buf, cases[i].why);
	}
	app_release(&a);
	open_app(&a, &f, "german");
	assert_string_equal(
		a.message.buf, "Unknown language “german”. Near: de (German).");
	app_release(&a);
	folder_write_quoted(&f, "datapackage.json",
		"{'resources':[{'name':'t','path':"
		"'tongues.csv','schema':{'fields':[{'name':'tag'},{'name':'name'}]}}]}");
	open_app(&a, &f, NULL);
	str_clear(&err);
	assert_false(language_known(a.package, "de", &err));
	assert_string_equal(err.buf, "These data have no names in other languages.");
	app_release(&a);
	str_release(&err);
	folder_remove(&f);
}

/* Returns the column in which TEXT begins in row Y of the screen, or -1. */
static int column_of(const struct canvas *c, int y, const char *text)
{
	for (int x = 0; x < c->cols; x++) {
		int at = x;
		const char *t = text;

		while (*t && at < c->cols &&
			c->cells[y * c->cols + at].chars[0] == (unsigned char)*t) {
			at++;
			t++;
		}
		if (!*t)
			return x;
	}
	return -1;
}

/* Wide letters, letters that join, and those from right to left leave the columns where
 * they are. */
static void test_columns_stay_in_place(void **state)
{
	static const char *const languages[] = { NULL, "de", "zh", "ar" };
	static const char *const years[] = { "1949", "1950", "1951", "1952" };
	struct folder f;

	(void)state;
	make(&f);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		struct app a;
		int head;

		open_app(&a, &f, languages[i]);
		app_key(&a, '1');
		app_finish(&a);
		app_draw(&a, COLS, ROWS);
		head = column_of(&a.canvas, 2, "since");
		assert_true(head > 0);
		for (int k = 0; k < 4; k++)
			assert_int_equal(column_of(&a.canvas, 3 + k, years[k]), head);
		app_release(&a);
	}
	folder_remove(&f);
}

/* Sorted by name, the rows are in the order of their labels; what is exported has the
 * labels alone. */
static void test_order_and_search_are_those_of_the_labels(void **state)
{
	struct str screen = STR_INIT;
	struct folder f;
	struct app a;

	(void)state;
	make(&f);
	open_app(&a, &f, "de");
	app_key(&a, '1');
	app_finish(&a);
	app_draw(&a, COLS, ROWS);
	app_key(&a, 's');
	app_finish(&a);
	app_draw(&a, COLS, ROWS);
	app_finish(&a);
	app_draw(&a, COLS, ROWS);
	canvas_add_text(&a.canvas, false, &screen);
	/* China, Egypt, Germany, Nauru; by what is shown Deutschland would be second. */
	assert_true(strstr(screen.buf, "Egypt") < strstr(screen.buf, "Deutschland"));
	assert_non_null(strstr(screen.buf, "Deutschland  Germany"));
	app_release(&a);
	str_release(&screen);
	folder_remove(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_best_name_is_taken),
		cmocka_unit_test(test_unknown_languages),
		cmocka_unit_test(test_columns_stay_in_place),
		cmocka_unit_test(test_order_and_search_are_those_of_the_labels),
	};

	return cmocka_run_group_tests_name("localname", tests, NULL, NULL);
}
