/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What the configuration says of keys and options, on the screen; and the last place. */

#include "e2e/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/folder.h"
#include "unit/test.h"

struct configured {
	struct folder folder;
	char variable[100];
	const char *env[3];
};

/* Starts bali on a screen of 80x24 with TEXT as its configuration. */
static struct harness *start(struct configured *c, const char *text)
{
	static const char *const argv[] = { "./bali", "--tab", "members", NULL };

	folder_make(&c->folder);
	assert_int_equal(mkdir(folder_file(&c->folder, "bali"), 0700), 0);
	folder_write(&c->folder, "bali/config", text);
	snprintf(c->variable, sizeof c->variable, "XDG_CONFIG_HOME=%s", c->folder.path);
	c->env[0] = c->variable;
	c->env[1] = "BALI_TODAY=2026-11-23";
	c->env[2] = NULL;
	return harness_start(24, 80, argv, c->env);
}

static void finish(struct configured *c, struct harness *h)
{
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
	assert_int_equal(unlink(folder_file(&c->folder, "bali/config")), 0);
	assert_int_equal(rmdir(folder_file(&c->folder, "bali")), 0);
	folder_remove(&c->folder);
}

static void test_keys_do_what_the_file_says(void **state)
{
	struct configured c;
	struct harness *h = start(&c,
		"key list x sort\nkey list s down\nkey record x back\nkey list q none\n"
		"key list Ctrl-X leave\nkey prompt Ctrl-G cancel\n");

	(void)state;
	harness_wait_text(h, "x sort");
	harness_key(h, "!");
	harness_wait_text(h, "No problems: every file was read");
	harness_key(h, "q");
	harness_wait_text(h, "1/45");
	/* Once A to Z is the order of the table: the other way round shows that it sorts. */
	harness_type(h, "xx");
	harness_wait_text(h, "Sorted by Country, Z to A.");
	harness_wait_text(h, "Vietnam");
	harness_type(h, "s");
	harness_wait_text(h, "2/45");
	harness_key(h, "q");
	harness_wait_text(h, "q does nothing here. ? lists the keys.");
	harness_key(h, "Enter");
	harness_wait_text(h, "x back");
	harness_key(h, "x");
	harness_wait_text(h, "x sort");
	harness_type(h, "/kampuchea");
	harness_wait_text(h, "1 Members 1 ");
	harness_key(h, "Ctrl-G");
	harness_wait_text(h, "1 Members 45");
	harness_key(h, "?");
	harness_wait_text(h, "x                       Sort by the current column");
	harness_key(h, "Esc");
	harness_wait_text(h, "x sort");
	harness_key(h, "Ctrl-X");
	finish(&c, h);
}

static void test_a_conflict_is_a_problem(void **state)
{
	struct configured c;
	struct harness *h =
		start(&c, "mouse = yes\n\nkey list x sort\nkey list x columns\n");

	(void)state;
	harness_wait_text(h, "! 1 problem");
	assert_true(harness_mouse(h));
	harness_key(h, "!");
	harness_wait_text(h, "bali/config:4: warning: x is already the key of sort");
	harness_wait_text(h, "in the context list (line 3).");
	harness_key(h, "q");
	harness_wait_text(h, "x sort");
	/* It is a problem of the data read again, too, and but one. */
	harness_key(h, "r");
	harness_wait_text(h, "Reloaded: ");
	harness_key(h, "Down"); /* makes room */
	harness_wait_text(h, "! 1 problem");
	harness_key(h, "Q");
	finish(&c, h);
}

/* Quits from a row, and starts on it again after others were put before it. */
static void test_resumes_at_the_row(void **state)
{
	static const char head[] = "id,name,size\n",
			  rows[] = "a,Anchor,3\nb,Bell,2\nc,Candle,1\n";
	struct folder data, kept;
	char variable[100], path[500], text[200];
	const char *const env[] = { variable, NULL };
	const char *const first[] = { "./bali", path, NULL };
	const char *const again[] = { "./bali", "--resume", path, NULL };
	struct harness *h;

	(void)state;
	folder_make(&data);
	folder_make(&kept);
	snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s", kept.path);
	folder_write_quoted(&data, "datapackage.json",
		"{'name':'things','resources':[{'name':'t','path':'t.csv','title':'"
		"Things',"
		"'schema':{'fields':[{'name':'id','type':'string'},{'name':'name',"
		"'type':'string'},{'name':'size','type':'integer'}],'primaryKey':['id']}}"
		"]}");
	snprintf(text, sizeof text, "%s%s", head, rows);
	folder_write(&data, "t.csv", text);
	snprintf(path, sizeof path, "%s", data.path);
	h = harness_start(24, 80, first, env);
	harness_wait_text(h, "1/3");
	harness_type(h, "llSgj");
	harness_wait_text(h, "2/3");
	harness_wait_text(h, "▌ b");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
	snprintf(text, sizeof text, "%sx,Xylophone,9\ny,Yarn,0\n%s", head, rows);
	folder_write(&data, "t.csv", text);
	h = harness_start(24, 80, again, env);
	harness_wait_text(h, "3/5");
	harness_wait_text(h, "▌ b");
	harness_wait_text(h, "size▾");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
	/* Without the option the start is the start. */
	h = harness_start(24, 80, first, env);
	harness_wait_text(h, "1/5");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_free(h);
	assert_int_equal(unlink(folder_file(&kept, "bali/places")), 0);
	assert_int_equal(rmdir(folder_file(&kept, "bali")), 0);
	folder_remove(&data);
	folder_remove(&kept);
}

/* A state folder that is none is a problem, said once, and stops nothing. */
static void test_what_cannot_be_kept_is_a_problem(void **state)
{
	static const char *const argv[] = { "./bali", "--resume", NULL };
	struct folder folder;
	char variable[100];
	const char *const env[] = { variable, NULL };
	struct harness *h;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "bali", "");
	snprintf(variable, sizeof variable, "XDG_STATE_HOME=%s", folder.path);
	h = harness_start(24, 80, argv, env);
	harness_wait_text(h, "! 1 problem");
	harness_key(h, "!");
	harness_wait_text(h, "Nothing is kept for the next run: Not");
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_do_what_the_file_says),
		cmocka_unit_test(test_a_conflict_is_a_problem),
		cmocka_unit_test(test_resumes_at_the_row),
		cmocka_unit_test(test_what_cannot_be_kept_is_a_problem),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
