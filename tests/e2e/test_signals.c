/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Every signal whose default action ends a process, in every state of the browser: it dies
 * of the signal, the terminal is as it was, and no temporary file is left. Each pair of
 * table rows is a test of its own. With SIGNALS_ALL in the environment all pairs are tried
 * (make release-check), else each signal in one state and each state with two signals.
 */

#include "e2e/harness.h"

#include <stdlib.h>

#include "e2e/endings.h"
#include "unit/folder.h"
#include "unit/test.h"

/* What is done to get there. */
enum stop { NO_STOP, STOP_AND_GO_ON, STOP };

static const struct condition {
	const char *name;
	bool many;         /* shows a million rows, else the data of this tree */
	const char *ready; /* what is seen before the keys are typed */
	const char *keys;  /* a @ is the folder of the rows */
	const char *seen;  /* what is seen after that */
	enum stop stop;
} conditions[] = {
	{ "the first screen", false, "? help", "", "? help", NO_STOP },
	{ "loading", true, "loading many", "", "loading many", NO_STOP },
	{ "a search", true, "1/1,000,000", "/re:/(a|o|.)*zz/\r", "searching", NO_STOP },
	{ "a prompt", false, "? help", "1/cam", "/cam", NO_STOP },
	{ "a sort", true, "1/1,000,000", "s", "Sorting by", NO_STOP },
	{ "an export", true, "1/1,000,000", "e\025@/out.json\r", "writing ", NO_STOP },
	{ "the help", false, "? help", "?", "Help. Enter runs", NO_STOP },
	{ "the timeline", false, "? help", "t", "5 Timeline", NO_STOP },
	{ "the map", false, "? help", ":map\r", "Overview › Map", NO_STOP },
	{ "a stop gone on from", false, "? help", "1", "1/45", STOP_AND_GO_ON },
	{ "a stop", false, "? help", "1", "1/45", STOP },
};

enum {
	CONDITIONS = sizeof conditions / sizeof *conditions,
	ROWS = 1000000,
};

/* A test: one of each. */
struct pair {
	const struct ending *ending;
	const struct condition *condition;
};

static struct folder folder; /* of the rows, and of what is exported */

static int make_rows(void **state)
{
	FILE *file;

	(void)state;
	folder_make(&folder);
	file = fopen(folder_file(&folder, "many.csv"), "w");
	assert_non_null(file);
	fputs("name,remark,n\n", file);
	for (long long i = 0; i < ROWS; i++)
		fprintf(file, "row %lld,nothing that is looked for is here,%lld\n", i,
			i * 7919 % ROWS);
	assert_int_equal(fclose(file), 0);
	return 0;
}

static int remove_rows(void **state)
{
	(void)state;
	folder_remove(&folder);
	return 0;
}

/* Starts the browser and brings it into CONDITION. */
static struct harness *reach(const struct condition *condition)
{
	static const char *const env[] = { "BALI_TODAY=2026-11-23", NULL };
	const char *const many[] = { "./bali", "-d", folder_file(&folder, "many.csv"),
		NULL };
	static const char *const own[] = { "./bali", NULL };
	struct harness *h = harness_start(24, 80, condition->many ? many : own, env);
	struct str keys = STR_INIT;

	harness_wait_text(h, condition->ready);
	for (const char *c = condition->keys; *c; c++)
		if (*c == '@')
			str_add(&keys, folder.path);
		else
			str_add_char(&keys, *c);
	harness_type(h, keys.buf);
	str_release(&keys);
	harness_wait_text(h, condition->seen);
	if (condition->stop == NO_STOP)
		return h;
	harness_signal(h, SIGTSTP);
	harness_wait_stopped(h);
	harness_check_restored(h);
	if (condition->stop == STOP_AND_GO_ON) {
		harness_continue(h);
		harness_wait_text(h, condition->seen);
	}
	return h;
}

static void test_pair(void **state)
{
	const struct pair *pair = *state;
	struct harness *h = reach(pair->condition);
	int number = ending_number(pair->ending);

	harness_signal(h, number);
	/* What ends nothing leaves the ending to the next. */
	if (pair->ending->error) {
		number = SIGTERM;
		harness_signal(h, number);
	}
	if (pair->condition->stop == STOP)
		harness_continue(h);
	assert_int_equal(harness_wait_exit(h), HARNESS_SIGNALLED + number);
	harness_check_restored(h);
	harness_free(h);
	assert_int_equal(folder_count(&folder), 1);
}

int main(void)
{
	static struct pair pairs[ENDINGS * CONDITIONS];
	static struct str names[ENDINGS * CONDITIONS];
	static struct CMUnitTest tests[ENDINGS * CONDITIONS]; /* those without a name are
								* left out */
	bool all = getenv("SIGNALS_ALL") != NULL;
	int failed;

	for (size_t i = 0; i < ENDINGS * CONDITIONS; i++) {
		struct pair pair = { &endings[i / CONDITIONS],
			&conditions[i % CONDITIONS] };

		if (!all && i / CONDITIONS % CONDITIONS != i % CONDITIONS)
			continue;
		pairs[i] = pair;
		str_init(&names[i]);
		str_addf(&names[i], "%s in %s", pair.ending->name, pair.condition->name);
		tests[i] = (struct CMUnitTest){ .name = names[i].buf,
			.test_func = test_pair,
			.initial_state = &pairs[i] };
	}
	failed = cmocka_run_group_tests_name("signals", tests, make_rows, remove_rows);
	for (size_t i = 0; i < ENDINGS * CONDITIONS; i++)
		if (tests[i].name)
			str_release(&names[i]);
	return failed;
}
