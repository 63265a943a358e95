/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_E2E_SHELL_H
#define TESTS_E2E_SHELL_H

/*
 * The shell of the harness: a process that leads the terminal's session and runs one job
 * in the foreground, without which there is no stopping and going on.
 */

#include <sys/types.h>

/* What the shell reports, in the order of things. */
struct shell_news {
	enum { SHELL_STARTED, SHELL_STOPPED, SHELL_ENDED } kind;
	pid_t pid;  /* of the job */
	int status; /* as waitpid(2) gives it */
};

struct shell {
	pid_t pid;
	int news;  /* read here: struct shell_news */
	int order; /* write a byte here: start, go on after a stop, end after the job's
		      end */
};

/*
 * Starts the shell on the pseudo terminal called TTY; the first order makes it run ARGV
 * with ENV. MASTER is closed in it. Fails the test when that cannot be done.
 */
struct shell shell_start(
	const char *tty, int master, char *const argv[], char *const env[]);

#endif
