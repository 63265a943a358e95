/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the file that holds back stderr, the modes and the sequences that restore the
 * terminal, and the stack of the handler. Knows no curses. Everything the handler uses is
 * prepared before "armed" is set and does not change while it is; the handler calls only
 * functions that are safe in a signal handler.
 */

#include "config.h"

#include "ui/crash.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/tempfile.h"

enum {
	RESTORE_MAX = 256,
	STACK_SIZE = 64 * 1024,
	CRASH_PATIENCE = 1 /* s */,
	CRASH_NO_MEMORY = 3 /* as fail() */
};

/* The signals that a bug sends. */
static const struct fault_signal {
	int number;
	const char *name;
} bugs[] = {
	{ SIGSEGV, "SIGSEGV" },
	{ SIGBUS, "SIGBUS" },
	{ SIGFPE, "SIGFPE" },
	{ SIGILL, "SIGILL" },
	{ SIGABRT, "SIGABRT" },
	{ SIGSYS, "SIGSYS" },
	{ SIGTRAP, "SIGTRAP" },
};

static struct crash {
	bool holding, has_modes;
	volatile sig_atomic_t armed; /* restore and modes are right */
	struct termios modes;
	FILE *held;      /* where stderr goes; NULL: it is not held back */
	int real_stderr; /* of the terminal, while held is set */
	char restore[RESTORE_MAX];
	size_t restore_len;
	char stack[STACK_SIZE]; /* for the handler: the other one may be full */
} crash;

/* Writes TEXT, as much of it as can be written. */
static void write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

/* Copies what was held back to the terminal. Safe in a signal handler. */
static void crash_show_held(void)
{
	int from = STDERR_FILENO; /* refers to the file now */
	char block[512];
	ssize_t n;

	if (!crash.held || lseek(from, 0, SEEK_SET) != 0)
		return;
	while ((n = read(from, block, sizeof block)) > 0)
		write_all(crash.real_stderr, block, (size_t)n);
}

/* Where the terminal takes no bytes, writing to it never ends: SIGALRM does that then. The
 * modes are set first, for that waits for nothing. */
static void crash_restore(void)
{
	sigset_t late;

	tempfile_unlink_all();
	if (!crash.holding)
		return;
	signal(SIGALRM, SIG_DFL);
	sigemptyset(&late);
	sigaddset(&late, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &late, NULL);
	alarm(CRASH_PATIENCE);
	if (crash.has_modes)
		tcsetattr(STDOUT_FILENO, TCSANOW, &crash.modes);
	if (crash.armed)
		write_all(STDOUT_FILENO, crash.restore, crash.restore_len);
	crash_show_held();
}

/* Writes the line that asks for a report, when NUMBER means a bug. */
static void crash_report(int number)
{
	static const char head[] = PACKAGE_STRING " crashed (";
	static const char tail[] =
		"). Please report this line and what led to it to " PACKAGE_BUGREPORT
		".\n";
	int err = crash.held ? crash.real_stderr : STDERR_FILENO;

	for (size_t i = 0; i < sizeof bugs / sizeof *bugs; i++) {
		if (bugs[i].number != number)
			continue;
		write_all(err, head, sizeof head - 1);
		write_all(err, bugs[i].name, strlen(bugs[i].name));
		write_all(err, tail, sizeof tail - 1);
	}
}

_Noreturn void crash_end(int number)
{
	sigset_t set;

	if (crash.armed)
		tcflush(STDOUT_FILENO, TCOFLUSH);
	crash_restore();
	crash_report(number);
	signal(number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, number);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	_exit(128 + number); /* as a shell counts it; not reached but for odd signals */
}

/* Signals that end no process, that are errors, or that mean to stop it for a while. */
static bool crash_spares(int number)
{
	static const int spared[] = { SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGURG,
		SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU };

	for (size_t i = 0; i < sizeof spared / sizeof *spared; i++)
		if (spared[i] == number)
			return true;
	return false;
}

/* Curses ends the program by itself where it has no memory, and its message is held back. */
static void crash_exit(void)
{
	if (!crash.holding)
		return;
	crash_restore();
	_exit(CRASH_NO_MEMORY);
}

void crash_guard(void)
{
	stack_t stack = { .ss_sp = crash.stack, .ss_size = STACK_SIZE };
	struct sigaction action = { .sa_handler = crash_end }, before;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	atexit(crash_exit);
	sigemptyset(&action.sa_mask);
	action.sa_flags = (int)SA_RESETHAND;
	if (sigaltstack(&stack, NULL) == 0)
		action.sa_flags |= SA_ONSTACK;
	/* Some numbers are kept by the C library, which refuses them. */
	for (int number = 1; number <= SIGRTMAX; number++)
		if (!crash_spares(number) && sigaction(number, NULL, &before) == 0 &&
			before.sa_handler != SIG_IGN)
			sigaction(number, &action, NULL);
}

void crash_hold(void)
{
	if (crash.holding)
		return;
	crash.holding = true;
	crash.has_modes = tcgetattr(STDOUT_FILENO, &crash.modes) == 0;
	if (!isatty(STDERR_FILENO))
		return; /* the user has redirected the messages */
	fflush(stderr);
	crash.held = tmpfile();
	if (!crash.held)
		return;
	/* Programs that are started meanwhile inherit neither descriptor. */
	fcntl(fileno(crash.held), F_SETFD, FD_CLOEXEC);
	crash.real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
	if (crash.real_stderr < 0 || dup2(fileno(crash.held), STDERR_FILENO) < 0) {
		if (crash.real_stderr >= 0)
			close(crash.real_stderr);
		fclose(crash.held);
		crash.held = NULL;
	}
}

void crash_arm(const char *restore, size_t len)
{
	crash.restore_len = len < RESTORE_MAX ? len : RESTORE_MAX;
	memcpy(crash.restore, restore, crash.restore_len);
	crash.armed = 1;
}

void crash_release(void)
{
	crash.armed = 0;
	/* Curses has done so, unless it was left while it looked at another description. */
	if (crash.holding && crash.has_modes)
		tcsetattr(STDOUT_FILENO, TCSADRAIN, &crash.modes);
	if (crash.held) {
		fflush(stderr);
		crash_show_held();
		dup2(crash.real_stderr, STDERR_FILENO);
		close(crash.real_stderr);
		fclose(crash.held);
		crash.held = NULL;
	}
	crash.holding = false;
}
