/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/termtype.h"

#include <stdlib.h>
#include <string.h>

bool termtype_reorders(const char *type)
{
	const char *program = getenv("TERM_PROGRAM");

	return getenv("VTE_VERSION") || getenv("KONSOLE_VERSION") ||
		strncmp(type, "mlterm", 6) == 0 ||
		(program && strcmp(program, "Apple_Terminal") == 0);
}

/* Terminals that are called ansi may know any encoding of eight bits, or none. */
enum text_glyphs termtype_glyphs(const char *type)
{
	if (strcmp(type, "ansi") == 0 || strcmp(type, "vt52") == 0)
		return TEXT_GLYPHS_ASCII;
	if (!text_locale_is_utf8())
		return TEXT_GLYPHS_LOCALE;
	return strcmp(type, "linux") == 0 ? TEXT_GLYPHS_CONSOLE : TEXT_GLYPHS_ALL;
}
