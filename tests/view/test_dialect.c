/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The form in which the user says how a file is read: its values, what is refused, and the
 * rows before and after. */

#include "view/stage.h"

#include "unit/folder.h"
#include "unit/test.h"

/* Commas read it as a table of two columns, so that no guess may touch it; it is written
 * with semicolons, below a title. */
static const char prices[] =
	"Prices, 2020\nciudad;precio,EUR\nSoria;12,5\nÁvila;9,5\nLugo;8,0\n";

struct form {
	struct folder folder;
	struct stage stage;
};

static void begin(struct form *f, int cols, int rows)
{
	folder_make(&f->folder);
	folder_write(&f->folder, "prices.csv", prices);
	stage_open(&f->stage, folder_file(&f->folder, "prices.csv"), cols, rows);
}

static void end(struct form *f)
{
	stage_close(&f->stage);
	folder_remove(&f->folder);
}

/* Presses KEYS and has all read that they lead to. */
static void press(struct form *f, const char *keys)
{
	stage_keys(&f->stage, keys);
	app_finish(&f->stage.app);
	stage_keys(&f->stage, "Ctrl-L");
}

static void test_what_is_set_is_applied(void **state)
{
	struct form f;

	(void)state;
	begin(&f, 80, 24);
	stage_expect(&f.stage, "   Prices          2020");
	/* The next usual delimiter, then a header that is typed. */
	stage_keys(&f.stage, "D Right Down Down Down 2");
	stage_expect_file(&f.stage, "dialect-80x24");
	stage_resize(&f.stage, 120, 40);
	stage_expect_file(&f.stage, "dialect-120x40");
	stage_resize(&f.stage, 80, 24);
	press(&f, "Enter");
	stage_expect(&f.stage, "prices 3");
	stage_expect(&f.stage, " ▌ Soria   12,5");
	/* Opened again, it has what was set. */
	stage_keys(&f.stage, "D");
	stage_expect(&f.stage, "Delimiter         ;                  set");
	stage_expect(&f.stage, "Header in line    2                  set");
	press(&f, "Ctrl-R Enter");
	stage_expect(&f.stage, "   Prices          2020");
	end(&f);
}

static void test_esc_changes_nothing(void **state)
{
	struct form f;

	(void)state;
	begin(&f, 80, 24);
	press(&f, "D Right Esc");
	stage_expect(&f.stage, "   Prices          2020");
	assert_int_equal(f.stage.app.overrides.count, 0);
	end(&f);
}

/* The first row is of LEN bytes; it is longer than what is read at once, or is not. */
static void assert_first_row(size_t len, const char *expected)
{
	struct str text = STR_INIT;
	struct form f;

	folder_make(&f.folder);
	str_add(&text, "place");
	while (text.len < len)
		str_add(&text, ",price");
	str_add(&text, "\nSoria,12\n");
	folder_write(&f.folder, "prices.csv", text.buf);
	stage_open(&f.stage, folder_file(&f.folder, "prices.csv"), 80, 24);
	stage_keys(&f.stage, "D");
	stage_expect(&f.stage, "How prices.csv is read");
	stage_expect(&f.stage, expected);
	stage_expect_not(&f.stage, "No rows.");
	str_release(&text);
	end(&f);
}

static void test_a_long_first_row(void **state)
{
	(void)state;
	assert_first_row(70000, "place  price");
	assert_first_row(1100000, "place  price");
	assert_first_row(3 << 20, "Encoding");
}

static void test_a_mistake_is_a_sentence(void **state)
{
	struct form f;

	(void)state;
	begin(&f, 80, 24);
	stage_keys(&f.stage, "D");
	stage_type(&f.stage, ";;");
	stage_expect(&f.stage, "The delimiter is one ASCII character, or tab, not “;;”.");
	stage_keys(&f.stage, "Enter");
	stage_expect(&f.stage, "How prices.csv is read");
	/* One character less, and the rows are there again. */
	stage_keys(&f.stage, "Backspace");
	stage_expect_not(&f.stage, "The delimiter is");
	stage_expect(&f.stage, "precio,EUR");
	stage_keys(&f.stage, "Tab");
	stage_type(&f.stage, ";");
	stage_expect(&f.stage, "must differ from each other.");
	/* An empty value is left to the guess again. */
	stage_keys(&f.stage, "Ctrl-U");
	stage_expect(&f.stage, "Quote             \"                  default");
	stage_keys(&f.stage, "Up Ctrl-U");
	stage_expect(&f.stage, "Delimiter         ,                  default");
	/* All letters are typed, those of commands too. */
	stage_keys(&f.stage, "Down Down Down Down Down");
	stage_type(&f.stage, "klingon?q");
	stage_expect(&f.stage, "a name that iconv -l lists, not “klingon?q”.");
	stage_keys(&f.stage, "Ctrl-R");
	stage_expect_not(&f.stage, "klingon");
	end(&f);
}

static void test_usual_values(void **state)
{
	struct form f;

	(void)state;
	begin(&f, 80, 24);
	stage_keys(&f.stage, "D Left");
	stage_expect(&f.stage, "Delimiter         |                  set");
	stage_keys(&f.stage, "Right Right Right");
	stage_expect(&f.stage, "Delimiter         tab                set");
	stage_keys(&f.stage, "Down Left");
	stage_expect(&f.stage, "Quote             none               set");
	stage_keys(&f.stage, "Down Right");
	stage_expect(&f.stage, "Comments begin    #                  set");
	stage_keys(&f.stage, "Down Left");
	stage_expect(&f.stage, "Header in line    none               set");
	stage_keys(&f.stage, "Left Right Right Right");
	stage_expect(&f.stage, "Header in line    3                  set");
	stage_expect(&f.stage, "Lines skipped     2                  above the header");
	stage_keys(&f.stage, "Down Right");
	stage_expect(&f.stage, "The header is in line 3, but 3 lines are skipped.");
	stage_keys(&f.stage, "Left Left Left Left");
	stage_expect(&f.stage, "Lines skipped     0                  set");
	stage_keys(&f.stage, "Down Right");
	stage_expect(&f.stage, "Encoding          windows-1252       set");
	/* A second click on a line is Right. */
	stage_click(&f.stage, "Encoding", 0);
	stage_expect(&f.stage, "Encoding          ISO-8859-1         set");
	stage_resize(&f.stage, 40, 10);
	stage_expect(&f.stage, "Encoding");
	end(&f);
}

static void test_where_a_descriptor_has_it(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_small(), 80, 24);
	stage_keys(&s, "1 D");
	stage_expect(&s, "datapackage.json declares how this table is read.");
	stage_close(&s);
}

/* What was guessed is in the overview, and in the status line once for each table; and so
 * is what was set. */
static void test_a_guess_is_reported(void **state)
{
	struct form f;

	(void)state;
	folder_make(&f.folder);
	folder_write(&f.folder, "a.csv", "a;b\n1;2\n3;4\n");
	folder_write(&f.folder, "b.csv", "a,b\n1,2\n");
	folder_write(&f.folder, "c.csv", "a|b\n1|2\n3|4\n");
	stage_open(&f.stage, f.folder.path, 80, 24);
	stage_expect_not(&f.stage, "Read as");
	stage_expect(&f.stage, "How files are read");
	stage_expect(&f.stage, "  a  ; between fields — guessed\n");
	stage_expect(&f.stage, "  c  | between fields — guessed\n");
	stage_keys(&f.stage, "1");
	stage_expect(&f.stage, "Read as: ; between fields — guessed. D changes it.");
	stage_keys(&f.stage, "Down");
	stage_expect_not(&f.stage, "Read as");
	stage_keys(&f.stage, "2");
	stage_expect_not(&f.stage, "Read as");
	stage_keys(&f.stage, "3");
	stage_expect(&f.stage, "Read as: | between fields — guessed.");
	stage_keys(&f.stage, "2 1 3 r");
	stage_expect(&f.stage, "Reloaded: nothing changed.");
	stage_keys(&f.stage, "Down");
	stage_expect_not(&f.stage, "Read as");
	stage_keys(&f.stage, "1 D Tab Left Enter");
	stage_expect(&f.stage, "Read as: ; between fields, no quotes — partly guessed.");
	stage_keys(&f.stage, "D ; Enter");
	stage_expect(&f.stage,
		"Read as: ; between fields, no quotes — as you set it. D changes it.");
	stage_close(&f.stage);
	stage_open(&f.stage, folder_file(&f.folder, "c.csv"), 50, 12);
	stage_expect(&f.stage, "Read by a guess. D changes it.");
	/* Ctrl-C closes the form. */
	stage_keys(&f.stage, "D Ctrl-C");
	stage_expect_not(&f.stage, "How c.csv is read");
	end(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_set_is_applied),
		cmocka_unit_test(test_esc_changes_nothing),
		cmocka_unit_test(test_a_long_first_row),
		cmocka_unit_test(test_a_mistake_is_a_sentence),
		cmocka_unit_test(test_usual_values),
		cmocka_unit_test(test_where_a_descriptor_has_it),
		cmocka_unit_test(test_a_guess_is_reported),
	};

	return cmocka_run_group_tests_name("dialect", tests, NULL, NULL);
}
