/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps nothing but the locale of the process. */

#include "base/intl.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *intl_context(const char *key)
{
	const char *text = gettext(key);

	return text == key ? strchr(key, '\004') + 1 : text;
}

#ifdef ENABLE_NLS

/* The domain of programs that name none: there are no translations in it. */
static const char english[] = "messages";

/* Returns the locale that the environment asks for, "" when it does not. */
static const char *intl_wanted(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *name = NULL;

	for (int i = 0; i < 3 && (!name || !*name); i++)
		name = getenv(variables[i]);
	return name ? name : "";
}

/* Cuts LANGUAGE, languages with colons in between, before English: gettext would go on to the
 * next, since there is no translation to it. Returns whether others come first. */
static bool intl_cut_english(const char *languages)
{
	size_t at = 0;
	char *cut;

	while (languages[at] && (strncmp(languages + at, "en", 2) != 0 ||
					!strchr("_.@:", languages[at + 2]))) {
		at += strcspn(languages + at, ":");
		at += languages[at] == ':';
	}
	if (!languages[at])
		return true;
	cut = xstrdup(languages);
	cut[at] = '\0';
	setenv("LANGUAGE", cut, 1);
	free(cut);
	return at > 0;
}

void intl_start(const char *folder)
{
	const char *wanted = intl_wanted(), *given = getenv("TEXTDOMAINDIR");
	const char *language = getenv("LANGUAGE");

	if (language && *language && !intl_cut_english(language))
		return;
	/* gettext looks at LANGUAGE only where the locale is not "C", which it is when nothing
	 * is set, and stays when the one that is set is not installed. */
	if (!*wanted || !setlocale(LC_MESSAGES, "")) {
		char tag[32] = "";

		if (!language || !*language)
			strncpy(tag, wanted, sizeof tag - 1);
		tag[strcspn(tag, ".@")] = '\0';
		if (*tag)
			setenv("LANGUAGE", tag, 1);
		if (!setlocale(LC_MESSAGES, "C.UTF-8"))
			setlocale(LC_MESSAGES, "en_US.UTF-8");
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
