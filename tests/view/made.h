/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_VIEW_MADE_H
#define TESTS_VIEW_MADE_H

/*
 * The browser on a package that a test writes itself.
 *
 *	struct made m;
 *
 *	made_begin(&m);
 *	made_write(&m, "datapackage.json", "{'resources': [...]}");
 *	made_write(&m, "t.csv", "a,b\n1,2\n");
 *	made_open(&m, 80, 16);
 *	stage_keys(&m.stage, "Down");
 *	made_end(&m);
 */

#include "unit/folder.h"
#include "view/stage.h"

struct made {
	struct folder folder;
	struct stage stage;
};

static inline void made_begin(struct made *m)
{
	folder_make(&m->folder);
}

/* Begins with a copy of tests/fixtures/NAME, whose files made_write may replace. */
static inline void made_copy(struct made *m, const char *name)
{
	made_begin(m);
	folder_copy(&m->folder, name);
}

/* Writes TEXT, with " for each ' in a descriptor, as file NAME. */
static inline void made_write(struct made *m, const char *name, const char *text)
{
	if (strstr(name, ".json"))
		folder_write_quoted(&m->folder, name, text);
	else
		folder_write(&m->folder, name, text);
}

static inline void made_open(struct made *m, int cols, int rows)
{
	stage_open(&m->stage, m->folder.path, cols, rows);
}

static inline void made_end(struct made *m)
{
	stage_close(&m->stage);
	folder_remove(&m->folder);
}

#endif
