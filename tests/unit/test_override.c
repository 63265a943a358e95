/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What the user sets of how a file is written: its values, what goes together, and which of
 * option, browser and state holds for a file. */

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/load.h"
#include "data/dialect.h"
#include "unit/folder.h"
#include "unit/random.h"
#include "unit/test.h"

/* Sets in O what TEXT says, names and values parted by tabs. Returns false with the sentence
 * in ERR. */
static bool set_all(struct override *o, const char *text, struct str *err)
{
	char *copy = strdup(text), *rest = copy, *item;
	bool good = true;

	*o = (struct override){ 0 };
	while (good && (item = strsep(&rest, "\t"))) {
		const char *name = strsep(&item, "=");

		good = override_set(o, name, item ? item : "", err);
	}
	free(copy);
	return good && override_check(o, err);
}

/* Text, what the dialect is then, or what is said of it. */
static const struct {
	const char *text, *result;
} cases[] = {
	/* clang-format off */
	{ "delimiter=;", "; \" none 1 0 UTF-8" },
	{ "delimiter=tab", "tab \" none 1 0 UTF-8" },
	{ "delimiter=\\t", "tab \" none 1 0 UTF-8" },
	{ "delimiter=Semicolon", "; \" none 1 0 UTF-8" },
	{ "delimiter=pipe", "| \" none 1 0 UTF-8" },
	{ "delimiter=space", "space \" none 1 0 UTF-8" },
	{ "delimiter=U+0001", "U+0001 \" none 1 0 UTF-8" },
	{ "delimiter=u+1f", "U+001F \" none 1 0 UTF-8" },
	{ "delimiter=\x01", "U+0001 \" none 1 0 UTF-8" },
	{ "delimiter=U", "U \" none 1 0 UTF-8" },
	{ "quote='", ", ' none 1 0 UTF-8" },
	{ "quote=none", ", none none 1 0 UTF-8" },
	{ "comment=#", ", \" # 1 0 UTF-8" },
	{ "comment=none", ", \" none 1 0 UTF-8" },
	{ "quote=none\tdelimiter=\"", "\" none none 1 0 UTF-8" },
	{ "header=1", ", \" none 1 0 UTF-8" },
	{ "header=3", ", \" none 3 2 UTF-8" },
	{ "header=none", ", \" none none 0 UTF-8" },
	{ "header=None\tskip=2", ", \" none none 2 UTF-8" },
	{ "skip=0", ", \" none 1 0 UTF-8" },
	{ "skip=2", ", \" none 3 2 UTF-8" },
	{ "skip=2\theader=5", ", \" none 5 4 UTF-8" },
	{ "header=5\tskip=2", ", \" none 5 4 UTF-8" },
	{ "encoding=latin1", ", \" none 1 0 latin1" },
	{ "encoding=UTF-16LE", ", \" none 1 0 UTF-16LE" },

	{ "delimiter=", "The delimiter is one ASCII character, or tab, not “”." },
	{ "delimiter=;;", "The delimiter is one ASCII character, or tab, not “;;”." },
	{ "delimiter=none", "The delimiter is one ASCII character, or tab, not “none”." },
	{ "delimiter=§", "The delimiter is one ASCII character, or tab, not “§”." },
	{ "delimiter=U+00A7", "The delimiter is one ASCII character, or tab, not “U+00A7”." },
	{ "delimiter=U+0", "The delimiter is one ASCII character, or tab, not “U+0”." },
	{ "delimiter=U+", "The delimiter is one ASCII character, or tab, not “U+”." },
	{ "delimiter=U+1x", "The delimiter is one ASCII character, or tab, not “U+1x”." },
	{ "delimiter=\n", "The delimiter is one ASCII character, or tab, not “\n”." },
	{ "quote=''", "The quote is one ASCII character, or none, not “''”." },
	{ "comment=//", "Comments begin with one ASCII character, or none, not “//”." },
	{ "header=0", "The header is the number of a line, from 1 to 1,000,000,000, or none, not “0”." },
	{ "header=-1", "The header is the number of a line, from 1 to 1,000,000,000, or none, not “-1”." },
	{ "header=x", "The header is the number of a line, from 1 to 1,000,000,000, or none, not “x”." },
	{ "header=99999999999999999999",
		"The header is the number of a line, from 1 to 1,000,000,000, or none, not “99999999999999999999”." },
	{ "skip=-1", "The number of lines to skip is from 0 to 1,000,000,000, not “-1”." },
	{ "skip=1000000001",
		"The number of lines to skip is from 0 to 1,000,000,000, not “1000000001”." },
	{ "skip=none", "The number of lines to skip is from 0 to 1,000,000,000, not “none”." },
	{ "encoding=klingon", "The encoding is a name that iconv -l lists, not “klingon”." },
	{ "encoding=", "The encoding is a name that iconv -l lists, not “”." },
	{ "encoding=latin1//IGNORE",
		"The encoding is a name that iconv -l lists, not “latin1//IGNORE”." },
	{ "escape=x", "Unknown property “escape”." },
	{ "delimiter=\"", "Delimiter, quote and comment character must differ from each other." },
	{ "delimiter=;\tquote=;", "Delimiter, quote and comment character must differ from each other." },
	{ "quote=none\tcomment=#\tdelimiter=#", "Delimiter, quote and comment character must differ from each other." },
	{ "quote=,", "Delimiter, quote and comment character must differ from each other." },
	{ "comment=tab", "Delimiter, quote and comment character must differ from each other." },
	{ "header=2\tskip=2", "The header is in line 2, but 2 lines are skipped." },
	/* clang-format on */
};

static void test_values(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct csvfile_dialect d = csvfile_rfc4180;
		struct override o;

		str_clear(&out);
		if (set_all(&o, cases[i].text, &out)) {
			override_apply(&o, &d);
			for (int k = 0; k < OVERRIDE_PROPERTIES; k++) {
				str_add(&out, k ? " " : "");
				override_add_value(&d, (enum override_property)k, &out);
			}
		}
		if (strcmp(out.buf, cases[i].result) != 0)
			fail_msg("%s: %s", cases[i].text, out.buf);
	}
	str_release(&out);
}

/* The encoding found for the file NAME. */
static const char *found(const struct overrides *all, struct folder *f, const char *name)
{
	static struct override o;

	o = overrides_find(all, folder_file(f, name));
	return o.set ? o.encoding : "";
}

static void test_what_holds(void **state)
{
	struct override latin = { 0 }, greek = { 0 };
	struct overrides all = { 0 };
	struct folder folder;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "a.csv", "a\n1\n");
	folder_write(&folder, "b.csv", "a\n1\n");
	assert_true(override_set(&latin, "encoding", "latin1", NULL));
	assert_true(override_set(&greek, "encoding", "greek", NULL));
	assert_string_equal(found(&all, &folder, "a.csv"), "");
	/* What was set in an earlier run, for that file alone. */
	overrides_put(&all, folder_file(&folder, "a.csv"), &latin, false);
	overrides_put(&all, folder_file(&folder, "none.csv"), &latin, false);
	assert_int_equal(all.count, 1);
	assert_string_equal(found(&all, &folder, "a.csv"), "latin1");
	assert_string_equal(found(&all, &folder, "b.csv"), "");
	/* The options of this run are stronger, and what is set after them still more. */
	assert_true(override_set(&all.every, "encoding", "utf-16", NULL));
	assert_string_equal(found(&all, &folder, "a.csv"), "utf-16");
	assert_string_equal(found(&all, &folder, "b.csv"), "utf-16");
	overrides_put(&all, folder_file(&folder, "a.csv"), &greek, true);
	assert_string_equal(found(&all, &folder, "a.csv"), "greek");
	/* Left to the guess again. */
	overrides_put(&all, folder_file(&folder, "a.csv"), &(struct override){ 0 }, true);
	assert_string_equal(found(&all, &folder, "a.csv"), "");
	overrides_release(&all);
	folder_remove(&folder);
}

static void test_lines(void **state)
{
	static const char *const bad[] = { "", "a.csv\tquote=none", "\tquote=none",
		"%s\tquote=", "%s\tquote", "%s\tquote=none\tx=y", "%s\tdelimiter=\"",
		"%s\theader=2\tskip=4" };
	struct overrides all = { 0 };
	struct str line = STR_INIT, out = STR_INIT;
	struct folder folder;
	char *path;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "a.csv", "a\n1\n");
	path = realpath(folder_file(&folder, "a.csv"), NULL);
	assert_non_null(path);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *rest = strstr(bad[i], "%s");

		str_clear(&line);
		str_addf(&line, "%s%s", rest ? path : "", rest ? rest + 2 : bad[i]);
		overrides_read_line(&all, str_slice(&line));
		assert_int_equal(all.count, 0);
	}
	str_clear(&line);
	str_addf(&line,
		"%s\tdelimiter=tab\tquote=none\tcomment=#\theader=none\tskip=2\t"
		"encoding=latin1",
		path);
	overrides_read_line(&all, str_slice(&line));
	assert_int_equal(all.count, 1);
	str_add_char(&line, '\n');
	overrides_add_line(&all.files[0], &out);
	assert_string_equal(out.buf, line.buf);
	/* What is left to the guess is not kept. */
	overrides_put(&all, path, &(struct override){ 0 }, true);
	str_clear(&out);
	overrides_add_line(&all.files[0], &out);
	assert_string_equal(out.buf, "");
	overrides_release(&all);
	folder_remove(&folder);
	free(path);
	str_release(&line);
	str_release(&out);
}

enum { TABLES = 400, ROWS = 5, COLUMNS = 3, LETTERS = 6 };

/* A table, and how it is written. */
struct written {
	char cells[ROWS][COLUMNS][40];
	char delimiter, quote, comment; /* '\0': none */
	const char *end, *encoding;
	size_t above; /* lines of anything */
	bool header;
	struct str text, settings;
};

/* Returns whether the cell must be in quotes. */
static bool needs_quotes(const struct written *w, const char *cell, bool first)
{
	return strpbrk(cell, "\n\r") || strchr(cell, w->delimiter) ||
		(w->quote && strchr(cell, w->quote)) ||
		(first && w->comment && *cell == w->comment);
}

/* Makes a cell that can be written. */
static void make_cell(struct written *w, char *cell, bool first, uint64_t *seed)
{
	static const char letters[][3] = { "a", "B", "7", " ", "é", "ß", ",", ";", "\t",
		"|", "\"", "'", "#", "%", ".", "-", "\n" };

	do {
		*cell = '\0';
		for (unsigned n = random_below(seed, LETTERS); n; n--)
			memcpy(cell + strlen(cell), letters[random_below(seed, 17)], 3);
	} while (!w->quote && needs_quotes(w, cell, first));
}

static void write_cell(struct written *w, const char *cell, bool first, uint64_t *seed)
{
	if (!w->quote || (!needs_quotes(w, cell, first) && random_below(seed, 4))) {
		str_add(&w->text, cell);
		return;
	}
	str_add_char(&w->text, w->quote);
	for (; *cell; cell++) {
		if (*cell == w->quote)
			str_add_char(&w->text, *cell);
		str_add_char(&w->text, *cell);
	}
	str_add_char(&w->text, w->quote);
}

/* Writes a table of random cells in a random dialect. */
static void write_table(struct written *w, uint64_t *seed)
{
	static const char delimiters[] = ",;\t|^:~\x01 x", quotes[] = "\"'",
			  comments[] = "#%";
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	static const char *const encodings[] = { "utf-8", "latin1", "UTF-16LE" };
	struct csvfile_dialect d = csvfile_rfc4180;

	w->delimiter = delimiters[random_below(seed, sizeof delimiters - 1)];
	w->quote = quotes[random_below(seed, sizeof quotes)];
	w->comment = comments[random_below(seed, sizeof comments)];
	w->end = ends[random_below(seed, 3)];
	w->encoding = encodings[random_below(seed, 3)];
	w->above = random_below(seed, 3);
	w->header = random_below(seed, 2);
	str_clear(&w->text);
	for (size_t i = 0; i < w->above; i++)
		str_addf(&w->text, "A title, \"%zu;%s", i, w->end);
	for (int k = 0; w->header && k < COLUMNS; k++)
		str_addf(&w->text, "%.*sname%d", k > 0, &w->delimiter, k);
	str_add(&w->text, w->header ? w->end : "");
	for (int i = 0; i < ROWS; i++) {
		if (w->comment && !random_below(seed, 3))
			str_addf(&w->text, "%cno row%s", w->comment, w->end);
		for (int k = 0; k < COLUMNS; k++) {
			make_cell(w, w->cells[i][k], !k, seed);
			if (k)
				str_add_char(&w->text, w->delimiter);
			write_cell(w, w->cells[i][k], !k, seed);
		}
		str_add(&w->text, w->end);
	}
	d.delimiter = w->delimiter;
	d.quote = w->quote;
	d.comment = w->comment;
	str_clear(&w->settings);
	for (int i = OVERRIDE_DELIMITER; i <= OVERRIDE_COMMENT; i++) {
		str_addf(&w->settings, "%s=", override_name((enum override_property)i));
		override_add_value(&d, (enum override_property)i, &w->settings);
		str_add_char(&w->settings, '\t');
	}
	str_addf(&w->settings, "encoding=%s\t", w->encoding);
	if (w->header)
		str_addf(&w->settings, "header=%zu", w->above + 1);
	else
		str_addf(&w->settings, "header=none\tskip=%zu", w->above);
}

/* Puts the text into the encoding, whose characters are below U+0100. */
static void encode(struct written *w)
{
	struct slice rest = str_slice(&w->text);
	struct str out = STR_INIT;

	if (strcmp(w->encoding, "utf-8") == 0)
		return;
	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);

		str_add_char(&out, (char)character);
		if (strcmp(w->encoding, "UTF-16LE") == 0)
			str_add_bytes(&out, "", 1);
		rest = slice_from(rest, len);
	}
	str_clear(&w->text);
	str_add_bytes(&w->text, out.buf, out.len);
	str_release(&out);
}

/* However a table is written, with all of it set it comes back equal, and no fault. */
static void test_what_is_set_is_read(void **state)
{
	struct written w = { .text = STR_INIT, .settings = STR_INIT };
	uint64_t seed = 11;
	struct str err = STR_INIT;
	struct folder folder;
	struct csvrow row;

	(void)state;
	folder_make(&folder);
	csvrow_init(&row);
	for (int i = 0; i < TABLES; i++) {
		struct overrides all = { 0 };
		struct package p;
		struct load load;

		write_table(&w, &seed);
		encode(&w);
		folder_write_bytes(&folder, "t.csv", w.text.buf, w.text.len);
		if (!set_all(&all.every, w.settings.buf, &err) ||
			!package_open(&p, folder_file(&folder, "t.csv"), &all, &err))
			fail_msg("%s: %s", w.settings.buf, err.buf);
		load_init(&load, &p);
		task_finish(&load.task);
		if (table_rows(&p.tables[0]) != ROWS || p.diag.count)
			fail_msg("table %d, %s: %zu rows, %zu faults\n%s", i,
				w.settings.buf, table_rows(&p.tables[0]), p.diag.count,
				w.text.buf);
		for (size_t k = 0; k < ROWS; k++) {
			table_row(&p.tables[0], k, &row);
			for (size_t n = 0; n < COLUMNS; n++)
				if (!slice_equal(row.cells[n], slice_of(w.cells[k][n])))
					fail_msg("table %d, %s: %.*s\n%s", i,
						w.settings.buf, (int)row.cells[n].len,
						row.cells[n].text, w.text.buf);
		}
		load_release(&load);
		package_release(&p);
	}
	csvrow_release(&row);
	folder_remove(&folder);
	str_release(&w.text);
	str_release(&w.settings);
	str_release(&err);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_what_holds),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_what_is_set_is_read),
	};

	return cmocka_run_group_tests_name("override", tests, NULL, NULL);
}
