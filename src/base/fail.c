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

_Noreturn void fail(const char *format, ...)
{
	va_list args;

	if (before) {
		void (*hook)(void) = before;

		before = NULL; /* it is not called again when it fails itself */
		hook();
	}
	tempfile_unlink_all();
	fputs("bali: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr,
		"\nThis is a bug in bali %s, or memory ran out. Please report this line "
		"and what led to it to %s.\n",
		PACKAGE_VERSION, PACKAGE_BUGREPORT);
	exit(3);
}
