/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef QUERY_LANGUAGE_H
#define QUERY_LANGUAGE_H

/*
 * The languages in which rows of a package have names (data/localname.h).
 *
 *	struct str err = STR_INIT;
 *
 *	if (!language_known(package, "thai", &err))
 *		puts(err.buf);
 */

#include <stdbool.h>

#include "base/str.h"
#include "data/package.h"

/*
 * Returns whether P, of which all rows are known, has names in LANGUAGE, a tag, or in what
 * it begins with; else appends a sentence to ERR, with the languages that are near by tag or
 * name. Where the tags refer to no table of languages, any is known.
 */
bool language_known(const struct package *p, const char *language, struct str *err);

#endif
