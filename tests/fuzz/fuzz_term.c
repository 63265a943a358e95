/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for bytes of a terminal of which ui/term.c makes something that is no key. The
 * terminal is a pseudo terminal, opened once.
 */

#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>

#include "fuzz/fuzz.h"
#include "ui/term.h"

static int master;

/* By this curses waits for the rest of a sequence. All there is to read has been written
 * before, so that no time brings more of it. */
int poll(struct pollfd *fds, nfds_t count, int timeout)
{
	const struct timespec none = { 0 };

	(void)timeout;
	return ppoll(fds, count, &none, NULL);
}

/* Gives the signals by which a program dies back to the fuzzer, and standard error. */
static void give_back(int err)
{
	static const int fatal[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGALRM,
		SIGINT, SIGTERM };

	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		signal(fatal[i], SIG_DFL);
	dup2(err, STDERR_FILENO);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	int err = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10), slave;
	struct str fault = STR_INIT;

	(void)argc;
	(void)argv;
	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	fuzz_require(master >= 0 && !grantpt(master) && !unlockpt(master));
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	fuzz_require(slave >= 0 && !fcntl(master, F_SETFL, O_NONBLOCK));
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	setenv("TERM", "xterm-256color", 1);
	setenv("ESCDELAY", "1", 1);
	fuzz_require(setlocale(LC_ALL, "C.UTF-8"));
	fuzz_require(term_open(THEME_DEFAULT, false, &fault));
	term_set_mouse(true, &fault);
	give_back(err);
	str_release(&fault);
	return 0;
}

/* Reads away what the program wrote. */
static void drain(void)
{
	char bytes[4096];

	while (read(master, bytes, sizeof bytes) > 0)
		continue;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MOST = 1000 }; /* bytes */
	enum term_event event;
	uint32_t key;

	if (size > MOST || (size && write(master, data, size) != (ssize_t)size))
		return 0;
	while ((event = term_wait(0, -1, &key)) != TERM_NOTHING) {
		struct str name = STR_INIT;

		if (event == TERM_LEAVE)
			break;
		if (event == TERM_KEY) {
			key_add_name(&name, key);
			fuzz_require(key < KEY_LAST && key != KEY_NAMED);
			fuzz_require(key == KEY_NONE ||
				(name.len && key_parse(str_slice(&name)) == key));
		}
		str_release(&name);
	}
	drain();
	return 0;
}
