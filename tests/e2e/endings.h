/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_E2E_ENDINGS_H
#define TESTS_E2E_ENDINGS_H

/*
 * The signals whose default action ends a process and that can be caught, as signal(7) lists
 * them, and the first and the last of those without a name.
 */

#include <signal.h>
#include <stdbool.h>

static const struct ending {
	int number;
	const char *name;
	bool error; /* of a write, which fails: it ends nothing */
} endings[] = {
	{ SIGHUP, "SIGHUP", false },
	{ SIGINT, "SIGINT", false },
	{ SIGQUIT, "SIGQUIT", false },
	{ SIGILL, "SIGILL", false },
	{ SIGTRAP, "SIGTRAP", false },
	{ SIGABRT, "SIGABRT", false },
	{ SIGBUS, "SIGBUS", false },
	{ SIGFPE, "SIGFPE", false },
	{ SIGUSR1, "SIGUSR1", false },
	{ SIGSEGV, "SIGSEGV", false },
	{ SIGUSR2, "SIGUSR2", false },
	{ SIGPIPE, "SIGPIPE", true },
	{ SIGALRM, "SIGALRM", false },
	{ SIGTERM, "SIGTERM", false },
	{ SIGVTALRM, "SIGVTALRM", false },
	{ SIGPROF, "SIGPROF", false },
	{ SIGSYS, "SIGSYS", false },
	{ SIGXCPU, "SIGXCPU", false },
	{ SIGXFSZ, "SIGXFSZ", true },
#ifdef SIGIO
	{ SIGIO, "SIGIO", false },
#endif
#ifdef SIGSTKFLT
	{ SIGSTKFLT, "SIGSTKFLT", false },
#endif
#ifdef SIGPWR
	{ SIGPWR, "SIGPWR", false },
#endif
#ifdef SIGRTMIN
	{ -1, "SIGRTMIN", false },
	{ -2, "SIGRTMAX", false },
#endif
};

enum { ENDINGS = sizeof endings / sizeof *endings };

/* Returns the number of the signal E. */
static inline int ending_number(const struct ending *e)
{
#ifdef SIGRTMIN
	/* The C library decides when it starts which those are. */
	if (e->number < 0)
		return e->number == -1 ? SIGRTMIN : SIGRTMAX;
#endif
	return e->number;
}

#endif
