#include "config.h"

/* What the configuration says of keys and options, on the screen. */

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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_do_what_the_file_says),
		cmocka_unit_test(test_a_conflict_is_a_problem),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
