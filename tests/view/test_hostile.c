/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Inputs made to keep the browser busy: whatever is in a file, no single piece of work may
 * keep a key waiting, and memory is a multiple of the input. In the environment,
 * HOSTILE_FACTOR makes them so many times larger, HOSTILE_LIMIT is how many milliseconds of
 * work there may be between two looks at the keys, HOSTILE_ONLY a part of the names of those
 * that are tried ("make hostile").
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/task.h"
#include "ui/command.h"
#include "view/made.h"

/* AddressSanitizer keeps what was freed for a while. */
#if defined __SANITIZE_ADDRESS__
#define KEEPS_FREED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define KEEPS_FREED 1
#endif
#endif

enum {
	LONG_TEXT = 1100000, /* bytes that stand for @ or ~ */
	LONG_COUNT = 3,      /* such texts: a row of 66 MB with HOSTILE_FACTOR=20 */
	TABLES = 10000,      /* in a folder, whatever HOSTILE_FACTOR says */
	ANSWER_MS = 2000,    /* far above the 32 ms of "make hostile": tests run on slow
				* machines, with sanitizers */
	AGAIN = 2,           /* tries after one that took too long */
	WORK_MS = 8,         /* given to a piece of work */
#ifdef KEEPS_FREED
	MEMORY_FREE =
		512 << 20, /* bytes that do not count: what was freed is kept, too */
#else
	MEMORY_FREE = 96 << 20, /* bytes that do not count */
#endif
	MEMORY_MULTIPLE =
		256, /* of the bytes of the input: a field of a header is large */
};

/* A file: BEFORE, COUNT times UNIT, AFTER. In UNIT # is the number, @ a long text, ~ one of
 * marks. */
struct input {
	const char *what;
	const char *before, *unit;
	size_t count;
	const char *after;
};

static const struct input tables[] = {
	{ "names in a header", "", "f#,", 20000, "z\n1,2\n" },
	{ "columns without a name", "", ",", 20000, "\n" },
	{ "columns of one name", "", "x,", 20000, "x\n1\n" },
	{ "columns of one name in capitals and blanks", "x,X, x", ", X ", 20000,
		"\n1\n" },
	{ "fields beyond the header", "a,b\n", "#,", 20000, "y\n3,4\n" },
	{ "a row of short fields", "a,b\n", "x,", 3000000, "y\n3,4\n" },
	{ "a row of short fields in quotes", "a,b\n", "\"x\",", 1500000, "y\n3,4\n" },
	{ "a row of short fields with a bad byte", "a,b\nx\1", ",x", 3000000,
		"y\n3,4\n" },
	{ "fields with bad bytes", "a,b\n1,2\n", "x\1,", 20000, "y\xff\n3,4\n" },
	{ "long fields in quotes", "a,b\n", "\"@\",", LONG_COUNT, "z\n3,4\n" },
	{ "long fields without quotes", "a,b\n", "@,", LONG_COUNT, "z\n3,4\n" },
	{ "long fields with bad bytes", "a,b\n", "@\xff\x01,", LONG_COUNT, "z\n3,4\n" },
	{ "a long last field with bad bytes", "a,b\n1,", "@\xff\x01", LONG_COUNT,
		"\n3,4\n" },
	{ "long names of columns", "", "#@,", LONG_COUNT, "z\n3,4\n" },
	{ "rows of long keys", "id,t\n", "@#,x\n", LONG_COUNT, "2,b\n" },
	{ "rows of long texts that are equal", "t,id\n", "@,#\n", LONG_COUNT, "b,2\n" },
	{ "rows of long marks", "id,t\n", "#,a~\n", LONG_COUNT, "2,b\n" },
	{ "a long cell", "id,t\n1,", "@ ", LONG_COUNT, "\n2,b\n" },
	{ "a long cell in quotes", "id,t\n1,\"", "@ ", LONG_COUNT, "\"\n2,b\n" },
	{ "a long cell in Latin-1", "id,t\n1,", "caf\xe9 ", 200000, "\n2,b\n" },
	{ "a long cell of quotes", "id,t\n1,\"", "@\"\"", LONG_COUNT, "\"\n2,b\n" },
	{ "a long cell of marks", "id,t\n1,", "~", LONG_COUNT, "\n2,b\n" },
	{ "rows of long cells whose quotes lack", "id,t\n1,\"", "@\n", LONG_COUNT,
		"\n2,b\n" },
	{ "a cell of words", "id,t\n1,", "some words ", 200000, "\n2,b\n" },
	{ "a cell of one word", "id,t\n1,", "w", 2000000, "\n2,b\n" },
	{ "a quoted cell of words", "id,t\n1,\"", "some words ", 200000, "\"\n2,b\n" },
	{ "a cell of quoted words", "id,t\n1,\"", "some \"\"words\"\" ", 200000,
		"\"\n2,b\n" },
	{ "a cell of lines", "id,t\n1,\"", "line\r\n", 100000, "\"\n2,b\n" },
	{ "a cell of marks", "id,t\n1,a", "\u0301", 400000, "\n2,b\n" },
	{ "a cell of blanks without a width", "id,t\n1,a", "\u200b", 400000, "\n2,b\n" },
	{ "a cell of joined emoji that are all shown", "id,t\n1,", "\U0001f468\u200d",
		25000, "\n2,b\n" },
	{ "a cell of joined emoji", "id,t\n1,", "\U0001f468\u200d", 100000, "\n2,b\n" },
	{ "a cell of flags", "id,t\n1,", "\U0001f1e9", 100000, "\n2,b\n" },
	{ "a cell of bad bytes", "id,t\n1,", "\xff", 400000, "\n2,b\n" },
	{ "rows of marks", "id,t\n", "#,a\u0301\u0301\u0301\u0301\u0301\u0301\n", 20000,
		"" },
	{ "quotes", "a,b\n", "\"", 400000, "\n" },
	{ "rows with lost quotes", "a,b\n", "\"#,x\n", 20000, "" },
	{ "blank lines", "a,b\n", "\n", 400000, "1,2\n" },
	{ "rows", "id,name,day\n", "#,some name #,2001-02-03\n", 200000, "" },
	{ "rows of one key", "id,name\n", "1,x\n", 200000, "" },
};

static const struct input descriptors[] = {
	{ "tables of one name", "{'resources': [",
		"{'name': 'x', 'path': 't.csv', 'schema': {'fields': [{'name': 'id'}]}},",
		2000, "{'name': 'y', 'path': 't.csv'}]}" },
	{ "fields of a schema",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': [",
		"{'name': 'f#'},", 10000, "{'name': 'id'}]}}]}" },
	{ "fields of one name",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': [",
		"{'name': 'id'},", 10000, "{'name': 'n'}]}}]}" },
	{ "fields of many checks",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': [",
		"{'name': 'f#', 'constraints': {'pattern': '[a-z]#', 'minimum': 'z'}},",
		2000, "{'name': 'id'}]}}]}" },
	{ "foreign keys",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'n'}], 'primaryKey': 'id', 'foreignKeys': [",
		"{'fields': 'n', 'reference': {'resource': '', 'fields': 'id'}},", 3000,
		"{'fields': 'id', 'reference': {'resource': '', 'fields': 'id'}}]}}]}" },
	{ "rows in the descriptor", "{'resources': [{'name': 't', 'data': [",
		"{'id': #, 'n': 'x'},", 40000, "{'id': 0, 'n': 'y'}]}]}" },
	{ "values by name in a row of the descriptor",
		"{'resources': [{'name': 't', 'data': [{", "'n#': #,", 12000,
		"'z': 0}]}]}" },
	{ "missing values",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'n'}], 'missingValues': [",
		"'m#',", 20000, "'v2']}}]}" },
	{ "allowed values",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'n'}, {'name': 'id', 'constraints': {'enum': [",
		"'e#',", 20000, "'v2']}}]}}]}" },
	{ "unique keys",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'n'}], 'uniqueKeys': [",
		"['id', 'n'],", 20000, "['id']]}}]}" },
	{ "a path of many steps",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'n'}, {'name': 'n.n'}, {'name': 'n.n.n'}], "
		"'primaryKey': 'id', 'foreignKeys': [{'fields': 'n', 'reference': "
		"{'resource': '', 'fields': 'id'}}]}, 'bali': {'label': '",
		"n.", 1000, "zz'}}]}" },
	{ "a pattern of parentheses",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id', 'constraints': {'pattern': '",
		"(", 20000, "a'}}]}}]}" },
	{ "a pattern of repetitions",
		"{'resources': [{'name': 't', 'path': 't.csv', 'schema': {'fields': "
		"[{'name': 'id', 'constraints': {'pattern': 'v",
		"{1,100}", 3, "'}}]}}]}" },
	{ "a long title", "{'resources': [{'name': 't', 'path': 't.csv', 'title': '",
		"word ", 100000, "'}]}" },
};

static void add_unit(struct str *out, const char *unit, size_t number)
{
	for (; *unit; unit++)
		if (*unit == '#')
			str_addf(out, "%zu", number);
		else if (*unit == '@')
			str_add_repeat(out, 'y', LONG_TEXT);
		else if (*unit == '~')
			for (size_t i = 0; i < LONG_TEXT / 2; i++)
				str_add(out, "\u0301");
		else
			str_add_char(out, *unit);
}

static size_t factor(void)
{
	const char *text = getenv("HOSTILE_FACTOR");

	return text ? strtoul(text, NULL, 10) : 1;
}

static size_t peak_memory(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (size_t)usage.ru_maxrss * 1024;
}

/* Gives A the key and works as the loop does until nothing is left to do. */
static void press(struct app *a, uint32_t key)
{
	bool idle;

	app_key(a, key);
	app_draw(a, 80, 24);
	app_look(a);
	do {
		idle = app_work(a, clock_now() + WORK_MS * TASK_MS);
		app_look(a);
	} while (!idle);
	app_draw(a, 80, 24);
	app_look(a);
}

/* Opens M, presses keys and types QUERY, which may be NULL; returns the milliseconds of the
 * longest work between two looks at the keys, and sets *AT to the key before it. */
static double longest_gap(struct made *m, const char *query, const char **at)
{
	static const char *const keys[] = { "1", "Down", "Up", "Right", "$", "Left", "s",
		"Enter", "PgDn", "End", "Esc", "/", "l", "2", "Esc", "F", "Esc", "v", "v",
		"!", "Esc", "?", "Esc", "r", "C", "Esc", "Esc" };
	int64_t longest = 0;
	struct str err = STR_INIT;
	struct app a;

	assert_true(app_init(&a, &app_commands, m->folder.path, NULL, 0, &err));
	app_look(&a);
	app_draw(&a, 80, 24);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(&a, key_parse(slice_of(keys[i])));
		if (a.longest > longest)
			*at = keys[i];
		longest = a.longest;
	}
	for (const char *next = query; next && *next; next++)
		press(&a, (unsigned char)*next);
	if (a.longest > longest)
		*at = query;
	longest = a.longest;
	app_release(&a);
	str_release(&err);
	return (double)longest / TASK_MS;
}

/* Returns whether WHAT is an input whose name holds what HOSTILE_ONLY says. */
static bool is_wanted(const char *what)
{
	const char *only = getenv("HOSTILE_ONLY");

	return !only || strstr(what, only);
}

/* Returns whether M, which is called WHAT and has SIZE bytes, and in which QUERY (may be
 * NULL) is searched for, keeps a key waiting for too long, or takes more memory than BEFORE
 * and its due. Removes its folder. */
static bool is_slow_folder(
	struct made *m, const char *what, size_t size, size_t before, const char *query)
{
	const char *limit_text = getenv("HOSTILE_LIMIT");
	double limit = limit_text ? strtod(limit_text, NULL) : ANSWER_MS;
	const char *at = "";
	double gap = longest_gap(m, query, &at);
	size_t grown = peak_memory() - before;

	/* Others on the machine make it longer, never shorter. */
	for (int i = 0; i < AGAIN && gap > limit; i++) {
		double other = longest_gap(m, query, &at);

		gap = other < gap ? other : gap;
	}
	printf("%7.1f ms %5zu MB of %6zu kB: %s (%s)\n", gap, grown >> 20, size >> 10,
		what, at);
	fflush(stdout);
	folder_remove(&m->folder);
	return gap > limit || grown > MEMORY_FREE + size * MEMORY_MULTIPLE;
}

/* Returns that of INPUT as FILE. */
static bool is_slow(const struct input *input, const char *file, const char *query)
{
	struct str text = STR_INIT;
	size_t before = peak_memory();
	struct made m;
	bool slow;

	made_begin(&m);
	made_write(&m, "t.csv", "id,n\nv1,v2\nv2,v1\n");
	str_add(&text, input->before);
	for (size_t i = 0; i < input->count * factor(); i++)
		add_unit(&text, input->unit, i);
	str_add(&text, input->after);
	made_write(&m, file, text.buf);
	slow = is_slow_folder(&m, input->what, text.len, before, query);
	str_release(&text);
	return slow;
}

static void test_tables_never_keep_a_key_waiting(void **state)
{
	size_t slow = 0;

	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		slow += is_wanted(tables[i].what) && is_slow(&tables[i], "t.csv", NULL);
	assert_int_equal(slow, 0);
}

static void test_descriptors_never_keep_a_key_waiting(void **state)
{
	size_t slow = 0;

	(void)state;
	for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++)
		slow += is_wanted(descriptors[i].what) &&
			is_slow(&descriptors[i], "datapackage.json", NULL);
	assert_int_equal(slow, 0);
}

static void test_folders_never_keep_a_key_waiting(void **state)
{
	static const char what[] = "tables in a folder", table[] = "a,b\n1,2\n";
	size_t before = peak_memory(), size = 0;
	struct str name = STR_INIT;
	struct made m;

	(void)state;
	if (!is_wanted(what))
		return;
	made_begin(&m);
	for (size_t i = 0; i < TABLES; i++) {
		str_clear(&name);
		str_addf(&name, "t%zu.csv", i);
		made_write(&m, name.buf, table);
		size += name.len + sizeof table - 1; /* a name takes memory, too */
	}
	str_release(&name);
	assert_false(is_slow_folder(&m, what, size, before, NULL));
}

/* Each row on the screen may have a reason why it was found. */
static void test_searches_never_keep_a_key_waiting(void **state)
{
	static const struct input rows = { "rows of long marks that are found", "id,t\n",
		"#,a~\n", LONG_COUNT, "2,b\n" };

	(void)state;
	assert_false(is_wanted(rows.what) && is_slow(&rows, "t.csv", "/a"));
}

static void test_expressions_never_keep_a_key_waiting(void **state)
{
	static const struct input cell = { "a cell for an expression", "id,t\n1,",
		"abq # ", 3000, "\n2,b\n" };

	(void)state;
	assert_false(is_wanted(cell.what) &&
		is_slow(&cell, "t.csv", "/re:/(a|b|.)*.{1,400}qqqqq/"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_never_keep_a_key_waiting),
		cmocka_unit_test(test_descriptors_never_keep_a_key_waiting),
		cmocka_unit_test(test_folders_never_keep_a_key_waiting),
		cmocka_unit_test(test_searches_never_keep_a_key_waiting),
		cmocka_unit_test(test_expressions_never_keep_a_key_waiting),
	};

	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
