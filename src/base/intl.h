/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_INTL_H
#define BASE_INTL_H

/*
 * The language of the screen, by gettext. Sentences are whole: a translator sees each
 * with its %s, and may change their order ("%2$s"). What the data say is not translated,
 * nor are the names of commands, options, fields and keys. Commands without a screen
 * print English in every language, so that what reads them need not know where it runs:
 * for them nobody calls intl_start, and all of this returns the English text.
 *
 *	size_t hits = 3;
 *
 *	printf(ngettext("%zu hit", "%zu hits", hits), hits);
 *	printf(_("%s has no place on the map."), "Rome");
 *
 * Texts in tables are marked by N_ there and translated where they are drawn:
 * _(row->help). C_ distinguishes what is one word in English: C_("abbreviated", "May").
 * In a table that is NC_("abbreviated", "May"), for intl_context.
 */

#include "config.h"

#include <stdbool.h>

#ifdef ENABLE_NLS
#include <libintl.h>
#else
#define gettext(text) (text)
#define ngettext(one, many, count) ((count) == 1 ? (one) : (many))
#endif

#define _(text) gettext(text)
#define N_(text) text
#define C_(context, text) intl_context(NC_(context, text))
#define NC_(context, text) context "\004" text

/* Returns the locale that the environment names for CATEGORY, "LC_TIME" or another, in
 * LC_ALL, the variable of the category or LANG; "" where it names none. Valid until one
 * is set. */
const char *intl_locale(const char *category);

/*
 * Takes the language of the environment: LANGUAGE, LC_ALL, LC_MESSAGES or LANG, also when
 * its locale is not installed. FOLDER holds the translations, id/LC_MESSAGES/bali.mo and
 * others; $TEXTDOMAINDIR comes first. Texts are UTF-8 in every locale. To be called once,
 * before any text is asked for.
 */
void intl_start(const char *folder);

/*
 * Makes all texts English (ON), or has them in the user's language: a file is the same in
 * every language. Returns what was before, for the caller to restore:
 *
 *	bool english = intl_english(true);
 *
 *	printf("%s", _("a text of the file"));
 *	intl_english(english);
 */
bool intl_english(bool on);

/* Returns the translation of KEY, "context\004text"; the text where there is none. Valid
 * forever, as all texts of gettext are. */
const char *intl_context(const char *key) __attribute__((format_arg(1)));

#endif
