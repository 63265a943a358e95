/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TRANSLATED_H
#define TRANSLATED_H

/*
 * Whether there are translations to test. There are none in a program built without
 * gettext, and not every C library has translations where LANGUAGE asks for them: musl
 * has no such variable, and some versions of glibc do not look at it in C.UTF-8.
 * It is the C library that is asked here, so that a fault of intl_start is not taken for
 * that.
 */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "unit/test.h"

/* Whether the program was built with gettext. */
#ifdef ENABLE_NLS
enum { TRANSLATED = true };
#else
enum { TRANSLATED = false };
#endif

/* Returns the first locale in which the C library translates TEXT into LANGUAGE by the
 * catalogues below FOLDER, or NULL. Sets LANGUAGE, and LC_ALL to that locale, which
 * intl_start then takes. */
static inline const char *translated_in(
	const char *language, const char *folder, const char *text)
{
#ifdef ENABLE_NLS
	static const char *const locales[] = { "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8" };

	setenv("LANGUAGE", language, 1);
	bindtextdomain(PACKAGE, folder);
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
		if (setlocale(LC_MESSAGES, locales[i]) &&
			strcmp(dgettext(PACKAGE, text), text) != 0) {
			setenv("LC_ALL", locales[i], 1);
			return locales[i];
		}
#endif
	(void)language;
	(void)folder;
	(void)text;
	return NULL;
}

/* Has the program's texts be Indonesian, until translated_end. Returns false where there
 * are no translations; the test then has to call skip, which leaves only the function it
 * is in. To be called in the build folder. */
static inline bool translated_begin(void)
{
	if (!translated_in("id", "po", "February"))
		return false;
	setenv("TEXTDOMAINDIR", "po", 1);
	intl_start("");
	return true;
}

/* Has the texts be English again, in the locale of the tests. */
static inline void translated_end(void)
{
	intl_english(true);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("TEXTDOMAINDIR");
	setenv("LANGUAGE", "", 1);
}

#endif
