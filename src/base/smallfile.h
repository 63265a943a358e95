/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_SMALLFILE_H
#define BASE_SMALLFILE_H

/*
 * A file of the user's own that the program reads at its start, and which need not be
 * there: the configuration, what is kept from run to run. It must be a regular file of
 * bounded size, so that no pipe or device of that name holds up the start.
 *
 *	struct str text = STR_INIT, err = STR_INIT;
 *
 *	if (!smallfile_read("config", 65536, &text, &err))
 *		puts(err.buf);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Appends the bytes of the file at PATH to OUT, nothing when there is no such file. Returns
 * false, with OUT as it was and the reason in ERR ("It is not a regular file."), when it
 * cannot be read or has more than MOST bytes.
 */
bool smallfile_read(const char *path, size_t most, struct str *out, struct str *err);

#endif
