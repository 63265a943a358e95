#include "config.h"

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* The one place outside term.c with state of the process: a hook cannot travel
 * through every allocation. */
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

		before = NULL; /* a hook that fails itself must not come back here */
		hook();
	}
	fputs("bali: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr,
		"\nThis is a fault of bali %s, or the machine is out of memory; please "
		"send this line and what led to it to %s.\n",
		PACKAGE_VERSION, PACKAGE_BUGREPORT);
	exit(3);
}
