/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps nothing but the locale of the process. */

#include "base/intl.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *intl_locale(const char *category)
{
	const char *const variables[] = { "LC_ALL", category, "LANG" };
	const char *name = NULL;

	for (int i = 0; i < 3 && (!name || !*name); i++)
		name = getenv(variables[i]);
	return name ? name : "";
}

const char *intl_context(const char *key)
{
	const char *text = gettext(key);

	return text == key ? strchr(key, '\004') + 1 : text;
}

#ifdef ENABLE_NLS

/* The domain of programs that name none: there are no translations in it. */
static const char english[] = "messages";

/* Returns the length of what comes before English in LANGUAGES, which have colons in
 * between; of all when English is not among them. */
static size_t intl_before_english(const char *languages)
{
	size_t at = 0;

	while (languages[at] &&
		(strncmp(languages + at, "en", 2) != 0 ||
			!strchr("_.@:", languages[at + 2]))) {
		at += strcspn(languages + at, ":");
		at += languages[at] == ':';
	}
	return at;
}

/* Returns whether texts are English in a locale of NAME, which may be empty. */
static bool intl_is_english(const char *name)
{
	return !intl_before_english(name) || strcmp(name, "C") == 0 ||
		strncmp(name, "C.", 2) == 0 || strcmp(name, "POSIX") == 0;
}

/* Takes a locale in which texts are translated: in "C" they never are, in C.UTF-8 not by
 * every version of glibc: by 2.41 they are, by 2.43 not. */
static void intl_take_any(void)
{
	static const char *const names[] = { "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8" };
	size_t i = 0;

	while (i < sizeof names / sizeof *names && !setlocale(LC_MESSAGES, names[i]))
		i++;
}

/* Sets LANGUAGE to the first LEN bytes of TEXT. */
static void intl_set_language(const char *text, size_t len)
{
	char *languages = xmemdupz(text, len);

	setenv("LANGUAGE", languages, 1);
	free(languages);
}

void intl_start(const char *folder)
{
	const char *wanted = intl_locale("LC_MESSAGES"), *given = getenv("TEXTDOMAINDIR");
	const char *language = getenv("LANGUAGE");
	size_t len = language ? intl_before_english(language) : 0;

	if (language && *language ? !len : intl_is_english(wanted))
		return;
	/* There is no translation to English: gettext would go on to the next
	 * language. */
	if (len && language[len])
		intl_set_language(language, len);
	/* gettext looks at LANGUAGE only where the locale is not "C", which it is when
	 * nothing is set, and stays when the one that is set is not installed. C.UTF-8
	 * may be no better. */
	if (!*wanted || strncmp(wanted, "C.", 2) == 0 || !setlocale(LC_MESSAGES, "")) {
		if (!len)
			intl_set_language(wanted, strcspn(wanted, ".@"));
		intl_take_any();
	}
	bindtextdomain(PACKAGE, given && *given ? given : folder);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	bind_textdomain_codeset("libc", "UTF-8"); /* strerror's */
	textdomain(PACKAGE);
}

bool intl_english(bool on)
{
	const char *domain = textdomain(NULL);
	bool before = !domain || strcmp(domain, english) == 0;

	textdomain(on ? english : PACKAGE);
	return before;
}

#else

void intl_start(const char *folder)
{
	(void)folder;
}

bool intl_english(bool on)
{
	(void)on;
	return true;
}

#endif
