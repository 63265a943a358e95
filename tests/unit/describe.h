/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_DESCRIBE_H
#define TESTS_UNIT_DESCRIBE_H

/* A descriptor read from a text, with its faults as text, for one test. */

#include "data/descriptor.h"
#include "data/diag.h"
#include "unit/folder.h"

struct described {
	struct folder folder;
	struct descriptor d;
	struct diag diag;
	struct str err;
	struct str faults; /* a line each, sorted, as diag_add_line writes them */
	bool ok;
};

/* Reads the package at PATH into D, no more than a portion in each step. */
static inline bool describe(
	struct descriptor *d, const char *path, struct diag *diag, struct str *err)
{
	struct descriptor_reading *g = descriptor_reading_new(d, path, NULL, diag);

	while (!descriptor_reading_step(g, 0))
		continue;
	return descriptor_reading_end(g, err);
}

/* Reads NAME (NULL: the folder itself) of X's folder, which the test has filled. */
static inline void described_read(struct described *x, const char *name)
{
	diag_init(&x->diag);
	str_init(&x->err);
	str_init(&x->faults);
	x->ok = describe(&x->d, name ? folder_file(&x->folder, name) : x->folder.path,
		&x->diag, &x->err);
	diag_sort(&x->diag);
	for (size_t i = 0; i < x->diag.count; i++) {
		diag_add_line(&x->faults, &x->diag.entries[i]);
		str_add_char(&x->faults, '\n');
	}
}

/* Makes X the package that the text JSON, with ' for ", describes. */
static inline void described_make(struct described *x, const char *json)
{
	char *text = strdup(json);

	assert_non_null(text);
	for (char *p = text; *p; p++)
		if (*p == '\'')
			*p = '"';
	folder_make(&x->folder);
	folder_write(&x->folder, "datapackage.json", text);
	free(text);
	described_read(x, NULL);
}

static inline void described_release(struct described *x)
{
	if (x->ok)
		descriptor_release(&x->d);
	diag_release(&x->diag);
	str_release(&x->err);
	str_release(&x->faults);
	folder_remove(&x->folder);
}

#endif
