/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What would drive a terminal never reaches one, whatever is done: every command in every
 * form, with the output on a terminal, and the browser with the same rows on the screen.
 * The payloads are in names, in values, in keys and in the header of a table.
 */

#include "e2e/harness.h"

#include <stdio.h>

#include "unit/folder.h"
#include "unit/test.h"

enum { WORDS_MOST = 12, COMMAND_COLS = 200 };

/* What a terminal must never be sent from a cell. The sequences of its own description
 * that set looks, move the cursor and clear lines are none of these. */
static const struct {
	const char *name, *bytes;
} payloads[] = {
	{ "OSC 52, the clipboard", "\033]52;c;eA==\007" },
	{ "OSC 0, the title", "\033]0;owned" },
	{ "DCS", "\033Pq" },
	{ "RIS", "\033c" },
	{ "answer back", "\033[>0q" },
	{ "BEL", "\007" },
	{ "C1 CSI", "\302\233" },
	{ "C1 OSC", "\302\235" },
	{ "C1 CSI, a byte", "\2332" },
	{ "right to left override", "\342\200\256" },
	{ "isolate", "\342\201\246" },
	{ "line separator", "\342\200\250" },
};

enum { PAYLOADS = sizeof payloads / sizeof *payloads };

static const char descriptor[] =
	"{'name': 'odd', 'title': 'Odd \\u001b]0;owned\\u0007', 'resources': ["
	"{'name': 'things', 'path': 'things.csv', 'title': 'Things \\u009b2J',"
	" 'bali': {'label': 'text', 'timeline': {'date': 'on'}},"
	" 'schema': {'fields': ["
	"{'name': 'id', 'type': 'string'}, {'name': 'text', 'type': 'string',"
	"  'title': 'Text \\u202e'}, {'name': 'on', 'type': 'string',"
	"  'rdfType': 'http://id.loc.gov/datatypes/edtf/EDTF'},"
	" {'name': 'at', 'type': 'integer'}], 'primaryKey': 'id'}}]}";

/* A row a payload: in its key, its name and in a value that is no number. */
static void make_data(struct folder *folder)
{
	struct str rows;

	folder_make(folder);
	folder_write_quoted(folder, "datapackage.json", descriptor);
	str_init(&rows);
	str_add(&rows, "id,text,on,at,extra \033]52;c;eA==\007\n");
	for (size_t i = 0; i < PAYLOADS; i++)
		str_addf(&rows, "k%zu%s,thing %s end,2011-0%zu,x%s\n", i,
			payloads[i].bytes, payloads[i].bytes, i % 9 + 1,
			payloads[i].bytes);
	folder_write_bytes(folder, "things.csv", rows.buf, rows.len);
	str_release(&rows);
}

/* A LOCALE that is not UTF-8 may be that of a terminal to which bytes above 0x7f mean
 * something of their own. */
static void check_output(const struct harness *h, const char *locale, const char *what)
{
	struct str output;

	str_init(&output);
	harness_add_output(h, &output);
	assert_true(output.len > 0);
	for (size_t i = 0; i < PAYLOADS; i++)
		if (strstr(output.buf, payloads[i].bytes))
			fail_msg("%s sends %s to the terminal", what, payloads[i].name);
	for (size_t i = 0; locale && i < output.len; i++)
		if ((unsigned char)output.buf[i] > 0x7f)
			fail_msg("%s sends the byte 0x%02x in %s", what,
				(unsigned char)output.buf[i], locale);
	str_release(&output);
}

/* Runs ARGV in LOCALE ("LC_ALL=C", or NULL: UTF-8) to its end. */
static void run(const char *const *argv, const char *locale, const char *what)
{
	const char *const env[] = { locale, NULL };
	struct harness *h = harness_start(60, COMMAND_COLS, argv, env);

	harness_wait_exit(h);
	check_output(h, locale, what);
	harness_check_restored(h);
	harness_free(h);
}

static void run_command(const char *const *words, const char *format, const char *locale)
{
	struct folder folder;
	const char *argv[WORDS_MOST] = { "./bali", "-d", folder.path };
	char what[100];
	size_t count = 3;

	make_data(&folder);
	snprintf(what, sizeof what, "%s -f %s", words[0], format);
	while (*words)
		argv[count++] = *words++;
	argv[count++] = "-f";
	argv[count++] = format;
	run(argv, locale, what);
	folder_remove(&folder);
}

static void test_commands(void **state)
{
	static const char *const commands[][WORDS_MOST] = {
		{ "list", "things", NULL },
		{ "list", "things", "thing", NULL },
		{ "find", "thing", NULL },
		{ "find", "zzzz\033]52;c;eA==\007", NULL },
		{ "show", "thing", NULL },
		{ "show", "things/k0\033]52;c;eA==\007", NULL },
		{ "timeline", NULL },
		{ "map", NULL },
		{ "check", NULL },
		{ "tables", NULL },
	};
	static const char *const formats[] = { "text", "csv", "tsv", "json", "markdown",
		"geojson" };

	(void)state;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
			for (size_t l = 0; l < 2; l++)
				run_command(
					commands[i], formats[k], l ? "LC_ALL=C" : NULL);
}

/* The sentences about what was typed, which name it. */
static void test_sentences(void **state)
{
	static const char bad[] = "no\033]52;c;eA==\007\302\233\302\235\2332"
				  "\342\200\256\342\201\246\342\200\250\033Pq\033c";
	static const char *const lines[][WORDS_MOST] = {
		{ bad },
		{ "-d", bad },
		{ "-d", bad, "check" },
		{ "--tab", bad },
		{ "--select", bad, "--dump", "80x24" },
		{ "--dump", bad },
		{ "--color", bad },
		{ "--theme", bad },
		{ "list", bad },
		{ "list", "things", "-f", bad },
		{ "list", "things", "-o", bad },
		{ "show", bad },
		{ "find", "re:/(/", bad },
		{ "--delimiter", bad, "check" },
		{ "--encoding", bad, "check" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		for (size_t l = 0; l < 2; l++) {
			struct folder folder;
			const char *argv[WORDS_MOST] = { "./bali", "-d", folder.path };

			make_data(&folder);
			memcpy(argv + 3, lines[i], (WORDS_MOST - 3) * sizeof *argv);
			run(argv, l ? "LC_ALL=C" : NULL, lines[i][0]);
			unlink(bad);
			folder_remove(&folder);
		}
	}
}

/* The list, a record, the problems, the timeline, a search and the message about it. */
static void test_screens(void **state)
{
	static const char *const walk[] = { "1", "End", "Enter", "Backspace", "!",
		"Enter", "q", "/", "t", "h", "i", "Enter", "Home", "=", "C", "t", "v",
		"?", "q" };
	struct folder folder;
	const char *const argv[] = { "./bali", "-d", folder.path, NULL };
	struct harness *h;

	(void)state;
	make_data(&folder);
	h = harness_start(24, 80, argv, NULL);
	harness_wait_text(h, "? help");
	for (size_t i = 0; i < sizeof walk / sizeof *walk; i++)
		harness_key(h, walk[i]);
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	check_output(h, NULL, "the browser");
	harness_check_restored(h);
	harness_free(h);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_screens),
	};

	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
