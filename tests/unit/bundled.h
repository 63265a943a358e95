/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_BUNDLED_H
#define TESTS_UNIT_BUNDLED_H

/* The tree's own data, loaded and checked, and a search over them: setup and teardown of a
 * group of tests. */

#include "data/load.h"
#include "query/search.h"
#include "unit/test.h"

struct bundled {
	struct package package;
	struct search search;
	struct csvrow row; /* for the tests to read into */
};

static inline int bundled_load(void **state)
{
	struct bundled *b = calloc(1, sizeof *b);
	const char *folder = getenv("srcdir");
	struct load load;
	struct str text;

	str_init(&text);
	str_addf(&text, "%s/data", folder ? folder : ".");
	if (!b || !package_open(&b->package, text.buf, NULL, &text))
		fail_msg("%s", text.buf);
	load_init(&load, &b->package);
	task_finish(&load.task);
	load_release(&load);
	search_init(&b->search, &b->package);
	csvrow_init(&b->row);
	str_release(&text);
	*state = b;
	return 0;
}

static inline int bundled_release(void **state)
{
	struct bundled *b = *state;

	csvrow_release(&b->row);
	search_release(&b->search);
	package_release(&b->package);
	free(b);
	return 0;
}

#endif
