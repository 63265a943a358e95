/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the hook that restores the terminal: state of the process, since no hook can
 * travel through every allocation (ui/crash.c and ui/term.c hold the other state that
 * signals and exits need). What fails with an error that can be reported is not here.
 */

#include "config.h"

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/tempfile.h"

static void (*before)(void);

void fail_set_hook(void (*hook)(void))
{
	before = hook;
}

/* Leaves things as they have to be at the end. */
static void clean_up(void)
{
	if (before) {
		void (*hook)(void) = before;

		before = NULL; /* it is not called again when it fails itself */
		hook();
	}
	tempfile_unlink_all();
}

_Noreturn void fail_memory(size_t size)
{
	clean_up();
	fputs("bali: Not enough memory", stderr);
	if (size)
		fprintf(stderr, " for %zu bytes more", size);
	fputs(". End other programs, or read less of each table with --limit.\n", stderr);
	exit(3);
}

_Noreturn void fail(const char *format, ...)
{
	va_list args;

	clean_up();
	fputs("bali: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr,
		"\nThis is a bug in bali %s. Please report this line and what led to it "
		"to "
		"%s.\n",
		PACKAGE_VERSION, PACKAGE_BUGREPORT);
	exit(3);
}
