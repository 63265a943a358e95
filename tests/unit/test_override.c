#include "config.h"

/* What the user sets of how a file is written: its values, what goes together, and which of
 * option, browser and state holds for a file. */

#include <stdlib.h>
#include <string.h>

#include "data/override.h"
#include "unit/folder.h"
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
	{ "header=0", "The header is the number of a line, from 1 on, or none, not “0”." },
	{ "header=-1", "The header is the number of a line, from 1 on, or none, not “-1”." },
	{ "header=x", "The header is the number of a line, from 1 on, or none, not “x”." },
	{ "header=99999999999999999999",
		"The header is the number of a line, from 1 on, or none, not “99999999999999999999”." },
	{ "skip=-1", "The number of lines to skip is 0 or more, not “-1”." },
	{ "skip=none", "The number of lines to skip is 0 or more, not “none”." },
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_what_holds),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests_name("override", tests, NULL, NULL);
}
