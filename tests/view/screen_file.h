/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_VIEW_SCREEN_FILE_H
#define TESTS_VIEW_SCREEN_FILE_H

/* Pictures compared with the files in tests/view/screens. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "unit/test.h"

static inline void screen_file_read(const char *name, struct str *out)
{
	const char *srcdir = getenv("srcdir");
	struct str path = STR_INIT;
	char part[4096];
	size_t got;
	FILE *file;

	str_addf(&path, "%s/tests/view/screens/%s", srcdir ? srcdir : ".", name);
	file = fopen(path.buf, "rb");
	if (!file)
		fail_msg("no such file: %s", path.buf);
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		str_add_bytes(out, part, got);
	fclose(file);
	str_release(&path);
}

/* Compares line by line, for a failure that shows a whole screen is cut off. */
static inline void screen_file_expect(const char *name, const char *is)
{
	struct str file = STR_INIT;
	const char *want;

	screen_file_read(name, &file);
	want = file.buf;
	for (int line = 1; *want || *is; line++) {
		int wants = (int)strcspn(want, "\n");
		int has = (int)strcspn(is, "\n");

		if (wants != has || memcmp(want, is, (size_t)has) != 0)
			fail_msg("%s:%d should be\n%.*s\nand is\n%.*s", name, line, wants,
				want, has, is);
		want += wants + (want[wants] == '\n');
		is += has + (is[has] == '\n');
	}
	str_release(&file);
}

#endif
