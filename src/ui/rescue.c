#include "config.h"

#include "ui/rescue.h"

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

/* All that the handler needs is made ready beforehand and does not change while armed. */
static struct rescue {
	bool holding, armed, has_modes;
	struct termios modes;
	FILE *held;      /* where stderr goes; NULL: where it always went */
	int real_stderr; /* the terminal's, while held is set */
	char restore[RESTORE_MAX];
	size_t restore_len;
	void *stack; /* for the handler: the fault may be that the other one is full */
	struct sigaction before[FATAL_COUNT];
} rescue;

/* Writes all of TEXT, as far as it can be written. */
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

/* Copies what was held back to where it belongs. Safe in a signal handler. */
static void rescue_show_held(void)
{
	int from = STDERR_FILENO; /* the file behind it is what was written to */
	char block[512];
	ssize_t n;

	if (!rescue.held || lseek(from, 0, SEEK_SET) != 0)
		return;
	while ((n = read(from, block, sizeof block)) > 0)
		write_all(rescue.real_stderr, block, (size_t)n);
}

static void rescue_on_fatal(int number)
{
	int err = rescue.held ? rescue.real_stderr : STDERR_FILENO;
	static const char tail[] =
		"); please send this line and what led to it to " PACKAGE_BUGREPORT ".\n";

	write_all(STDOUT_FILENO, rescue.restore, rescue.restore_len);
	if (rescue.has_modes)
		tcsetattr(STDOUT_FILENO, TCSANOW, &rescue.modes);
	rescue_show_held();
	write_all(
		err, PACKAGE_STRING " crashed (", sizeof PACKAGE_STRING " crashed (" - 1);
	for (size_t i = 0; i < FATAL_COUNT; i++)
		if (fatals[i].number == number)
			write_all(err, fatals[i].name, strlen(fatals[i].name));
	write_all(err, tail, sizeof tail - 1);
	raise(number); /* the default action holds again and takes over on return */
}

void rescue_hold(void)
{
	if (rescue.holding)
		return;
	rescue.holding = true;
	rescue.has_modes = tcgetattr(STDOUT_FILENO, &rescue.modes) == 0;
	if (!isatty(STDERR_FILENO))
		return; /* someone asked for the messages elsewhere */
	fflush(stderr);
	rescue.held = tmpfile();
	if (!rescue.held)
		return;
	/* Neither is for programs that are started in the meantime. */
	fcntl(fileno(rescue.held), F_SETFD, FD_CLOEXEC);
	rescue.real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
	if (rescue.real_stderr < 0 || dup2(fileno(rescue.held), STDERR_FILENO) < 0) {
		if (rescue.real_stderr >= 0)
			close(rescue.real_stderr);
		fclose(rescue.held);
		rescue.held = NULL;
	}
}

void rescue_arm(const char *restore, size_t len)
{
	struct sigaction action = { .sa_handler = rescue_on_fatal };
	stack_t stack = { .ss_size = STACK_SIZE };

	if (rescue.armed)
		return;
	rescue.armed = true;
	rescue.restore_len = len < RESTORE_MAX ? len : RESTORE_MAX;
	memcpy(rescue.restore, restore, rescue.restore_len);
	rescue.stack = malloc(STACK_SIZE);
	stack.ss_sp = rescue.stack;
	sigemptyset(&action.sa_mask);
	action.sa_flags = (int)SA_RESETHAND;
	if (rescue.stack && sigaltstack(&stack, NULL) == 0)
		action.sa_flags |= SA_ONSTACK;
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaction(fatals[i].number, &action, &rescue.before[i]);
}

static void rescue_disarm(void)
{
	stack_t none = { .ss_flags = SS_DISABLE, .ss_size = STACK_SIZE };

	if (!rescue.armed)
		return;
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaction(fatals[i].number, &rescue.before[i], NULL);
	if (rescue.stack && sigaltstack(&none, NULL) == 0)
		free(rescue.stack);
	rescue.stack = NULL;
	rescue.armed = false;
}

void rescue_release(void)
{
	rescue_disarm();
	if (rescue.held) {
		fflush(stderr);
		rescue_show_held();
		dup2(rescue.real_stderr, STDERR_FILENO);
		close(rescue.real_stderr);
		fclose(rescue.held);
		rescue.held = NULL;
	}
	rescue.holding = false;
}
