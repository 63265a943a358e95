/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_FILETYPE_H
#define DATA_FILETYPE_H

/*
 * What a file is that is no text, by its first bytes, and how to get at the table in it.
 *
 *	struct str why = STR_INIT;
 *
 *	if (filetype_refuses(slice_of("%PDF-1.7"), "towns.pdf", &why))
 *		puts(why.buf);
 *	str_release(&why);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

enum { FILETYPE_BYTES = 512 }; /* the first bytes of which most forms are known */

/*
 * Returns whether BYTES, the first of the file at PATH ("-": standard input), are those of
 * a file that cannot be read as rows; then appends one sentence to WHY, which has the
 * command that opens the table in it, or says what to do. Text in UTF-16 and UTF-32 is
 * text.
 */
bool filetype_refuses(struct slice bytes, const char *path, struct str *why);

#endif
