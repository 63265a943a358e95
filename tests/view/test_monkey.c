/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Keys at random on every kind of data, by somebody who does not know what they do. After
 * each key the picture is drawn and held to what is true of every picture. The same keys
 * come with every run; MONKEY_ROUNDS=100 gives more of them, MONKEY_SEED others.
 */

#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/text.h"
#include "ui/command.h"
#include "unit/random.h"
#include "unit/test.h"
#include "view/odd.h"
#include "view/stage.h"

enum { MONKEY_KEYS = 1500, MONKEY_LAST = 24 };

struct monkey {
	struct app app;
	uint64_t seed;
	int cols, rows;
	uint32_t last[MONKEY_LAST]; /* the last keys, the oldest first */
	const char *path;
	struct str report; /* of the last monkey_report */
	struct folder exports;
};

/* Prints what one would see, and returns what led there. */
static const char *monkey_report(struct monkey *m)
{
	struct str screen;

	str_clear(&m->report);
	str_addf(&m->report, "%s at %dx%d after", m->path, m->cols, m->rows);
	for (int i = 0; i < MONKEY_LAST; i++) {
		str_add_char(&m->report, ' ');
		key_add_name(&m->report, m->last[i]);
	}
	str_init(&screen);
	canvas_add_text(&m->app.canvas, false, &screen);
	fputs(screen.buf, stderr);
	str_release(&screen);
	return m->report.buf;
}

static void check_cell(struct monkey *m, const struct cell *cell)
{
	for (int i = 0; i < CELL_CHARS && cell->chars[i]; i++)
		if (text_visible(cell->chars[i]) != cell->chars[i])
			fail_msg("U+%04X on the screen: %s", (unsigned)cell->chars[i],
				monkey_report(m));
	if (cell->chars[0] && text_char_width(cell->chars[0]) != cell->width)
		fail_msg("a cell of wrong width: %s", monkey_report(m));
}

/* What is true of every picture. */
static void check_picture(struct monkey *m)
{
	const struct canvas *c = &m->app.canvas;

	assert_int_equal(c->cols, m->cols);
	assert_int_equal(c->rows, m->rows);
	for (int y = 0; y < c->rows; y++) {
		int width = 0;

		for (int x = 0; x < c->cols; x++) {
			const struct cell *cell = &c->cells[y * c->cols + x];

			if (cell->width == 0 && (x == 0 || cell[-1].width != 2))
				fail_msg("half a glyph: %s", monkey_report(m));
			if (cell->width)
				check_cell(m, cell);
			width += cell->width;
		}
		if (width != c->cols)
			fail_msg("line %d is %d wide: %s", y, width, monkey_report(m));
	}
	if (c->cursor_x < 0 || c->cursor_x >= c->cols || c->cursor_y < 0 ||
		c->cursor_y >= c->rows)
		fail_msg("the cursor is at %d,%d: %s", c->cursor_x, c->cursor_y,
			monkey_report(m));
}

/* One key of a random command, of those that lead away from the program's end less. */
static uint32_t monkey_command_key(struct monkey *m)
{
	unsigned row = random_below(&m->seed, (unsigned)app_commands.count);
	struct slice keys = slice_of(app_commands.rows[row].keys);

	if (app_commands.rows[row].id == COMMAND_TAB)
		return '0' + random_below(&m->seed, 10);

	for (;;) {
		const char *blank = memchr(keys.text, ' ', keys.len);
		size_t len = blank ? (size_t)(blank - keys.text) : keys.len;

		if (!blank || random_below(&m->seed, 2))
			return key_parse((struct slice){ keys.text, len });
		keys.text += len + 1;
		keys.len -= len + 1;
	}
}

static uint32_t monkey_key(struct monkey *m)
{
	static const uint32_t odd[] = { 0xe9, 0x301, 0x4e2d, 0x1f468, 0x200d, 0x5d0,
		0x202e, 0x9b, 0xfffd, 0xad, 0xa0, 0, 0x7f, 0x1b, 0x10ffff };
	static const char words[] = "aeiou bcnrst012:-\"'|/().=,*\\[";
	unsigned kind = random_below(&m->seed, 100);

	if (kind < 55)
		return monkey_command_key(m);
	if (kind < 70)
		return (uint32_t)words[random_below(&m->seed, sizeof words - 1)];
	if (kind < 80)
		return ' ' + random_below(&m->seed, '~' - ' ' + 1);
	if (kind < 85)
		return KEY_NAMED + 1 + random_below(&m->seed, KEY_LAST - KEY_NAMED - 1);
	if (kind < 90)
		return odd[random_below(&m->seed, sizeof odd / sizeof *odd)];
	return kind < 95 ? KEY_DOWN_ARROW : KEY_ENTER_CHAR;
}

/* Tells whether KEY may end the program where one is. */
static bool monkey_may_leave(struct monkey *m, uint32_t key)
{
	unsigned context = app_focus_pane(&m->app)->context;
	enum command_id command;

	if (m->app.panes.too_small)
		return key == 'q' || key == 'Q' || key == 3;
	/* A line of the help or the palette may be that of q. */
	if (m->app.prompting == APP_PROMPT_COMMAND || context == IN_HELP)
		return key == KEY_ENTER_CHAR || key == 'q' || key == 'Q' || key == 3;
	command = command_for_key(&app_commands, key, context, NULL);
	return m->app.prompting == APP_PROMPT_NONE &&
		(command == COMMAND_LEAVE || command == COMMAND_QUIT ||
			command == COMMAND_INTERRUPT);
}

/* Sometimes all work is done before the next picture, sometimes a little of it. */
static void monkey_work(struct monkey *m)
{
	if (random_below(&m->seed, 3))
		app_finish(&m->app);
	else
		app_work(&m->app, 0);
}

/* What a monkey exports goes into a folder that is cleared away, not where it sits. */
static void monkey_mind_export(struct monkey *m, uint32_t key)
{
	static const char *const names[] = { "a.csv", "a.tsv", "a.json", "a.md", "a.txt",
		"none/a.csv", "a.xls" };

	if (m->app.prompting == APP_PROMPT_EXPORT &&
		command_for_key(&app_commands, key, IN_PROMPT, NULL) == COMMAND_ACCEPT)
		prompt_set(&m->app.prompt,
			folder_file(&m->exports,
				names[random_below(
					&m->seed, sizeof names / sizeof *names)]));
}

/* A click or a turn of the wheel, somewhere and beyond. */
static void monkey_point(struct monkey *m)
{
	struct mouse mouse = { (enum mouse_act)random_below(&m->seed, 3),
		(int)random_below(&m->seed, (unsigned)m->cols + 3) - 1,
		(int)random_below(&m->seed, (unsigned)m->rows + 3) - 1 };

	for (unsigned times = random_below(&m->seed, 3); times < 3; times++)
		app_mouse(&m->app, mouse);
	m->app.done = false; /* "quit" may be in the key bar or the help */
	m->app.suspend = false;
}

static void monkey_press(struct monkey *m)
{
	uint32_t key = monkey_key(m);
	bool may_leave = monkey_may_leave(m, key);

	memmove(m->last, m->last + 1, sizeof m->last - sizeof *m->last);
	m->last[MONKEY_LAST - 1] = key;
	monkey_mind_export(m, key);
	app_key(&m->app, key);
	if (m->app.done && !may_leave)
		fail_msg("the program ended: %s", monkey_report(m));
	m->app.done = false;
	m->app.suspend = false;
}

static void monkey_resize(struct monkey *m)
{
	static const int sizes[][2] = { { 1, 1 }, { 80, 24 }, { 40, 10 }, { 39, 10 },
		{ 110, 30 }, { 200, 60 }, { 120, 10 }, { 40, 60 }, { 90, 24 } };
	unsigned kind = random_below(&m->seed, 12);

	if (kind < sizeof sizes / sizeof *sizes) {
		m->cols = sizes[kind][0];
		m->rows = sizes[kind][1];
	} else {
		m->cols = 1 + (int)random_below(&m->seed, 200);
		m->rows = 1 + (int)random_below(&m->seed, 60);
	}
	app_changed(&m->app);
}

static void monkey_draw(struct monkey *m)
{
	app_draw(&m->app, m->cols, m->rows);
	check_picture(m);
}

/* Returns the environment's number NAME, or OTHERWISE. */
static unsigned monkey_number(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

static void monkey_open(struct monkey *m, const char *path, uint64_t seed)
{
	struct str err;

	*m = (struct monkey){ .path = path, .cols = 80, .rows = 24 };
	m->seed = seed + 1000 * (uint64_t)monkey_number("MONKEY_SEED", 0);
	for (int i = 0; i < MONKEY_LAST; i++)
		m->last[i] = KEY_NONE;
	str_init(&m->report);
	folder_make(&m->exports);
	str_init(&err);
	if (!app_init(
		    &m->app, &app_commands, path, NULL, calendar_day(2026, 11, 23), &err))
		fail_msg("%s", err.buf);
	str_release(&err);
	monkey_draw(m);
}

static void monkey_close(struct monkey *m)
{
	app_release(&m->app);
	str_release(&m->report);
	folder_remove(&m->exports);
}

/* Presses keys on PATH; KEYS is how many of them in a round. When FOLDER is not NULL,
 * it is written again between keys, long or short. */
static void monkey_walk(const char *path, unsigned keys, struct folder *folder)
{
	unsigned rounds = monkey_number("MONKEY_ROUNDS", 1);

	for (unsigned round = 0; round < rounds; round++) {
		struct monkey m;

		monkey_open(&m, path, round);
		for (unsigned i = 0; i < keys; i++) {
			if (!random_below(&m.seed, 12))
				monkey_resize(&m);
			if (folder && !random_below(&m.seed, 50))
				odd_write(folder, random_below(&m.seed, 2));
			if (!random_below(&m.seed, 6))
				monkey_point(&m);
			monkey_press(&m);
			monkey_work(&m);
			monkey_draw(&m);
		}
		monkey_close(&m);
	}
}

static void test_keys_on_the_bali_process(void **state)
{
	(void)state;
	monkey_walk(stage_data(), MONKEY_KEYS, NULL);
}

static void test_keys_on_a_small_package(void **state)
{
	(void)state;
	monkey_walk(stage_small(), MONKEY_KEYS, NULL);
}

static void test_keys_on_bad_data(void **state)
{
	static const char *const names[] = { "constraints", "control.csv",
		"descriptor-broken", "descriptor-odd", "empty.csv", "few-and-many.csv",
		"header-twice.csv", "keys", "latin-1.csv", "mark.csv", "missing-file",
		"mixed-ends.csv", "no-header", "open-quote.csv", "references",
		"schema-unlike-file", "stray-quote.csv", "types" };
	const char *srcdir = getenv("srcdir");

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[1024];

		snprintf(path, sizeof path, "%s/tests/bad-csv/%s", srcdir ? srcdir : ".",
			names[i]);
		monkey_walk(path, MONKEY_KEYS / 8, NULL);
	}
}

static void test_keys_on_odd_data_that_change(void **state)
{
	struct folder folder;

	(void)state;
	folder_make(&folder);
	odd_write(&folder, false);
	monkey_walk(folder.path, MONKEY_KEYS, &folder);
	folder_remove(&folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_on_the_bali_process),
		cmocka_unit_test(test_keys_on_a_small_package),
		cmocka_unit_test(test_keys_on_bad_data),
		cmocka_unit_test(test_keys_on_odd_data_that_change),
	};

	return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
