/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/floor.h"

#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLOOR_LINE = 1024 };

/* Returns the offset of the line after that at AT. */
static size_t floor_next(const char *bytes, size_t size, size_t at)
{
	const char *end = memchr(bytes + at, '\n', size - at);

	return end ? (size_t)(end - bytes) + 1 : size;
}

static void floor_draw_line(int y, const char *text, size_t len, attr_t look)
{
	move(y, 0);
	attrset(look);
	addnstr(text, (int)(len < FLOOR_LINE ? len : FLOOR_LINE));
	if (look)
		chgat(-1, look, 0, NULL);
	attrset(A_NORMAL);
}

static void floor_draw(const char *bytes, size_t size, size_t top, int bar)
{
	size_t at = top;

	erase();
	floor_draw_line(0, bytes, floor_next(bytes, size, 0) - 1, A_BOLD);
	for (int y = 1; y < LINES - 1 && at < size; y++) {
		size_t next = floor_next(bytes, size, at);

		floor_draw_line(y, bytes + at, next - at - 1,
			y - 1 == bar ? A_REVERSE : A_NORMAL);
		at = next;
	}
	mvprintw(LINES - 1, 0, "byte %zu of %zu", top, size);
	refresh();
}

int floor_run(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	char *bytes;
	size_t size, top;
	int bar = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		return EXIT_FAILURE;
	size = (size_t)st.st_size;
	bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return EXIT_FAILURE;
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	nonl();
	curs_set(0);
	keypad(stdscr, TRUE);
	top = floor_next(bytes, size, 0);
	for (;;) {
		int key, lines = 0;

		floor_draw(bytes, size, top, bar);
		key = getch();
		if (key == KEY_NPAGE)
			lines = LINES - 2;
		else if (key == KEY_DOWN && bar == LINES - 3)
			lines = 1;
		else if (key == KEY_DOWN)
			bar++;
		for (; lines && top < size; lines--)
			top = floor_next(bytes, size, top);
	}
}
