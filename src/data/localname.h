/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_LOCALNAME_H
#define DATA_LOCALNAME_H

/*
 * What rows are called in the user's language, by the tables of names that say in which
 * language each name is (doc/bali-data.5.in, "language"). Only what is shown to the user is
 * called so: searches, orders and the forms for programs keep the labels.
 *
 *	struct package p;
 *	struct str name = STR_INIT;
 *
 *	package_set_language(&p, "pt-BR");
 *	printf("%zu bytes\n", package_add_shown_name(&p, (struct row_ref){ 0, 7 }, &name));
 */

#include <stddef.h>

#include "base/str.h"
#include "data/package.h"

/* Between the name in the language and the label. */
#define LOCALNAME_GAP "  "

/* Lets the rows of P, which is not linked yet, be shown with their names in LANGUAGE, a
 * BCP 47 tag; where a row has none in pt-BR, those in pt count. NULL: by their labels. */
void package_set_language(struct package *p, const char *language);

/*
 * Appends what REF, which is not ROW_NOWHERE, is called for the user: its name in the
 * language of P and, where that is another text, two blanks and its label; the label alone
 * when it has no such name, or P is not linked. Returns the bytes before the blanks, or of
 * the label alone.
 */
size_t package_add_shown_name(
	const struct package *p, struct row_ref ref, struct str *out);

/* Frees L, which may be NULL; for package_release. */
void localnames_free(struct localnames *l);

#endif
