/*
 * Owns the file that holds back stderr, the modes and the sequences that restore the
 * terminal, and the stack of the handler. Knows no curses. Everything the handler uses is
 * prepared before crash_arm installs it and does not change while it is installed; the
 * handler calls only functions that are safe in a signal handler.
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

enum { FATAL_COUNT = 5, RESTORE_MAX = 256, STACK_SIZE = 64 * 1024 };

static const struct fatal {
	int number;
	const char *name;
} fatals[FATAL_COUNT] = {
	{ SIGSEGV, "SIGSEGV" },
	{ SIGBUS, "SIGBUS" },
	{ SIGFPE, "SIGFPE" },
	{ SIGILL, "SIGILL" },
	{ SIGABRT, "SIGABRT" },
};

static struct crash {
	bool holding, armed, has_modes;
	struct termios modes;
	FILE *held;      /* where stderr goes; NULL: it is not held back */
	int real_stderr; /* of the terminal, while held is set */
	char restore[RESTORE_MAX];
	size_t restore_len;
	void *stack; /* for the handler: the other one may be full */
	struct sigaction before[FATAL_COUNT];
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

static void crash_on_fatal(int number)
{
	int err = crash.held ? crash.real_stderr : STDERR_FILENO;
	static const char tail[] =
		"). Please report this line and what led to it to " PACKAGE_BUGREPORT
		".\n";

	write_all(STDOUT_FILENO, crash.restore, crash.restore_len);
	if (crash.has_modes)
		tcsetattr(STDOUT_FILENO, TCSANOW, &crash.modes);
	crash_show_held();
	write_all(
		err, PACKAGE_STRING " crashed (", sizeof PACKAGE_STRING " crashed (" - 1);
	for (size_t i = 0; i < FATAL_COUNT; i++)
		if (fatals[i].number == number)
			write_all(err, fatals[i].name, strlen(fatals[i].name));
	write_all(err, tail, sizeof tail - 1);
	raise(number); /* the default action is installed again, and runs on return */
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
	struct sigaction action = { .sa_handler = crash_on_fatal };
	stack_t stack = { .ss_size = STACK_SIZE };

	if (crash.armed)
		return;
	crash.armed = true;
	crash.restore_len = len < RESTORE_MAX ? len : RESTORE_MAX;
	memcpy(crash.restore, restore, crash.restore_len);
	crash.stack = malloc(STACK_SIZE);
	stack.ss_sp = crash.stack;
	sigemptyset(&action.sa_mask);
	action.sa_flags = (int)SA_RESETHAND;
	if (crash.stack && sigaltstack(&stack, NULL) == 0)
		action.sa_flags |= SA_ONSTACK;
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaction(fatals[i].number, &action, &crash.before[i]);
}

void crash_release(void)
{
	stack_t none = { .ss_flags = SS_DISABLE, .ss_size = STACK_SIZE };

	if (crash.armed) {
		for (size_t i = 0; i < FATAL_COUNT; i++)
			sigaction(fatals[i].number, &crash.before[i], NULL);
		if (crash.stack && sigaltstack(&none, NULL) == 0)
			free(crash.stack);
		crash.stack = NULL;
		crash.armed = false;
	}
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
