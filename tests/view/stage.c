/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/text.h"
#include "ui/command.h"
#include "unit/test.h"

enum { STAGE_PATH = 1024 };

static void stage_draw(struct stage *s)
{
	app_finish(&s->app);
	app_draw(&s->app, s->cols, s->rows);
	/* What the picture itself set going, such as the sorting of a list. */
	app_finish(&s->app);
	app_draw(&s->app, s->cols, s->rows);
	str_clear(&s->screen);
	canvas_add_text(&s->app.canvas, false, &s->screen);
}

void stage_open(struct stage *s, const char *path, int cols, int rows)
{
	struct str err;

	str_init(&err);
	str_init(&s->screen);
	s->cols = cols;
	s->rows = rows;
	if (!app_init(
		    &s->app, &app_commands, path, NULL, calendar_day(2026, 11, 23), &err))
		fail_msg("%s", err.buf);
	str_release(&err);
	stage_draw(s);
}

void stage_close(struct stage *s)
{
	app_release(&s->app);
	str_release(&s->screen);
}

void stage_keys(struct stage *s, const char *keys)
{
	while (*keys) {
		size_t len = strcspn(keys, " ");
		uint32_t key = key_parse((struct slice){ keys, len });

		if (key == KEY_NONE)
			fail_msg("no such key: %s", keys);
		app_key(&s->app, key);
		stage_draw(s);
		keys += len;
		keys += strspn(keys, " ");
	}
}

/* Points with ACT at TEXT and COLUMNS further. */
static void stage_point(
	struct stage *s, const char *text, int columns, enum mouse_act act)
{
	const char *at = strstr(s->screen.buf, text);
	const char *line = s->screen.buf;
	struct mouse mouse = { .act = act };

	if (!at)
		fail_msg("not on the screen: %s\n%s", text, s->screen.buf);
	for (const char *end; (end = strchr(line, '\n')) != NULL && end < at;) {
		line = end + 1;
		mouse.y++;
	}
	mouse.x = text_width((struct slice){ line, (size_t)(at - line) }) + columns;
	app_mouse(&s->app, mouse);
	stage_draw(s);
}

void stage_click(struct stage *s, const char *text, int columns)
{
	stage_point(s, text, columns, MOUSE_CLICK);
}

void stage_wheel(struct stage *s, const char *text, int notch)
{
	stage_point(s, text, 0, notch < 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN);
}

void stage_type(struct stage *s, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);

		app_key(&s->app, character);
		stage_draw(s);
		rest.text += len;
		rest.len -= len;
	}
}

void stage_resize(struct stage *s, int cols, int rows)
{
	s->cols = cols;
	s->rows = rows;
	app_changed(&s->app);
	stage_draw(s);
}

const char *stage_line(struct stage *s, int number)
{
	static char line[STAGE_PATH];
	const char *at = s->screen.buf;

	for (; number > 0 && *at; number--)
		at += strcspn(at, "\n") + 1;
	snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
	return line;
}

/* Fails with the whole picture, for which a message of cmocka has no room. */
static void stage_fail(const struct stage *s, const char *fault, const char *text)
{
	fprintf(stderr, "%s: %s\n%s", fault, text, s->screen.buf);
	fail_msg("%s", fault);
}

void stage_expect(struct stage *s, const char *text)
{
	if (!strstr(s->screen.buf, text))
		stage_fail(s, "not on the screen", text);
}

void stage_expect_body(struct stage *s, const char *name)
{
	enum { TABS = 2, BARS = 2 };
	const char *srcdir = getenv("srcdir");
	char path[STAGE_PATH], want[STAGE_PATH];
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/view/screens/%s", srcdir ? srcdir : ".",
		name);
	file = fopen(path, "r");
	if (!file)
		fail_msg("no such file: %s", path);
	for (int y = TABS; y < s->rows - BARS; y++) {
		if (!fgets(want, sizeof want, file))
			want[0] = '\0';
		want[strcspn(want, "\n")] = '\0';
		if (strcmp(want, stage_line(s, y)))
			stage_fail(s, name, want);
	}
	assert_null(fgets(want, sizeof want, file));
	fclose(file);
}

void stage_expect_not(struct stage *s, const char *text)
{
	if (strstr(s->screen.buf, text))
		stage_fail(s, "should not be on the screen", text);
}

void stage_expect_screen(struct stage *s, const char *screen)
{
	if (strcmp(s->screen.buf, screen))
		stage_fail(s, "not the picture expected", screen);
}

void stage_expect_file(struct stage *s, const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct str path = STR_INIT, file = STR_INIT;
	char part[4096];
	size_t got;
	FILE *in;

	str_addf(&path, "%s/tests/view/screens/%s", srcdir ? srcdir : ".", name);
	in = fopen(path.buf, "rb");
	if (!in)
		fail_msg("no such file: %s", path.buf);
	while ((got = fread(part, 1, sizeof part, in)) > 0)
		str_add_bytes(&file, part, got);
	fclose(in);
	stage_expect_screen(s, file.buf);
	str_release(&path);
	str_release(&file);
}

/* FOLDER of the source tree, where the tests may be built elsewhere. */
static const char *stage_folder(const char *folder, char *path)
{
	const char *srcdir = getenv("srcdir");

	snprintf(path, STAGE_PATH, "%s/%s", srcdir ? srcdir : ".", folder);
	return path;
}

const char *stage_data(void)
{
	static char path[STAGE_PATH];

	return stage_folder("data", path);
}

const char *stage_small(void)
{
	static char path[STAGE_PATH];

	return stage_folder("tests/view/small", path);
}
