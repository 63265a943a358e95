/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * All that the screen says can be translated, and no sentence is put together from
 * pieces. The language of this test is made by the tools of gettext: each text is its
 * English between « and ». The tables are in Cyrillic, so that Latin letters outside of
 * these signs are a text that nobody can translate, unless they name a key, a file or a
 * format.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/intl.h"
#include "unit/folder.h"
#include "unit/test.h"
#include "unit/translated.h"
#include "view/stage.h"

enum { PATH = 1024, WIDE = 400, HIGH = 60 };

static const char begin[] = "«", end[] = "»";

/* What is the same in every language, in lower case. */
static const char *const names[] = { "enter", "esc", "tab", "space", "backspace", "pgup",
	"pgdn", "home", "end", "ins", "del", "up", "down", "left", "right", "shift", "ctrl",
	"csv", "tsv", "json", "md", "txt", "geojson", "utf", "windows", "iso", "shift_jis", "gb",
	"le", "datapackage", "re", "year", "utc", "edtf", NULL };

struct language {
	struct folder folder;
	struct stage stage;
};

/* Makes the language of the texts in the source. Returns false where the tools are
 * missing. */
static bool make_language(struct folder *folder)
{
	const char *srcdir = getenv("srcdir");
	struct str command = STR_INIT;
	int status;

	str_addf(&command,
		"exec 2>&1; out=%s; cd '%s' && command -v xgettext msgen msgfilter msgfmt "
		">/dev/null && sh po/extract.sh $out/pot && sed -i "
		"'s/=CHARSET/=UTF-8/; s/=INTEGER/=2/; s/=EXPRESSION/=n != 1/' $out/pot && msgen -o $out/en $out/pot && "
		"msgfilter --keep-header -i $out/en -o $out/po sh -c "
		"'printf %%s \"%s\"; cat; printf %%s \"%s\"' && mkdir -p "
		"$out/xx/LC_MESSAGES && msgfmt -c -o $out/xx/LC_MESSAGES/bali.mo $out/po",
		folder->path, srcdir ? srcdir : ".", begin, end);
	status = system(command.buf);
	str_release(&command);
	return status == 0;
}

static int open_language(void **state)
{
	static struct language l;
	static char data[PATH];
	const char *srcdir = getenv("srcdir");

	folder_make(&l.folder);
	*state = &l;
	if (TRANSLATED && !make_language(&l.folder))
		return getenv("EVERY_TEST") ? -1 : 0;
	if (!translated_in("xx", l.folder.path, "February"))
		return 0;
	setenv("TEXTDOMAINDIR", l.folder.path, 1);
	intl_start("");
	snprintf(data, sizeof data, "%s/tests/view/cyrillic", srcdir ? srcdir : ".");
	stage_open(&l.stage, data, WIDE, HIGH);
	return 0;
}

static int close_language(void **state)
{
	struct language *l = *state;

	if (l->stage.cols)
		stage_close(&l->stage);
	unlink(folder_file(&l->folder, "xx/LC_MESSAGES/bali.mo"));
	rmdir(folder_file(&l->folder, "xx/LC_MESSAGES"));
	rmdir(folder_file(&l->folder, "xx"));
	folder_remove(&l->folder);
	return 0;
}

/* Cuts the texts of the language out of LINE, the innermost first. */
static void cut_texts(char *line)
{
	char *close, *open;

	while ((close = strstr(line, end)) != NULL) {
		open = NULL;
		for (char *at = line; (at = strstr(at, begin)) != NULL && at < close; at++)
			open = at;
		/* The text began in the line before. */
		if (!open)
			open = line;
		memmove(open, close + strlen(end), strlen(close + strlen(end)) + 1);
	}
	/* It goes on in the next line. */
	open = strstr(line, begin);
	if (open)
		*open = '\0';
}

/* Returns whether WORD, of LEN letters, is a name; single letters are keys. */
static bool is_name(const char *word, size_t len)
{
	for (int i = 0; names[i]; i++)
		if (strlen(names[i]) == len && strncasecmp(word, names[i], len) == 0)
			return true;
	return len == 1;
}

/* Returns the first word of Latin letters in TEXT that is no name, or NULL. */
static const char *find_word(const char *text)
{
	while (*text) {
		size_t len = 0;

		while (isalpha((unsigned char)text[len]) || (len && text[len] == '_'))
			len++;
		if (len && !is_name(text, len))
			return text;
		text += len ? len : 1;
	}
	return NULL;
}

/* Returns where in LINE a text is glued to another one, with nothing or a blank in between
 * where the first is no sentence; or NULL. Numbers, as in "1 year 2 months", and what is in
 * parentheses may follow. */
static const char *find_glue(const char *line)
{
	for (const char *at = line; (at = strstr(at, end)) != NULL; at += strlen(end)) {
		const char *next = at + strlen(end);
		bool sentence = at > line && strchr(".!?:", at[-1]) != NULL;

		if (at - line >= 3 && !strncmp(at - 3, "…", 3))
			sentence = true;
		if (*next == ' ')
			next++;
		if (strncmp(next, begin, strlen(begin)) != 0)
			continue;
		next += strlen(begin);
		if (!sentence && *next != '(' && !isdigit((unsigned char)*next))
			return at;
	}
	return NULL;
}

/* Reports what the picture of S, after KEYS, says that cannot be translated. Returns how many
 * lines do. */
static int check_screen(struct stage *s, const char *keys)
{
	int bad = 0;

	for (int i = 0; i < s->rows; i++) {
		static char line[WIDE * 8];
		const char *word;

		snprintf(line, sizeof line, "%s", stage_line(s, i));
		word = find_glue(line);
		if (word)
			print_message("# %s: two pieces: %s\n", keys, word);
		bad += word != NULL;
		cut_texts(line);
		word = find_word(line);
		if (word)
			print_message("# %s: not translated: %s\n", keys, word);
		bad += word != NULL;
	}
	return bad;
}

/* Ways through the panes, from the first screen; with "/" before it, a text is typed. */
static const char *const walks[] = {
	"",
	"?",
	":",
	"1",
	"1 Enter",
	"1 Enter a",
	"1 Enter Tab Enter",
	"1 v",
	"1 s",
	"1 S",
	"1 F",
	"1 Right F",
	"1 Right F Enter",
	"1 c",
	"1 y",
	"1 y c",
	"1 e",
	"1 D",
	"1 /",
	"1 n",
	"1 X",
	"1 Z",
	"2",
	"2 Enter",
	"3",
	"3 Enter",
	"4",
	"4 Enter",
	"4 v",
	"4 v v",
	"4 v v v",
	"4 z",
	"4 + +",
	"4 Space Down",
	"4 d",
	"1 m",
	"1 m v",
	"1 m +",
	"1 m d",
	"1 m Enter",
	"R",
	"b",
	"p",
	"f",
	"u",
	"i",
};

static void test_all_can_be_translated(void **state)
{
	struct language *l = *state;
	int bad = 0;

	if (!l->stage.cols)
		skip();
	for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
		stage_keys(&l->stage, walks[i]);
		bad += check_screen(&l->stage, walks[i]);
		stage_keys(&l->stage, "Esc Esc Esc Esc Esc 0");
	}
	assert_int_equal(bad, 0);
}

static void test_searches_can_be_translated(void **state)
{
	static const char *const texts[] = { "Бали", "Ббли", "край:", "край:Юг", "дата:2009..2011",
		"год:", "re:/[/", "-Юг", "нет такого", "страна.", "\"Бали", "(", "2009", "апрель 2009" };
	struct language *l = *state;
	int bad = 0;

	if (!l->stage.cols)
		skip();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		for (const char *tab = "0134"; *tab; tab++) {
			char key[] = { *tab, ' ', '/', '\0' };

			stage_keys(&l->stage, key);
			stage_type(&l->stage, texts[i]);
			bad += check_screen(&l->stage, texts[i]);
			stage_keys(&l->stage, "Tab");
			bad += check_screen(&l->stage, texts[i]);
			stage_keys(&l->stage, "Enter");
			bad += check_screen(&l->stage, texts[i]);
			stage_keys(&l->stage, "n");
			bad += check_screen(&l->stage, texts[i]);
			stage_keys(&l->stage, "Esc Esc Esc Esc Esc");
		}
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_all_can_be_translated),
		cmocka_unit_test(test_searches_can_be_translated) };

	return cmocka_run_group_tests_name(
		"language", tests, open_language, close_language);
}
